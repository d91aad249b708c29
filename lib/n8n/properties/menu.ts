import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { byName } from './byName';

/** A menu whose entries and first choice come from declarations. */
export function menu(
	field: Pick<INodeProperties, 'displayName' | 'name'> &
		Partial<INodeProperties> & { options: INodePropertyOptions[]; default: string },
): INodeProperties {
	const { options, ...rest } = field;
	const sorted = [...options].sort(byName);
	return { type: 'options', ...rest, options: sorted };
}
