import { proofHeaders, type SignatureScheme } from '../../../lib/signature/scheme';
import type { Secrets } from '../../../lib/signature/secret';
import { sign } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';
import { type Vector, vectorsOf } from '../../support/platformFiles';
import { schemes } from './schemes';

const vectorFiles = platforms.map(({ id }) => ({ platform: id, vectors: vectorsOf(id) }));

function check(platform: string, vector: Vector, body: unknown) {
	return verify({
		scheme: vector.scheme ?? schemes[platform],
		secrets: secretsOf(vector),
		headers: vector.headers,
		url: vector.url,
		method: vector.method,
		query: vector.query,
		body,
		now: vector.now * 1000,
		toleranceSeconds: vector.toleranceSeconds,
	});
}

function expected({ expect: outcome, matched }: Vector) {
	return outcome === 'valid' ? { valid: true, matched } : { valid: false, reason: outcome };
}

describe.each(vectorFiles)('vectors of $platform', ({ platform, vectors }) => {
	test.each(vectors)('verify: $name ($expect)', (vector) => {
		expect(check(platform, vector, bodyOf(vector))).toMatchObject(expected(vector));
	});

	test.each(vectors)('verify with lower-case header names: $name ($expect)', (vector) => {
		const headers = Object.fromEntries(
			Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		expect(check(platform, { ...vector, headers }, bodyOf(vector))).toMatchObject(expected(vector));
	});
});

const sent = vectorFiles.flatMap(({ platform, vectors }) =>
	vectors
		.filter(({ asSent }) => asSent)
		.map((vector) => ({ platform, vector, title: `${platform}: ${vector.name}` })),
);

test.each(sent)('sign gives what others gave for $title', ({ platform, vector }) => {
	const scheme = vector.scheme ?? schemes[platform];
	const { headers: sent, url, method } = vector;
	const idHeader = scheme.kind === 'hmac' ? scheme.idHeader : undefined;
	const headers = sign({
		scheme,
		secrets: secretsOf(vector),
		body: bodyOf(vector),
		id: String(idHeader && sent[idHeader]),
		timestampSeconds: vector.now,
		url,
		method,
		headers: sent,
	});
	// What the sender adds itself is not ours to write.
	expect({ ...sent, ...headers }).toEqual(sent);
	expect(headers).toMatchObject(proofOf(scheme, sent));
});

/** The headers that hold the proof, as sent. */
function proofOf(scheme: SignatureScheme, sent: Vector['headers']) {
	return Object.fromEntries(
		proofHeaders(scheme).flatMap((name) => (name in sent ? [[name, sent[name]]] : [])),
	);
}

test('there are over 500 vectors, from openssl, libraries and publications', () => {
	const all = vectorFiles.flatMap(({ vectors }) => vectors);
	expect(all.length).toBeGreaterThan(500);
	expect(new Set(all.map(({ source }) => source)).size).toBeGreaterThan(15);
});

function bodyOf({ body, bodyBase64, bodyRepeat }: Vector): Buffer {
	if (body !== undefined) return Buffer.from(body, 'utf8');
	if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64');
	if (bodyRepeat) return Buffer.from(bodyRepeat.text.repeat(bodyRepeat.times), 'utf8');
	throw new Error('A vector without body');
}

function secretsOf({ secret, previousSecret, username, password }: Vector): Secrets {
	if (username !== undefined && password !== undefined) return { username, password };
	if (secret === undefined) throw new Error('A vector without secret');
	return { secret, previousSecret };
}
