import { randomBytes } from 'crypto';

import type { Platform } from '../../lib/platform';
import { newId, type SandboxState, type Webhook } from '../state';
import { deliveriesOf } from '../deliver';
import { developerPageOf } from './developerPage';
import type { SetUp } from './webhookFields';

/** Keeps a new webhook; where its secret is made here, it is shown once. */
export function createWebhook(state: SandboxState, platform: Platform, setUp: SetUp): Webhook {
	const isMade =
		setUp.secret === '' &&
		platform.signature.kind !== 'basic' &&
		developerPageOf(platform).secret !== 'optional';
	const webhook: Webhook = {
		...setUp,
		id: newId('wh'),
		platformId: platform.id,
		status: 'active',
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
	for (const { id } of deliveriesOf(state, webhook)) state.deliveries.delete(id);
	state.webhooks.delete(webhook.id);
}

function newSecret({ signature }: Platform): string {
	const isStandard = signature.kind === 'hmac' && signature.secretFormat === 'whsec';
	return `whsec_${randomBytes(24).toString(isStandard ? 'base64' : 'hex')}`;
}
