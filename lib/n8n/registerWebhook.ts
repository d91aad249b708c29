import { randomBytes, randomUUID } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { hasStatus, isGone, isSuccess } from '../api/answer';
import type { NewWebhook, WebhookApi } from '../registration/declaration';
import { fetchRegistrations, readWebhook } from '../registration/fetchRegistrations';
import { reconcile } from '../registration/reconcile';
import { idempotencyKey, type RegisteredWebhook } from '../registration/webhook';
import { withUrlToken } from '../registration/urlToken';
import { creationStarts } from './registeredSecrets';
import { RegistrationContext, sendsSecret, type WantedWebhook } from './registrationContext';

/*
 * The webhook that one node has at a platform with a webhook API. What has been created is written
 * down at once, so that a later step that fails cannot orphan it.
 */

/**
 * Brings the webhook of a node up to date, before its workflow goes live or the editor listens.
 *
 * @returns false when it is to be created
 * @throws NodeApiError, NodeOperationError with what to do
 */
export async function ensureWebhook(n8n: IHookFunctions, wanted: WantedWebhook): Promise<boolean> {
	const context = await RegistrationContext.open(n8n, wanted);
	context.assertReachable();
	const { desired, store } = context;
	const { webhookApi } = wanted;
	const { webhook = null, toRemove = [] } = store.read() ?? {};
	if (webhook && webhook.account !== desired.account) {
		context.warn('a webhook may be left behind', { at: webhook.account });
	}
	const fetched = await fetchRegistrations(webhookApi, webhook?.id, context.api.send);
	if (fetched.kind === 'failed') return context.keepOrFail('its webhooks', fetched.answer);

	const plan = reconcile(desired, { webhook, toRemove }, fetched.report, {
		update: webhookApi.update !== undefined,
		reactivate: webhookApi.canReactivate === true,
		adopt: !needsCreation(webhookApi),
	});
	if (plan.keep === null) {
		if (webhookApi.only) context.assertNotTaken(fetched.report, webhook);
		store.write({ toRemove: plan.remove });
		return false;
	}
	if (plan.update.length > 0 && webhookApi.update) {
		const { events } = desired;
		const url = withUrlToken(webhookApi, desired.url, wanted.secret);
		const active = plan.update.includes('inactive') ? { active: true } : {};
		const answer = await context.send(webhookApi.update(plan.keep, { url, events, ...active }));
		if (isGone(answer)) {
			store.write({ toRemove: plan.remove });
			return false;
		}
		if (!isSuccess(answer)) return context.keepOrFail('an update of its webhook', answer);
	}
	store.write({
		webhook: { ...webhook, ...desired, id: plan.keep },
		toRemove: plan.remove,
		lastId: plan.keep,
	});
	await context.removeReplaced();
	return true;
}

/**
 * Registers a new webhook for a node, and removes those that it replaces.
 *
 * @throws NodeApiError, NodeOperationError with what to do
 */
export async function createWebhook(n8n: IHookFunctions, wanted: WantedWebhook): Promise<void> {
	const creationEnds = creationStarts(wanted.nodeKey);
	try {
		const context = await RegistrationContext.open(n8n, wanted);
		context.assertReachable();
		await create(context);
	} finally {
		creationEnds();
	}
}

async function create(context: RegistrationContext): Promise<void> {
	const { n8n, desired, store, wanted } = context;
	const { webhookApi, platform } = wanted;
	// What the editor's listener has created before is not remembered, so it starts afresh.
	const isTest = n8n.getMode() === 'manual';
	const after = isTest ? randomUUID() : (store.read()?.lastId ?? '');
	const webhook = {
		url: withUrlToken(webhookApi, desired.url, wanted.secret),
		events: desired.events,
		secret: secretToSend(wanted),
		...(wanted.username !== undefined && { username: wanted.username }),
		idempotencyKey: idempotencyKey(desired, after),
	};
	let answer = await context.send(webhookApi.create(webhook));
	if (hasStatus(answer, 409) && (store.read()?.toRemove ?? []).length > 0) {
		// The webhook to be replaced is in the way; with it gone there is a moment without any.
		await context.removeReplaced();
		const key = idempotencyKey(desired, `${after} again`);
		answer = await context.send(webhookApi.create({ ...webhook, idempotencyKey: key }));
	}
	if (!isSuccess(answer)) {
		context.keepOrFail('a new webhook', answer);
		return;
	}
	const created = readWebhook(webhookApi, answer.body);
	if (!created) {
		throw new NodeOperationError(
			n8n.getNode(),
			`${platform.name} has created a webhook but did not say its ID`,
			{ description: 'Remove it in the dashboard of the platform and register it manually.' },
		);
	}
	const { id } = created.webhook;
	const { secret } = created;
	if (isToldOnce(webhookApi) && secret === undefined) {
		await context.send(webhookApi.remove(id));
		throw new NodeOperationError(
			n8n.getNode(),
			`${platform.name} did not say with which secret it signs the deliveries of a new webhook`,
			{
				description:
					'Nothing could be verified, so the webhook was removed again. Choose another Webhook API in the options, or set Registration to Manual.',
			},
		);
	}
	const { toRemove = [] } = store.read() ?? {};
	store.write({
		webhook: { ...desired, id, ...(isToldOnce(webhookApi) && { secret }) },
		lastId: id,
		toRemove: toRemove.filter((other) => other !== id),
		...previousSecret(context),
	});
	await addEvents(context, id, webhook);
	await context.removeReplaced();
}

