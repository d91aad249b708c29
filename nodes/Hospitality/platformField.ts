import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../lib/platform';
import { menu } from '../../lib/n8n/properties/menu';
import { platformById } from '../../platforms';

/** The platform menu of one operation, with those platforms that offer it. */
export function platformField(offering: readonly Platform[]): INodeProperties {
	return menu({
		displayName: 'Platform',
		name: 'platform',
		noDataExpression: true,
		options: offering.map(({ id, name, description }) => ({ name, value: id, description })),
		default: offering[0].id,
		description: 'The system to work with',
	});
}

/** @throws NodeOperationError when the saved platform is none that offers this operation */
export function readPlatform(
	context: IExecuteFunctions,
	itemIndex: number,
	offering: readonly Platform[],
): Platform {
	const id = String(context.getNodeParameter('platform', itemIndex, offering[0].id));
	const platform = offering.find((offered) => offered.id === id);
	if (platform) return platform;
	const name = platformById(id)?.name ?? `"${id}"`;
	throw new NodeOperationError(context.getNode(), `${name} does not offer this operation`, {
		itemIndex,
		description: `Choose another platform: ${offering.map((offered) => offered.name).join(', ')}.`,
	});
}
