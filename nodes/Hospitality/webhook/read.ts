import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { readRecord, type ApiAnswer } from '../../../lib/api/answer';
import { pagingFields } from '../../../lib/n8n/properties/recordFields';
import type { WebhookApi } from '../../../lib/platform';
import { describePlan } from '../../../lib/registration/describePlan';
import {
	fetchRegistrations,
	readWebhook,
	withoutSecret,
} from '../../../lib/registration/fetchRegistrations';
import { reconcile } from '../../../lib/registration/reconcile';
import {
	pathOf,
	type RegistrationReport,
	type ReportedWebhook,
} from '../../../lib/registration/webhook';
import type { Operation } from '../operation';
import { readText } from '../fields';
import { eventFields, readEvents, readId, urlField, webhookIdField } from './fields';
import { webhookOperation, type WebhookRun } from './operation';

/** What a platform would answer for a webhook that is not in its list. */
const NOT_FOUND: ApiAnswer = { kind: 'answer', status: 404, headers: {}, body: undefined };

export const get: Operation = webhookOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a webhook',
	description: 'Get one webhook by its ID',
	needs: ({ get: one, list }) => one ?? list,
	fields: [webhookIdField],
	async execute(run) {
		const { webhookApi, send, readAll, failure } = run;
		const id = readId(run);
		const asked = { what: 'webhook', id };
		if (webhookApi.get) {
			return { items: [shownWebhook(webhookApi, await send(webhookApi.get(id), asked))] };
		}
		const all = webhookApi.list ? await readAll(webhookApi.list, asked) : [];
		const found = all.find((item) => readWebhook(webhookApi, item)?.webhook.id === id);
		if (!found) throw failure(asked, NOT_FOUND);
		return { items: [withoutSecret(webhookApi, found) as IDataObject] };
	},
});

export const getMany: Operation = webhookOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Get the webhooks of the account',
	needs: ({ list }) => list,
	fields: pagingFields,
	async execute(run) {
		const found = await run.readAll(run.needed, { what: 'the webhooks' }, readLimit(run));
		const items = found.map((one) => withoutSecret(run.webhookApi, one));
		return { items: items as IDataObject[] };
	},
});

export const check: Operation = webhookOperation({
	value: 'check',
	name: 'Check',
	action: 'Check the registration of a webhook',
	description: 'See what activating a Hospitality Trigger would change, without changing it',
	needs: (api) => api,
	fields: [
		{ ...urlField, description: 'The Production URL of the Hospitality Trigger' },
		...eventFields,
		{
			displayName: 'Webhook ID',
			name: 'knownId',
			type: 'string',
			default: '',
			placeholder: 'e.g. wh_abc123',
			description: 'Needed only where the webhook API cannot list webhooks',
		},
	],
	async execute({ context, itemIndex, platform, webhookApi, fetch, failure }) {
		const url = readText(context, 'url', itemIndex);
		if (!/^https?:\/\/[^/]/i.test(url)) {
			throw new NodeOperationError(context.getNode(), 'The URL is not valid', {
				itemIndex,
				description: 'Copy the Production URL from the Hospitality Trigger.',
			});
		}
		const events = readEvents(context, platform, itemIndex);
		const id = readText(context, 'knownId', itemIndex) || undefined;
		const fetched = await fetchRegistrations(webhookApi, id, fetch);
		if (fetched.kind === 'failed') throw failure({ what: 'the webhooks' }, fetched.answer);
		const { report } = fetched;
		const webhook = findOwn(report, url, id);
		const knownId = webhook?.id ?? id;
		// Which secret the Trigger has is not asked here.
		const { secretFingerprint = '', ...shown } = webhook ?? {};
		const desired = { url, events, secretFingerprint, account: webhookApi.id };
		// What the Trigger would remember: the webhook as it is.
		const remembered = knownId === undefined ? null : { ...desired, ...webhook, id: knownId };
		const plan = describePlan(
			reconcile(desired, { webhook: remembered, toRemove: [] }, report, {
				update: webhookApi.update !== undefined,
				reactivate: webhookApi.canReactivate === true,
				adopt: false,
			}),
			desired,
			webhook,
		);
		const reported = report.kind !== 'unknown';
		return {
			items: [
				{
					// Where the platform does not report its webhooks, that cannot be said.
					upToDate: reported ? plan.length === 0 : null,
					summary: plan.length === 0 ? 'Everything is as it should be' : plan.join('; '),
					plan,
					reported,
					webhook: webhook && { ...shown, events: [...(webhook.events ?? [])] },
				},
			],
		};
	},
});

/** The webhook in an answer, without a secret in it. */
export function shownWebhook(api: WebhookApi, answer: ApiAnswer): IDataObject {
	return withoutSecret(api, webhookIn(api, answer)) as IDataObject;
}

/** The same with the secret, for the occasions on which a platform shows it. */
export function webhookIn({ webhookAt }: WebhookApi, answer: ApiAnswer): IDataObject {
	const body = answer.kind === 'answer' ? answer.body : undefined;
	return { ...(readRecord(body, webhookAt) as IDataObject | undefined) };
}

export function readLimit({
	context,
	itemIndex,
}: Pick<WebhookRun<unknown>, 'context' | 'itemIndex'>): number {
	return context.getNodeParameter('returnAll', itemIndex, false) === true
		? Infinity
		: Number(context.getNodeParameter('limit', itemIndex, 50));
}

/** The webhook with the id, else on the URL, else on the same path of another host. */
function findOwn(
	report: RegistrationReport,
	url: string,
	id: string | undefined,
): ReportedWebhook | null {
	if (report.kind === 'unknown') return null;
	if (report.kind === 'one') return report.webhook;
	const { webhooks } = report;
	return (
		webhooks.find((webhook) => webhook.id === id) ??
		webhooks.find((webhook) => webhook.url === url) ??
		webhooks.find((webhook) => webhook.url !== undefined && pathOf(webhook.url) === pathOf(url)) ??
		null
	);
}
