import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { selectEvents } from '../../../lib/event/selection';
import { assertUsable, readSecrets, secretCredential } from '../../../lib/host/secrets';
import type { Platform } from '../../../lib/platform';
import { isGone, isSuccess } from '../../../lib/registration/apiAnswer';
import { wantedEvents } from '../../../lib/registration/desired';
import type { Operation } from '../operation';
import { readText } from '../readFields';
import { shown, shownOnce, webhookOperation } from './call';
import { eventFields, urlField, webhookIdField } from './fields';

export const create: Operation = webhookOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a webhook',
	description: 'Register a URL for events',
	offers: () => true,
	fields: [urlField, ...eventFields],
	async execute({ context, itemIndex, platform, flavour, send }) {
		const url = readText(context, 'url', itemIndex);
		const events = readEvents(context, platform, itemIndex);
		const secret =
			flavour.secret === 'ours' ? await readSecret(context, platform, itemIndex) : undefined;
		const body = { url, events, ...(secret !== undefined && { secret }) };
		const answer = await send(flavour.create, 'a new webhook', {}, body);
		// A secret that the platform has made is shown this once; one of ours stays where it is.
		return { items: [secret === undefined ? shownOnce(answer) : shown(answer)] };
	},
});

export const update: Operation = webhookOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a webhook',
	description: 'Change the URL, the events or the state of a webhook',
	offers: (flavour) => flavour.update !== undefined,
	fields: [
		webhookIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				...eventFields.filter(({ name }) => name === 'events').map(insideCollection),
				{
					displayName: 'Other Event Names',
					name: 'otherEvents',
					type: 'string',
					default: '',
					placeholder: 'e.g. spa.booked, parking.paid',
					description: 'Names that the list does not offer, separated by commas',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Disabled', value: 'disabled' },
						{ name: 'Paused', value: 'paused' },
					],
					default: 'active',
					description: 'Whether the platform delivers; not every API family lets one change it',
				},
				{ ...urlField, required: false },
			],
		},
	],
	async execute({ context, itemIndex, platform, flavour, send }) {
		const id = readText(context, 'webhookId', itemIndex);
		const fields = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
		const changes = readChanges(platform, fields);
		if (Object.keys(changes).length === 0) {
			throw new NodeOperationError(context.getNode(), 'Nothing is to be changed', {
				itemIndex,
				description: 'Add at least one field under Update Fields.',
			});
		}
		const call = flavour.update ?? flavour.create;
		return { items: [shown(await send(call, `webhook ${id}`, { id }, changes))] };
	},
});

export const remove: Operation = webhookOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Take a webhook away; one that is already gone counts as deleted',
	offers: () => true,
	fields: [webhookIdField],
	async execute({ context, itemIndex, flavour, send }) {
		const id = readText(context, 'webhookId', itemIndex);
		await send(
			flavour.remove,
			`webhook ${id}`,
			{ id },
			undefined,
			(answer) => isSuccess(answer) || isGone(answer),
		);
		return { items: [{ id, deleted: true }] };
	},
});

export const rotateSecret: Operation = webhookOperation({
	value: 'rotateSecret',
	name: 'Rotate Secret',
	action: 'Rotate the secret of a webhook',
	description: 'Let the platform make a new signing secret',
	offers: (flavour) => flavour.rotateSecret !== undefined,
	fields: [
		{
			displayName:
				'The output holds the new secret, because the platform shows it only once. Put it into the credential as Signing Secret, the old one as Previous Signing Secret, then delete this execution. Deliveries are signed with the old secret too for a day.',
			name: 'rotateNotice',
			type: 'notice',
			default: '',
		},
		webhookIdField,
	],
	async execute({ context, itemIndex, flavour, send }) {
		const id = readText(context, 'webhookId', itemIndex);
		const call = flavour.rotateSecret ?? flavour.create;
		return { items: [shownOnce(await send(call, `webhook ${id}`, { id }))] };
	},
});

/** @throws NodeOperationError when none is selected */
export function readEvents(
	context: IExecuteFunctions,
	platform: Platform,
	itemIndex: number,
): string[] {
	const selection = selectEvents(
		context.getNodeParameter('events', itemIndex, []),
		context.getNodeParameter('otherEvents', itemIndex, ''),
	);
	if (selection.length > 0) return wantedEvents(platform, selection);
	throw new NodeOperationError(context.getNode(), 'No event is selected', {
		itemIndex,
		description: 'Select the events to be delivered, or All Events.',
	});
}

function readChanges(platform: Platform, fields: IDataObject): Record<string, unknown> {
	const { url, status } = fields;
	const selection = selectEvents(fields.events ?? [], fields.otherEvents ?? '');
	return {
		...(typeof url === 'string' && url.trim() !== '' && { url: url.trim() }),
		...(selection.length > 0 && { events: wantedEvents(platform, selection) }),
		...(typeof status === 'string' && { status }),
	};
}

async function readSecret(
	context: IExecuteFunctions,
	platform: Platform,
	itemIndex: number,
): Promise<string> {
	const type = secretCredential(platform.signature);
	if (!context.getNode().credentials?.[type]) {
		throw new NodeOperationError(context.getNode(), 'No signing secret credential is set', {
			itemIndex,
			description: `${platform.name} signs its deliveries with it. Choose or create it in this node.`,
		});
	}
	const secrets = readSecrets(platform.signature, await context.getCredentials(type, itemIndex));
	assertUsable(context.getNode(), platform.signature, secrets);
	return 'secret' in secrets ? secrets.secret : '';
}

/** Inside a collection other parameters are seen from the root. */
function insideCollection(field: (typeof eventFields)[number]): (typeof eventFields)[number] {
	const platform = field.displayOptions?.show?.platform;
	return { ...field, displayOptions: platform && { show: { '/platform': platform } } };
}
