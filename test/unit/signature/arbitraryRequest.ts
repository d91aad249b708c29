import fc from 'fast-check';

import {
	proofHeaders,
	timestampHeader,
	type HmacScheme,
	type SignatureScheme,
} from '../../../lib/signature/scheme';
import { NOW } from './delivery';
import { writtenSecret } from './schemes';

/** Pieces put together at random come nearer to a signature than random characters do. */
const piece = fc.oneof(
	fc.constantFrom(
		't=',
		'v1=',
		'v1,',
		'v1a,',
		'v0=',
		',',
		' ',
		'=',
		'sha256=',
		'Basic ',
		'\t',
		', ',
	),
	fc.constantFrom(String(NOW), 'Infinity', '-1', '1e9', 'NaN', '9'.repeat(20)),
	fc.constantFrom('a'.repeat(64), '0'.repeat(128), `${'A'.repeat(43)}=`, `${'A'.repeat(86)}==`),
	fc.constantFrom('__proto__', '\0', '\ufeff', '\ud800', 'é', '🥂'),
	fc.string({ unit: 'binary', maxLength: 8 }),
);
const anyValue = fc.oneof(
	fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
	fc.array(fc.string(), { maxLength: 3 }),
	fc.constant(undefined),
);
const timestamp = fc.integer({ min: NOW - 400, max: NOW + 400 }).map(String);
const mostly = <T>(likely: fc.Arbitrary<T>, rest: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 4, arbitrary: likely }, rest);

/** A signature header of the right form, which nobody signed. */
function wellFormed({ algorithm, encoding, layout }: HmacScheme): fc.Arbitrary<string> {
	const length = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[algorithm];
	const digest = fc
		.uint8Array({ minLength: length, maxLength: length })
		.map((bytes) => Buffer.from(bytes).toString(encoding));
	if (layout.kind === 'single' || layout.kind === 'list')
		return digest.map((text) => layout.prefix + text);
	if (layout.kind === 'versioned') return digest.map((text) => `${layout.version},${text}`);
	return fc
		.tuple(timestamp, digest)
		.map(([time, text]) => `${layout.timestampField}=${time},${layout.signatureField}=${text}`);
}

function headersFor(scheme: SignatureScheme) {
	if (scheme.kind === 'basic') {
		const pair = fc.string().map((text) => `Basic ${Buffer.from(`a:${text}`).toString('base64')}`);
		return fc.record({ authorization: mostly<string | string[] | undefined>(pair, anyValue) });
	}
	if (scheme.kind === 'token') {
		const names = proofHeaders(scheme).map((name) => [name, mostly(fc.string(), fc.string())]);
		return fc.record(Object.fromEntries(names) as Record<string, fc.Arbitrary<string>>);
	}
	const timeHeader = timestampHeader(scheme);
	const likely: Record<string, fc.Arbitrary<string>> = {
		'x-nonce': fc.string({ minLength: 1 }),
		[scheme.header.toLowerCase()]: wellFormed(scheme),
		...(timeHeader && { [timeHeader]: timestamp }),
		...(scheme.idHeader && { [scheme.idHeader]: fc.string({ minLength: 1 }) }),
	};
	const fields = Object.entries(likely).map(
		([name, value]) => [name, mostly<string | string[] | undefined>(value, anyValue)] as const,
	);
	return fc
		.tuple(
			fc.record(Object.fromEntries(fields)),
			fc.dictionary(fc.string(), anyValue, { maxKeys: 2 }),
		)
		.map(([expected, others]) => ({ ...others, ...expected }));
}

/** A token in the URL, where the scheme has one there. */
function queryFor(scheme: SignatureScheme) {
	const name = scheme.kind === 'token' && 'query' in scheme.in ? scheme.in.query : 'token';
	return fc.record({ [name]: mostly<unknown>(fc.string({ minLength: 1 }), fc.anything()) });
}

const keyBytes = fc.uint8Array({ minLength: 32, maxLength: 33 });
const webhookKey = fc
	.tuple(fc.constantFrom('whsec_', 'whpk_', 'whsk_', ''), keyBytes)
	.map(([prefix, bytes]) => prefix + Buffer.from(bytes).toString('base64'));
const anySecret = mostly(webhookKey, fc.string({ unit: 'binary' }));

function secretFor(scheme: SignatureScheme) {
	if (scheme.kind !== 'hmac' || !['hex', 'base64'].includes(scheme.secretFormat)) return anySecret;
	const written = (bytes: Uint8Array) => writtenSecret(scheme.secretFormat, Buffer.from(bytes));
	return mostly(keyBytes.map(written), anySecret);
}

const half = mostly(fc.string({ minLength: 1 }), fc.string({ unit: 'binary' }));

function secretsFor(scheme: SignatureScheme) {
	const secret = secretFor(scheme);
	const hmac = fc.record({ secret, previousSecret: secret });
	const basic = fc.record({ username: half, password: half });
	return scheme.kind === 'basic' ? mostly<object>(basic, hmac) : mostly<object>(hmac, basic);
}

const body = mostly<unknown>(
	fc.uint8Array(),
	fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
);
const clock = mostly<number>(fc.constant(NOW * 1000), fc.oneof(fc.double(), fc.integer()));

/** Requests, secrets and clocks for one scheme: mostly well formed, never signed. */
export function arbitraryRequest(scheme: SignatureScheme) {
	return fc.record({
		headers: headersFor(scheme),
		query: queryFor(scheme),
		body,
		secrets: secretsFor(scheme),
		clock,
	});
}
