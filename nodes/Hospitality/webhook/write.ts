import { randomUUID } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isGone, isSuccess, type ApiAnswer } from '../../../lib/api/answer';
import { selectEvents } from '../../../lib/event/name';
import { loadSecrets, proofToSend, type SecretUse, type SentProof } from '../../../lib/n8n/secrets';
import type { Platform, WebhookApi, WebhookChange } from '../../../lib/platform';
import { wantedEvents } from '../../../lib/registration/webhook';
import { withUrlToken } from '../../../lib/registration/urlToken';
import type { Operation } from '../operation';
import { readText } from '../fields';
import { eventFields, readEvents, readId, urlField, webhookIdField } from './fields';
import { webhookOperation } from './operation';
import { shownWebhook, webhookIn } from './read';

export const create: Operation = webhookOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a webhook',
	description: 'Register a URL for events',
	needs: ({ create: call }) => call,
	fields: [urlField, ...eventFields],
	async execute({ context, itemIndex, platform, webhookApi, needed, send }) {
		const { secret: declared } = webhookApi;
		const proof =
			declared.by === 'user' && declared.sent
				? await readProof(context, { platform, scheme: platform.signature, webhookApi }, itemIndex)
				: { secret: '' };
		const webhook = {
			url: withUrlToken(webhookApi, readText(context, 'url', itemIndex), proof.secret),
			events: readEvents(context, platform, itemIndex),
			...proof,
			idempotencyKey: randomUUID().replace(/-/g, ''),
		};
		const answer = await send(needed(webhook), { what: 'a new webhook' }, holdsWebhook(webhookApi));
		// A secret that the platform has made is shown this once; one of ours stays where it is.
		const show = declared.by === 'platform' ? webhookIn : shownWebhook;
		return { items: [show(webhookApi, answer)] };
	},
});

export const update: Operation = webhookOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a webhook',
	description: 'Change the URL, the events or the state of a webhook',
	needs: ({ update: call }) => call,
	fields: [
		webhookIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Active',
					name: 'active',
					type: 'boolean',
					default: true,
					description: 'Whether the platform delivers; not every webhook API lets you change it',
				},
				...eventFields.filter(({ name }) => name === 'events').map(insideCollection),
				{
					displayName: 'Other Event Names',
					name: 'otherEvents',
					type: 'string',
					default: '',
					placeholder: 'e.g. spa.booked, parking.paid',
					description: 'Names that the list does not offer, separated by commas',
				},
				{ ...urlField, required: false },
			],
		},
	],
	async execute(run) {
		const { context, itemIndex, platform, webhookApi, needed, send } = run;
		const id = readId(run);
		const fields = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
		const change = readChange(platform, fields);
		if (Object.keys(change).length === 0) {
			throw new NodeOperationError(context.getNode(), 'Nothing is to be changed', {
				itemIndex,
				description: 'Add at least one field under Update Fields.',
			});
		}
		const asked = { what: 'webhook', id };
		const { get, updatesWhole, secret } = webhookApi;
		if (change.url !== undefined && secret.by === 'user' && secret.inUrl !== undefined) {
			const use = { platform, scheme: platform.signature, webhookApi };
			const proof = await readProof(context, use, itemIndex);
			change.url = withUrlToken(webhookApi, change.url, proof.secret);
		}
		const before = updatesWhole && get ? webhookIn(webhookApi, await send(get(id), asked)) : {};
		const { url, events } = updatesWhole ? webhookApi.read(before) : {};
		const whole = {
			...(typeof url === 'string' && { url }),
			...(Array.isArray(events) && { events: events.map(String) }),
			...change,
		};
		const answer = await send(needed(id, whole, before), asked);
		const shown = shownWebhook(webhookApi, answer);
		// Some platforms answer with nothing.
		return { items: [Object.keys(shown).length > 0 ? shown : { id }] };
	},
});

export const remove: Operation = webhookOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Take a webhook away; one that is already gone counts as deleted',
	needs: ({ remove: call }) => call,
	fields: [webhookIdField],
	async execute(run) {
		const id = readId(run);
		const isRemoved = (answer: ApiAnswer) => isSuccess(answer) || isGone(answer);
		await run.send(run.needed(id), { what: 'webhook', id }, isRemoved);
		return { items: [{ id, deleted: true }] };
	},
});

export const rotateSecret: Operation = webhookOperation({
	value: 'rotateSecret',
	name: 'Rotate Secret',
	action: 'Rotate the secret of a webhook',
	description: 'Let the platform make a new signing secret',
	needs: ({ rotateSecret: call }) => call,
	fields: [
		{
			displayName:
				'The output holds the new secret, because the platform shows it only once. Put it into the credential as Signing Secret, the old one as Previous Signing Secret, then delete this execution.',
			name: 'rotateNotice',
			type: 'notice',
			default: '',
		},
		webhookIdField,
	],
	async execute(run) {
		const { webhookApi, needed, send } = run;
		const id = readId(run);
		const isObject = (answer: ApiAnswer) =>
			isSuccess(answer) && Object.keys(webhookIn(webhookApi, answer)).length > 0;
		const answer = await send(needed(id), { what: 'webhook', id }, isObject);
		return { items: [webhookIn(webhookApi, answer)] };
	},
});

/** A success that says something: a login page with status 200 must not pass for one. */
function holdsWebhook(api: WebhookApi): (answer: ApiAnswer) => boolean {
	return (answer) => isSuccess(answer) && Object.keys(webhookIn(api, answer)).length > 0;
}

function readChange(platform: Platform, fields: IDataObject): WebhookChange {
	const { url, active } = fields;
	const selection = selectEvents(fields.events ?? [], fields.otherEvents ?? '');
	return {
		...(typeof url === 'string' && url.trim() !== '' && { url: url.trim() }),
		...(selection.length > 0 && { events: wantedEvents(platform, selection) }),
		...(typeof active === 'boolean' && { active }),
	};
}

/** Inside a collection other parameters are seen from the root. */
function insideCollection(field: INodeProperties): INodeProperties {
	const platform = field.displayOptions?.show?.platform;
	return { ...field, displayOptions: platform && { show: { '/platform': platform } } };
}

/** @throws NodeOperationError when no usable signing secret is set */
async function readProof(
	context: IExecuteFunctions,
	use: SecretUse,
	itemIndex: number,
): Promise<SentProof> {
	const { secrets } = await loadSecrets(context, use, {
		consequence: 'The platform signs its deliveries with it.',
		itemIndex,
	});
	return proofToSend(secrets);
}
