import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';
import { byName } from './byName';

/** The platform menu, which decides what else is shown. */
export function platformProperty(platforms: readonly Platform[]): INodeProperties {
	return {
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		noDataExpression: true,
		options: [...platforms]
			.sort(byName)
			.map(({ id, name, description }) => ({ name, value: id, description })),
		default: platforms[0].id,
		description: 'The system that the events come from',
	};
}
