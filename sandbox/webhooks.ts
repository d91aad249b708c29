import { randomBytes } from 'crypto';

import type { Platform } from '../lib/platform';
import { developerPageOf } from './developerPages';
import { newId } from './newId';
import type { SandboxState, Webhook } from './state';

/** What a form or a call says of a webhook; the rest is the platform's to say. */
export type SetUp = Pick<
	Webhook,
	'url' | 'description' | 'events' | 'secret' | 'username' | 'password' | 'headers' | 'scheme'
>;

/** Oldest first. */
export function webhooksOf(state: SandboxState, platform: Platform): Webhook[] {
	return [...state.webhooks.values()].filter(({ platformId }) => platformId === platform.id);
}

/** What people call it: its description, else its one event, else the host that it is sent to. */
export function titleOf({ events }: Platform, webhook: Webhook): string {
	const [only, ...others] = webhook.events;
	const event = others.length === 0 ? events.find(({ name }) => name === only) : undefined;
	return webhook.description ?? event?.displayName ?? new URL(webhook.url).host;
}

/** Active webhooks of the platform that want the event, by name, `*`, or a `prefix.*`. */
export function subscribers(state: SandboxState, platform: Platform, eventName: string): Webhook[] {
	return webhooksOf(state, platform).filter(
		(webhook) => webhook.status === 'active' && wants(webhook, eventName),
	);
}

export function wants({ events }: Webhook, eventName: string): boolean {
	return events.some((wanted) =>
		wanted.endsWith('*') ? eventName.startsWith(wanted.slice(0, -1)) : wanted === eventName,
	);
}

/** Keeps a new webhook; where its secret is made here, it is shown once. */
export function addWebhook(state: SandboxState, platform: Platform, setUp: SetUp): Webhook {
	const page = developerPageOf(platform);
	const isMade =
		setUp.secret === '' && platform.signature.kind !== 'basic' && page.secret !== 'optional';
	const webhook: Webhook = {
		...setUp,
		id: newId('wh'),
		platformId: platform.id,
		status: page.startsDisabled ? 'disabled' : 'active',
		secret: isMade ? newSecret(platform) : setUp.secret,
		secretIsNew: isMade,
		createdAt: state.clock(),
	};
	state.webhooks.keep(webhook);
	return webhook;
}

/** The old secret signs nothing any more, not even beside the new one. */
export function regenerateSecret(state: SandboxState, platform: Platform, webhook: Webhook): void {
	webhook.secret = newSecret(platform);
	webhook.secretIsNew = true;
	webhook.previousSecret = undefined;
	state.webhooks.keep(webhook);
}

/** The secret where it has not been shown yet; from then on it has been. */
export function takeNewSecret(state: SandboxState, webhook: Webhook): string | undefined {
	if (!webhook.secretIsNew) return undefined;
	webhook.secretIsNew = false;
	state.webhooks.keep(webhook);
	return webhook.secret;
}

/** Deletes a webhook with what was sent to it. */
export function deleteWebhook(state: SandboxState, webhook: Webhook): void {
	for (const delivery of [...state.deliveries.values()]) {
		if (delivery.webhookId === webhook.id) state.deliveries.delete(delivery.id);
	}
	state.webhooks.delete(webhook.id);
}

function newSecret({ signature }: Platform): string {
	const isStandard = signature.kind === 'hmac' && signature.secretFormat === 'whsec';
	return `whsec_${randomBytes(24).toString(isStandard ? 'base64' : 'hex')}`;
}
