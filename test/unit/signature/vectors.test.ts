import { sign } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';
import { schemes } from './schemes';
import { bodyOf, secretsOf, vectorFiles, type Vector } from './vectorFiles';

function check(platform: string, vector: Vector, body: unknown) {
	return verify({
		scheme: vector.scheme ?? schemes[platform],
		secrets: secretsOf(vector),
		headers: vector.headers,
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
	const id = vector.headers['X-Id'] ?? vector.headers['webhook-id'];
	const headers = sign({
		scheme: vector.scheme ?? schemes[platform],
		secrets: secretsOf(vector),
		body: bodyOf(vector),
		id: String(id),
		timestampSeconds: vector.now,
	});
	expect(headers).toEqual(vector.headers);
});

test('there are over 400 vectors, from openssl, libraries and publications', () => {
	const all = vectorFiles.flatMap(({ vectors }) => vectors);
	expect(all.length).toBeGreaterThan(400);
	expect(new Set(all.map(({ source }) => source)).size).toBeGreaterThan(15);
});