/**
 * Takes the webhook of a node away, one on our URL that it does not remember as well. One that is
 * already gone counts as removed.
 *
 * @throws NodeApiError when the platform does not remove it
 */
export async function removeWebhook(n8n: IHookFunctions, wanted: WantedWebhook): Promise<void> {
	const context = await RegistrationContext.open(n8n, wanted);
	const { desired, store } = context;
	const { webhookApi } = wanted;
	const { webhook = null } = store.read() ?? {};
	if (webhook && !(webhookApi.only && (await isTakenOver(context, webhook)))) {
		const answer = await context.send(webhookApi.remove(webhook.id));
		// Kept when it fails: the next activation finds it again.
		if (!isSuccess(answer) && !isGone(answer)) throw context.failure('its webhook', answer);
	}
	if (webhook) store.write({ webhook: null, ...previousSecret(context) });
	const fetched = await fetchRegistrations(webhookApi, undefined, context.api.send);
	if (fetched.kind === 'answered' && fetched.report.kind === 'all') {
		const forgotten = fetched.report.webhooks.filter(({ url }) => url === desired.url);
		for (const { id } of forgotten) await context.removeOne(id);
	}
	await context.removeReplaced();
}

/**
 * Whether the one webhook of an account is somebody else's by now, who would lose it.
 *
 * @throws NodeApiError when the platform does not say: the webhook is kept for the next time
 */
async function isTakenOver(context: RegistrationContext, own: RegisteredWebhook): Promise<boolean> {
	const { api, desired, wanted } = context;
	const fetched = await fetchRegistrations(wanted.webhookApi, own.id, api.send);
	if (fetched.kind === 'failed') throw context.failure('its webhooks', fetched.answer);
	const [only] = fetched.report.kind === 'all' ? fetched.report.webhooks : [];
	return only?.url !== undefined && ![own.url, desired.url].includes(only.url);
}

/**
 * Has the platform deliver a test event of the first wanted kind, where it can to this webhook alone.
 *
 * @throws NodeApiError when it does not
 */
export async function sendTestEvent(n8n: IHookFunctions, wanted: WantedWebhook): Promise<void> {
	const context = await RegistrationContext.open(n8n, wanted);
	const { webhook = null } = context.store.read() ?? {};
	const { test } = wanted.webhookApi;
	if (!test || !webhook) return;
	const answer = await context.send(test(webhook.id, webhook.events[0] ?? ''));
	if (!isSuccess(answer)) throw context.failure('a test event', answer);
}

async function addEvents(
	context: RegistrationContext,
	id: string,
	{ url, events }: NewWebhook,
): Promise<void> {
	const { createsWithoutEvents, update } = context.wanted.webhookApi;
	if (!createsWithoutEvents || !update) return;
	const answer = await context.send(update(id, { url, events }));
	if (!isSuccess(answer)) throw context.failure('the events of its webhook', answer);
}

/** How long deliveries that were signed with the secret before may still arrive. */
const PREVIOUS_SECRET_MS = 3_600_000;

/** A webhook that is replaced or removed has signed what is still on its way. */
function previousSecret({ store }: RegistrationContext) {
	const { webhook = null, previousSecret: before } = store.read() ?? {};
	if (webhook?.secret === undefined) return { previousSecret: before };
	const untilMs = Date.now() + PREVIOUS_SECRET_MS;
	return { previousSecret: { secret: webhook.secret, untilMs } };
}

/** Where the signature check is switched off nothing is compared with it. */
function secretToSend({ webhookApi, secret }: WantedWebhook): string {
	if (!sendsSecret(webhookApi)) return '';
	return secret.trim() === '' ? randomBytes(32).toString('hex') : secret.trim();
}

function isToldOnce({ secret }: WebhookApi): boolean {
	return secret.by === 'platform' && secret.told === 'once';
}

/** Where the secret of a webhook that is not remembered cannot be known. */
function needsCreation(api: WebhookApi): boolean {
	return sendsSecret(api) || isToldOnce(api);
}
