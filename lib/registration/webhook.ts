import { createHash } from 'crypto';

import type { EventsDeclaration } from '../event/declaration';
import { selects } from '../event/name';

/** How a webhook at the platform should be. */
export interface DesiredWebhook {
	url: string;
	/** Event names, sorted. */
	events: readonly string[];
	/** Tells secrets that we send apart without holding one; empty where we send none. */
	secretFingerprint: string;
	/** Where it is registered: the webhook API and the base URL. */
	account: string;
}

/** A webhook that a node has created. */
export interface RegisteredWebhook extends DesiredWebhook {
	id: string;
	/** The secret that the platform chose, where it tells it only once. */
	secret?: string;
}

/** A webhook as the platform reports it; undefined where it does not say. */
export interface ReportedWebhook {
	id: string;
	url?: string;
	events?: readonly string[];
	active?: boolean;
	/** Of the secret, where the platform shows the one that we send. */
	secretFingerprint?: string;
}

/** What is known of the platform's side. */
export type RegistrationReport =
	/** The platform cannot be asked, or does not answer this question. */
	| { kind: 'unknown' }
	/** Every webhook of the account; `partial` where nothing says that the list is complete. */
	| { kind: 'all'; webhooks: readonly ReportedWebhook[]; partial?: boolean }
	/** Only the webhook that was asked for by its id; null when it is gone. */
	| { kind: 'one'; webhook: ReportedWebhook | null };

/** Wildcards are ours: a platform is asked for each event that its documentation names. */
export function wantedEvents(
	platform: Pick<EventsDeclaration, 'events'>,
	selection: readonly string[],
): string[] {
	const wildcards = selection.filter((name) => name.endsWith('*'));
	const meant = platform.events
		.filter(({ name, evidence }) => {
			return evidence === 'documented' && wildcards.some((one) => selects(platform, one, name));
		})
		.map(({ name }) => name);
	const named = selection
		// Of a typed text with blanks the parts are tried as well, and no API has such names.
		.filter((name) => !wildcards.includes(name) && !/\s/.test(name))
		.map((name) => platform.events.find((one) => selects(platform, name, one.name))?.name ?? name);
	return [...new Set([...meant, ...named])].sort();
}

/** Eight hex digits tell two secrets apart and give away next to nothing. */
export function secretFingerprint(secret: string, url: string): string {
	return createHash('sha256')
		.update(`${new URL(url).pathname}\n${secret.trim()}`)
		.digest('hex')
		.slice(0, 8);
}

/**
 * The idempotency key of a creation: the same when that creation is sent again, such as after a
 * crash. The next creation has another, or a platform would answer it with the webhook before.
 *
 * @param after what came before, such as the id of the last webhook
 * @returns 32 hex digits
 */
export function idempotencyKey(webhook: DesiredWebhook, after: string): string {
	const { url, events, secretFingerprint: fingerprint, account } = webhook;
	return createHash('sha256')
		.update(JSON.stringify([after, url, events, fingerprint, account]))
		.digest('hex')
		.slice(0, 32);
}

/** Path and query of a URL: what stays when the host in front of it moves. */
export function pathOf(url: string): string {
	return url.replace(/^[a-z]+:\/\/[^/]*/i, '');
}
