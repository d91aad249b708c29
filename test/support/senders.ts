import { sign as octokitSign, verify as octokitVerify } from '@octokit/webhooks-methods';
import { createHmac } from 'crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';

import type { Secrets } from '../../lib/signature/secret';
import { documentedContent } from './documentedContent';
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
	/** Where it goes, for those who sign that. */
	url?: string;
}

/** Headers that prove a delivery of a platform, as its documents say. */
export async function signed(
	platform: string,
	body: string,
	options: SigningOptions = {},
): Promise<Record<string, string>> {
	const { signature } = documentedOf(platform);
	const { secret = secretOf(signature), at = Math.floor(Date.now() / 1000) } = options;
	const { id = newId(), login = LOGIN, url = '' } = options;
	switch (signature.kind) {
		case 'basic':
			return { Authorization: basic(login.username, login.password) };
		case 'token':
			return 'header' in signature
				? { [signature.header]: `${signature.prefix ?? ''}${secret}` }
				: {};
		case 'github':
			return { [signature.header]: await octokitSign(secret, body) };
		case 'stripe': {
			const sent = { payload: body, secret, timestamp: at };
			return { [signature.header]: Stripe.webhooks.generateTestHeaderString(sent) };
		}
		case 'standardWebhooks': {
			const names = signature.names ?? 'webhook';
			return {
				[`${names}-id`]: id,
				[`${names}-timestamp`]: String(at),
				[`${names}-signature`]: new StandardWebhook(secret).sign(id, new Date(at * 1000), body),
			};
		}
		case 'hmac': {
			const { header, timestampHeader, idHeader } = signature;
			return {
				...(timestampHeader !== undefined && { [timestampHeader]: String(at) }),
				...(idHeader !== undefined && { [idHeader]: id }),
				[header]: digestOf(signature, secret, {
					body: Buffer.from(body),
					timestamp: at,
					id,
					url,
				}),
			};
		}
	}
}

type Hmac = Extract<DocumentedSignature, { kind: 'hmac' }>;

function digestOf(
	{ content, encoding = 'hex' }: Hmac,
	secret: string,
	parts: Parameters<typeof documentedContent>[1],
): string {
	return createHmac('sha256', secret).update(documentedContent(content, parts)).digest(encoding);
}

/** A request as a receiver has it. */
export interface ReceivedRequest {
	headers: Readonly<Record<string, string | string[] | undefined>>;
	body: Buffer;
	/** Path and query, as far as Node has it. */
	url?: string;
}

/** Whether a request is a platform's own, as its documents say to check that. */
export async function isGenuine(
	platform: string,
	{ headers, body, url = '' }: ReceivedRequest,
	{ login = LOGIN, ...options }: SigningOptions = {},
): Promise<boolean> {
	const { signature } = documentedOf(platform);
	const { secret = secretOf(signature) } = options;
	const sent = (name: string) => String(headers[name.toLowerCase()]);
	switch (signature.kind) {
		case 'basic':
			return sent('Authorization') === basic(login.username, login.password);
		case 'token':
			return 'header' in signature
				? sent(signature.header) === `${signature.prefix ?? ''}${secret}`
				: new URL(url, 'http://localhost').searchParams.get(signature.query) === secret;
		case 'github':
			return (
				signature.header.toLowerCase() in headers &&
				(await octokitVerify(secret, body.toString(), sent(signature.header)))
			);
		case 'stripe':
			return passes(() => Stripe.webhooks.constructEvent(body, sent(signature.header), secret));
		case 'standardWebhooks': {
			const names = signature.names ?? 'webhook';
			const own = ['id', 'timestamp', 'signature'].map((name) => [
				`webhook-${name}`,
				sent(`${names}-${name}`),
			]);
			return passes(() =>
				new StandardWebhook(secret).verify(body, Object.fromEntries(own) as Record<string, string>),
			);
		}
		case 'hmac': {
			const { header, timestampHeader = '', idHeader = '' } = signature;
			const parts = { body, timestamp: sent(timestampHeader), id: sent(idHeader) };
			const place = options.url ?? url;
			return sent(header) === digestOf(signature, secret, { ...parts, url: place });
		}
	}
}

function passes(check: () => unknown): boolean {
	try {
		return check() !== undefined;
	} catch {
		return false;
	}
}

/** The URL that a platform is given, where it carries the secret. */
export function calledUrl(platform: string, url: string, secret?: string): string {
	const { signature } = documentedOf(platform);
	if (signature.kind !== 'token' || !('query' in signature)) return url;
	const called = new URL(url);
	called.searchParams.set(signature.query, secret ?? secretOf(signature));
	return called.href;
}

const secretOf = ({ kind }: DocumentedSignature) =>
	kind === 'standardWebhooks' ? WHSEC : SIGNING_TEXT;

/** The header that holds the signature itself, the token, or user name and password. */
export function signatureHeader(platform: string): string {
	const { signature } = documentedOf(platform);
	if (signature.kind === 'basic') return 'Authorization';
	if (signature.kind === 'standardWebhooks') return `${signature.names ?? 'webhook'}-signature`;
	if (!('header' in signature)) throw new Error(`${platform} has its token in the URL`);
	return signature.header;
}

/** All headers that `signed` gives. */
export function provingHeaders(platform: string): string[] {
	const { signature } = documentedOf(platform);
	if (signature.kind === 'token' && 'query' in signature) return [];
	const own = [signatureHeader(platform)];
	if (signature.kind === 'standardWebhooks') {
		const names = signature.names ?? 'webhook';
		own.push(`${names}-id`, `${names}-timestamp`);
	}
	if (signature.kind === 'hmac') {
		const { timestampHeader, idHeader } = signature;
		own.push(...[timestampHeader, idHeader].filter((name) => name !== undefined));
	}
	return own;
}

/** Whether the time of sending is part of what is signed. */
export function signsTime(platform: string): boolean {
	const { signature } = documentedOf(platform);
	if (signature.kind === 'hmac') return signature.content.includes('{timestamp}');
	return signature.kind === 'stripe' || signature.kind === 'standardWebhooks';
}

/** Whether a signature covers the body. */
export function signsBody(platform: string): boolean {
	return !['basic', 'token'].includes(documentedOf(platform).signature.kind);
}

/** How the item calls what proved it. */
export function provedBy(platform: string): { scheme: string; check: string } {
	const { kind } = documentedOf(platform).signature;
	if (kind === 'basic') return { scheme: 'basic', check: 'password' };
	if (kind === 'token') return { scheme: 'token', check: 'token' };
	return { scheme: 'hmac-sha256', check: 'signature' };
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
