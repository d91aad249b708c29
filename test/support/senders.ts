import { sign as octokitSign } from '@octokit/webhooks-methods';
import { createHmac } from 'crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';

import type { Secrets } from '../../lib/signature/secret';
import { type DocumentedSignature, documentedOf } from './platformFiles';

/*
 * What each platform's sender does, by other people's libraries or written out from the platform's
 * documentation, so that the package's own signing has no part in it.
 */

export const SIGNING_TEXT = 'kitchen-secret-7f3a9c21';
export const WHSEC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const LOGIN = { username: 'n8n', password: 'pass:wörd:1' };

export interface SigningOptions {
	/** Instead of `SIGNING_TEXT`, or of `WHSEC` where the platform has secrets of that form. */
	secret?: string;
	/** Instead of `LOGIN`. */
	login?: { username: string; password: string };
	/** Unix seconds; now when left out. */
	at?: number;
	id?: string;
}

/** Headers that prove a delivery of a platform, as its documents say. */
export async function signed(
	platform: string,
	body: string,
	options: SigningOptions = {},
): Promise<Record<string, string>> {
	const { signature } = documentedOf(platform);
	const { secret = secretOf(signature), at = Math.floor(Date.now() / 1000) } = options;
	const { id = newId(), login = LOGIN } = options;
	switch (signature.kind) {
		case 'basic':
			return { Authorization: basic(login.username, login.password) };
		case 'github':
			return { [signature.header]: await octokitSign(secret, body) };
		case 'stripe': {
			const sent = { payload: body, secret, timestamp: at };
			return { [signature.header]: Stripe.webhooks.generateTestHeaderString(sent) };
		}
		case 'standardWebhooks':
			return {
				'webhook-id': id,
				'webhook-timestamp': String(at),
				'webhook-signature': new StandardWebhook(secret).sign(id, new Date(at * 1000), body),
			};
		case 'hmac': {
			const { header, content, timestampHeader } = signature;
			const text = content.split('{timestamp}').join(String(at)).split('{body}').join(body);
			return {
				...(timestampHeader !== undefined && { [timestampHeader]: String(at) }),
				[header]: createHmac('sha256', secret).update(text).digest('hex'),
			};
		}
	}
}

const secretOf = ({ kind }: DocumentedSignature) =>
	kind === 'standardWebhooks' ? WHSEC : SIGNING_TEXT;

/** The header that holds the signature itself, or user name and password. */
export function signatureHeader(platform: string): string {
	const { signature } = documentedOf(platform);
	if (signature.kind === 'basic') return 'Authorization';
	return signature.kind === 'standardWebhooks' ? 'webhook-signature' : signature.header;
}

/** All headers that `signed` gives. */
export function provingHeaders(platform: string): string[] {
	const { signature } = documentedOf(platform);
	const own = [signatureHeader(platform)];
	if (signature.kind === 'standardWebhooks') own.push('webhook-id', 'webhook-timestamp');
	if (signature.kind === 'hmac' && signature.timestampHeader) own.push(signature.timestampHeader);
	return own;
}

/** Whether the time of sending is part of what is signed. */
export function signsTime(platform: string): boolean {
	const { signature } = documentedOf(platform);
	if (signature.kind === 'hmac') return signature.timestampHeader !== undefined;
	return signature.kind === 'stripe' || signature.kind === 'standardWebhooks';
}

/** What checks deliveries that were signed without options. */
export function signingSecrets(platform: string): Secrets {
	const { signature } = documentedOf(platform);
	return signature.kind === 'basic' ? { ...LOGIN } : { secret: secretOf(signature) };
}

/** The same as a node has it, by credential type. */
export function signingCredentials(platform: string): Record<string, Record<string, unknown>> {
	const isBasic = documentedOf(platform).signature.kind === 'basic';
	const type = isBasic ? 'hospitalityBasicAuthApi' : 'hospitalityWebhookSecretApi';
	return { [type]: { ...signingSecrets(platform) } };
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
