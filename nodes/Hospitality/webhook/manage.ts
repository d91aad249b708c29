import { isGone, isSuccess } from '../../../lib/api/answer';
import type { Operation } from '../operation';
import { readText } from '../readFields';
import { isAnswered, shown, shownOnce, webhookOperation } from './call';
import { readEvents } from './events';
import { eventFields, urlField, webhookIdField } from './fields';
import { readSecret } from './signingSecret';

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
		const answer = await send(flavour.create, 'a new webhook', {}, body, isAnswered);
		// A secret that the platform has made is shown this once; one of ours stays where it is.
		return { items: [secret === undefined ? shownOnce(answer) : shown(answer)] };
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
			'webhook',
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
		const answer = await send(call, 'webhook', { id }, undefined, isAnswered);
		return { items: [shownOnce(answer)] };
	},
});
