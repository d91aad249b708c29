import type { INodeProperties } from 'n8n-workflow';

import { menu } from '../../lib/n8n/properties/menu';
import { shownFor } from '../../lib/n8n/properties/shownFor';
import { resources } from './resources';

/** The resource to start with: what most workflows want of this node. */
const FIRST = 'event';

const resourceMenu: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ value, name, description }) => ({ name, value, description })),
	default: FIRST,
};

const operationMenus: INodeProperties[] = resources.map(({ value: resource, operations }) =>
	menu({
		displayName: 'Operation',
		name: 'operation',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ value, name, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: resource === FIRST ? 'getDetails' : operations[0].value,
	}),
);

/** Everything that the node shows, each field only for the operations that read it. */
export const properties: INodeProperties[] = [
	resourceMenu,
	...operationMenus,
	...resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation, properties: fields }) =>
			shownFor({ resource: [resource], operation: [operation] }, fields),
		),
	),
];
