import type {
	ICredentialsDisplayOptions,
	INodeCredentialDescription,
	INodeProperties,
} from 'n8n-workflow';

import { menu, showWhen } from '../../lib/n8n/properties/menu';
import type { Platform } from '../../lib/platform';
import { hiddenUnlessProof } from '../../lib/n8n/properties/customScheme';
import { platforms } from '../../platforms';
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
			showWhen({ resource: [resource], operation: [operation] }, fields),
		),
	),
];

/** Operations that work without a platform's API. */
const WITHOUT_API = ['createSample', 'detectScheme', 'verify'];
/** Operations that need what deliveries are signed with, or prove themselves with. */
const WITH_PROOF = { secret: ['detectScheme', 'verify'], basic: ['verify'] };

/*
 * All of these hide where they could show: a menu whose every value shows a credential is taken
 * for the choice of an authentication method by n8n's editor, and moved out of the node.
 */

/**
 * One entry for each credential type that authorises API calls: n8n looks only at the first of a
 * type. None is required, because an event's platform is known only when the event is there.
 */
export const apiCredentials: INodeCredentialDescription[] = platforms.flatMap(
	(platform: Platform): INodeCredentialDescription[] => {
		if (!platform.api) return [];
		const others = platforms.filter(({ id }) => id !== platform.id);
		return [
			{
				name: platform.api.credential,
				displayName: `${platform.name} API`,
				required: false,
				displayOptions: {
					hide: { platform: others.map(({ id }) => id), operation: WITHOUT_API },
				},
			},
		];
	},
);

/** Hides a credential with what deliveries are signed with, where it has no use. */
export function hiddenUnlessSigning(proof: 'secret' | 'basic'): ICredentialsDisplayOptions {
	const operations = resources.flatMap((resource) => resource.operations.map(({ value }) => value));
	return {
		hide: {
			...hiddenUnlessProof(platforms, proof),
			operation: [...new Set(operations)].filter((value) => !WITH_PROOF[proof].includes(value)),
		},
	};
}
