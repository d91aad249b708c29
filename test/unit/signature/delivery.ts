import type { RequestHeaders } from '../../../lib/headers';
import { sign } from '../../../lib/signature/sign';
import type { Verdict } from '../../../lib/signature/verdict';
import { verify } from '../../../lib/signature/verify';
import type { NamedScheme } from './schemes';

/** 2026-01-01T00:00:00Z in Unix seconds. */
export const NOW = 1767225600;
export const BODY = Buffer.from('{"event":"order.created","total":86.5}');

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
	});
	const headers = Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]);
	return { headers: Object.fromEntries(headers), body };
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
	return verify({ scheme: one.scheme, secrets, headers, body, now: now * 1000, toleranceSeconds });
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
	return /[0-9a-f]{32,}$|[A-Za-z0-9+/]{27,}={0,2}$/.exec(signatureOf(one, delivery))?.[0] ?? '';
}

/** The delivery with its digest replaced, everything around it left alone. */
export function withDigest(one: NamedScheme, delivery: Delivery, digest: string): Delivery {
	const value = signatureOf(one, delivery);
	const start = value.length - digestOf(one, delivery).length;
	return withSignature(one, delivery, value.slice(0, start) + digest);
}

/** The delivery with its timestamp replaced wherever the scheme carries it, signature left alone. */
export function withTimestamp(one: NamedScheme, delivery: Delivery, text: string): Delivery {
	const header = one.scheme.timestamp?.header?.toLowerCase();
	if (header) return { ...delivery, headers: { ...delivery.headers, [header]: text } };
	return withSignature(one, delivery, signatureOf(one, delivery).replace(/t=[^,]*/, `t=${text}`));
}
