import type { RequestHeaders } from '../../../lib/headers';
import { sign } from '../../../lib/signature/sign';
import { timestampHeader } from '../../../lib/signature/scheme';
import { verify, type Verdict } from '../../../lib/signature/verify';
import type { NamedScheme } from './schemes';

/** 2026-01-01T00:00:00Z in Unix seconds. */
export const NOW = 1767225600;
export const BODY = Buffer.from('{"event":"order.created","total":86.5}');

/** What the schemes with more places sign besides. */
export const URL = 'https://n8n.example/webhook/1';
export const BESIDE = { 'x-nonce': 'n1' };

export interface Delivery {
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
}

interface Options {
	body?: Buffer;
	secret?: string;
	at?: number;
}

/** A correctly signed delivery, with header names as Node delivers them. */
export function deliver(
	one: NamedScheme,
	{ body = BODY, secret, at = NOW }: Options = {},
): Delivery {
	const signed = sign({
		scheme: one.scheme,
		secrets: { secret: secret ?? one.secret },
		body,
		id: 'evt_1',
		timestampSeconds: at,
		url: URL,
		headers: BESIDE,
	});
	const headers = Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]);
	const beside = one.scheme.signedContent.includes('{header:X-Nonce}') ? BESIDE : {};
	return { headers: { ...beside, ...Object.fromEntries(headers) }, body };
}

interface CheckOptions {
	now?: number;
	secret?: string;
	previousSecret?: string;
	toleranceSeconds?: number;
}

export function check(
	one: NamedScheme,
	{ headers, body }: { headers: RequestHeaders; body: unknown },
	{ now = NOW, secret = one.secret, previousSecret, toleranceSeconds }: CheckOptions = {},
): Verdict {
	const secrets = { secret, previousSecret };
	const { scheme } = one;
	const request = { headers, body, url: URL };
	return verify({ scheme, secrets, ...request, now: now * 1000, toleranceSeconds });
}

export const accepted = { valid: true, matched: 'current' };
export const refused = (reason: string) => ({ valid: false, reason });

export const signatureHeader = ({ scheme }: NamedScheme) => scheme.header.toLowerCase();

/** The delivery with another value of its signature header. */
export function withSignature(
	one: NamedScheme,
	delivery: Delivery,
	value: Delivery['headers'][string],
) {
	return { ...delivery, headers: { ...delivery.headers, [signatureHeader(one)]: value } };
}

/** The signature header's value as sent. */
export const signatureOf = (one: NamedScheme, { headers }: Delivery) =>
	String(headers[signatureHeader(one)]);

/** The bare digest of a delivery with one signature. */
export function digestOf(one: NamedScheme, delivery: Delivery): string {
	return /[0-9a-f]{32,}$|[A-Za-z0-9+/_-]{27,}={0,2}$/.exec(signatureOf(one, delivery))?.[0] ?? '';
}

/** The delivery with its digest replaced, everything around it left alone. */
export function withDigest(one: NamedScheme, delivery: Delivery, digest: string): Delivery {
	const value = signatureOf(one, delivery);
	const start = value.length - digestOf(one, delivery).length;
	return withSignature(one, delivery, value.slice(0, start) + digest);
}

/** The delivery with its timestamp replaced wherever the scheme carries it, signature left alone. */
export function withTimestamp(one: NamedScheme, delivery: Delivery, text: string): Delivery {
	const header = timestampHeader(one.scheme)?.toLowerCase();
	if (header) return { ...delivery, headers: { ...delivery.headers, [header]: text } };
	return withSignature(one, delivery, signatureOf(one, delivery).replace(/t=[^,]*/, `t=${text}`));
}

/** A signature header with these digests, in the way in which the layout lists several. */
export function listing({ scheme: { layout } }: NamedScheme, digests: readonly string[]): string {
	switch (layout.kind) {
		case 'single':
			return digests.join(' ');
		case 'list':
			return digests.map((digest) => layout.prefix + digest).join(layout.separator);
		case 'fields':
			return [`t=${NOW}`, ...digests.map((digest) => `v1=${digest}`)].join(',');
		case 'versioned':
			return digests.map((digest) => `v1,${digest}`).join(' ');
	}
}
