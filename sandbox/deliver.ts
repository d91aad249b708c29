import type { OutgoingEvent, Platform } from '../lib/platform';
import { isRepeated } from '../lib/send/retry';
import { proofHeaders, type SignatureScheme } from '../lib/signature/scheme';
import type { Secrets } from '../lib/signature/secret';
import { urlWithToken } from '../lib/signature/token';
import { applyScheme } from './customScheme';
import { developerPageOf, fixedHeaders } from './developerPages';
import { buildMessage, type Message } from './message';
import { newId } from './newId';
import { post } from './send';
import type { Attempt, Delivery, SandboxState, Webhook } from './state';
import type { Tamper } from './tamper';

/** As much of an answer as a platform keeps. */
const KEPT_RESPONSE = 500;
const DEFAULT_TIMEOUT_SECONDS = 30;

export interface DeliverRequest {
	platform: Platform;
	webhook: Webhook;
	event: OutgoingEvent;
	/** Text in place of the platform's form of the event. */
	body?: string;
	tamper?: Tamper;
	skewSeconds?: number;
	/** The first attempt is made that much later. */
	delaySeconds?: number;
}

/** Signs an event with the webhook's own secrets, sends it, and records the delivery. */
export async function deliver(state: SandboxState, request: DeliverRequest): Promise<Delivery> {
	const { webhook, event, body, tamper, skewSeconds, delaySeconds } = request;
	const delivery: Delivery = {
		id: newId('del'),
		webhookId: webhook.id,
		event,
		body,
		tamper,
		skewSeconds,
		attempts: [],
	};
	if (delaySeconds === undefined) return await attempt(state, request, delivery);
	delivery.nextAttemptAt = state.clock() + delaySeconds * 1000;
	state.deliveries.keep(delivery);
	return delivery;
}

/**
 * Makes the attempts whose time has come. What a webhook has that was switched off or deleted
 * meanwhile is given up.
 */
export async function sendDue(state: SandboxState): Promise<void> {
	const due = [...state.deliveries.values()].filter(
		({ nextAttemptAt = Infinity }) => nextAttemptAt <= state.clock(),
	);
	await Promise.all(due.map(async (delivery) => await sendAgain(state, delivery)));
}

async function sendAgain(state: SandboxState, delivery: Delivery): Promise<void> {
	delivery.nextAttemptAt = undefined;
	const webhook = state.webhooks.get(delivery.webhookId);
	const platform = state.platforms.find(({ id }) => id === webhook?.platformId);
	if (webhook?.status === 'active' && platform) {
		await attempt(state, { platform, webhook }, delivery);
	} else {
		state.deliveries.keep(delivery);
	}
}

async function attempt(
	state: SandboxState,
	{ platform, webhook }: Pick<DeliverRequest, 'platform' | 'webhook'>,
	delivery: Delivery,
): Promise<Delivery> {
	const message = messageOf(state, platform, webhook, delivery);
	const sent = await post({
		url: addressOf(state, platform, webhook),
		clock: state.clock,
		timeoutMs: (platform.retry.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
		...message,
	});
	const at = state.clock();
	const result: Attempt = {
		at,
		durationMs: sent.tookMs,
		...(sent.answered ? { status: sent.status } : { reason: sent.reason }),
		response: sent.answered ? sent.body.slice(0, KEPT_RESPONSE) : '',
		headers: withoutSecrets(message.headers, applyScheme(platform, webhook.scheme)),
		body: message.body,
	};
	delivery.attempts.push(result);
	const wait = platform.retry.delaysSeconds[delivery.attempts.length - 1];
	const again = isRetried(platform, result);
	delivery.nextAttemptAt =
		again && wait !== undefined ? at + (wait * 1000) / state.settings.retrySpeed : undefined;
	state.deliveries.keep(delivery);

	if (isSuccess(result)) webhook.failingSince = undefined;
	else if (again && wait === undefined && delivery.attempts.length > 1) {
		if (webhook.failingSince === undefined) tellOfFailing(state, platform, webhook, delivery);
		webhook.failingSince ??= at;
	}
	// It may have been deleted while the answer was awaited.
	if (state.webhooks.has(webhook.id)) state.webhooks.keep(webhook);
	return delivery;
}

function tellOfFailing(
	{ inbox }: SandboxState,
	platform: Platform,
	{ url, description = url }: Webhook,
	{ event, attempts }: Delivery,
): void {
	if (!developerPageOf(platform).mailsWhenFailing) return;
	inbox.add({
		kind: 'mail',
		from: platform.name,
		to: 'you',
		subject: `Your webhook is failing: ${description}`,
		text: `${event.name} (${event.id}) was given up after ${attempts.length} attempts.\n\n${url}`,
	});
}

function messageOf(
	state: SandboxState,
	platform: Platform,
	webhook: Webhook,
	{ event, body, tamper, skewSeconds = 0 }: Delivery,
): Message {
	return buildMessage({
		platform,
		event,
		body,
		url: webhook.url,
		secrets: secretsOf(state, webhook),
		scheme: applyScheme(platform, webhook.scheme),
		timestampSeconds: Math.floor(state.clock() / 1000) + skewSeconds,
		tamper,
		headers: { ...fixedHeaders(platform), ...webhook.headers },
	});
}

/** With the token in it, where deliveries prove themselves so and the URL has none yet. */
function addressOf(state: SandboxState, platform: Platform, webhook: Webhook): string {
	const scheme = applyScheme(platform, webhook.scheme);
	const secrets = secretsOf(state, webhook);
	if (scheme.kind !== 'token' || !('query' in scheme.in) || !secrets) return webhook.url;
	const hasToken = new URL(webhook.url).searchParams.has(scheme.in.query);
	return hasToken ? webhook.url : urlWithToken(scheme, secrets, webhook.url);
}

/** Undefined where nothing is there to sign with. */
function secretsOf(state: SandboxState, webhook: Webhook): Secrets | undefined {
	const { secret, previousSecret, previousSecretUntil = 0, username, password } = webhook;
	if (username !== undefined && password !== undefined) return { username, password };
	if (secret === '') return undefined;
	const rotating = previousSecret !== undefined && state.clock() < previousSecretUntil;
	return rotating ? { secret, previousSecret } : { secret };
}

/** A signature may be shown; a password or a token is the secret itself. */
function withoutSecrets(
	headers: Record<string, string>,
	scheme: SignatureScheme,
): Record<string, string> {
	const hidden = new Set(['authorization']);
	if (scheme.kind !== 'hmac')
		for (const name of proofHeaders(scheme)) hidden.add(name.toLowerCase());
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			hidden.has(name.toLowerCase()) ? '[hidden]' : value,
		]),
	);
}

export function isSuccess({ status }: Attempt): boolean {
	return status !== undefined && status >= 200 && status < 300;
}

/** No answer is tried again, and what the platform is known to repeat. */
function isRetried({ retry }: Platform, { status }: Attempt): boolean {
	return status === undefined || isRepeated(retry, status);
}

/** The webhook's deliveries, newest first. */
export function deliveriesOf(state: SandboxState, webhook: Webhook): Delivery[] {
	return [...state.deliveries.values()].filter((one) => one.webhookId === webhook.id).reverse();
}
