import { sign as octokitSign } from '@octokit/webhooks-methods';
import { createHmac } from 'crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';

/*
 * What each platform's sender does, by other people's libraries or written out from the platform's
 * documentation, so that the package's own signing has no part in it.
 */

export const SIGNING_TEXT = 'kitchen-secret-7f3a9c21';
export const WHSEC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const LOGIN = { username: 'n8n', password: 'pass:wörd:1' };

export interface SigningOptions {
	secret?: string;
	/** Unix seconds; now when left out. */
	at?: number;
	id?: string;
}

type Signer = (body: string, options?: SigningOptions) => Promise<Record<string, string>>;

const now = () => Math.floor(Date.now() / 1000);

const hex = (secret: string, content: string) =>
	createHmac('sha256', secret).update(content).digest('hex');

/** Headers of a genuine delivery, by platform id. */
export const signers = {
	gustaio: async (body, { secret = SIGNING_TEXT, at = now() } = {}) => ({
		'X-Webhook-Timestamp': String(at),
		'X-Webhook-Signature': hex(secret, `${at}.${body}`),
	}),
	olympusCloud: async (payload, { secret = SIGNING_TEXT, at = now() } = {}) => ({
		'X-Olympus-Signature': Stripe.webhooks.generateTestHeaderString({
			payload,
			secret,
			timestamp: at,
		}),
	}),
	resmio: async () => ({ Authorization: basic(LOGIN.username, LOGIN.password) }),
	goTab: async (body, { secret = SIGNING_TEXT } = {}) => ({
		'X-GoTab-Signature': hex(secret, body),
	}),
	roostSync: async (body, { secret = SIGNING_TEXT } = {}) => ({
		'X-RoostSync-Signature': await octokitSign(secret, body),
	}),
	standardWebhooks: async (body, { secret = WHSEC, at = now(), id = newId() } = {}) => ({
		'webhook-id': id,
		'webhook-timestamp': String(at),
		'webhook-signature': new StandardWebhook(secret).sign(id, new Date(at * 1000), body),
	}),
	custom: async (body, { secret = SIGNING_TEXT } = {}) => ({
		'X-Webhook-Signature': hex(secret, body),
	}),
} satisfies Record<string, Signer>;

export type PlatformId = keyof typeof signers;
export const platformIds = Object.keys(signers) as PlatformId[];

export function signed(platform: PlatformId, body: string, options?: SigningOptions) {
	const sign: Signer = signers[platform];
	return sign(body, options);
}

export function basic(username: string, password: string): string {
	return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

let ids = 0;
/** Never the same twice, because a repeated delivery may be dropped. */
export function newId(): string {
	ids += 1;
	return `evt_${Date.now()}_${ids}`;
}
