import fc from 'fast-check';

import { verify } from '../../../lib/signature/verify';
import { accepted, BODY, check, deliver, digestOf, refused, withDigest } from './delivery';
import { hmacSchemes, schemes, writtenSecret } from './schemes';

const RUNS = { numRuns: 500 };

function flipBit(buffer: Buffer, bit: number): Buffer {
	const flipped = Buffer.from(buffer);
	flipped[bit >> 3] ^= 1 << (bit & 7);
	return flipped;
}

describe.each(hmacSchemes)('any delivery, $name', (one) => {
	test('sign then verify accepts every body', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
				expect(check(one, deliver(one, { body: Buffer.from(array) }))).toMatchObject(accepted);
			}),
			RUNS,
		);
	});

	test('a flipped bit of the body is refused', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (array, any) => {
				const body = Buffer.from(array);
				const changed = flipBit(body, any % (body.length * 8));
				const verdict = check(one, { ...deliver(one, { body }), body: changed });
				expect(verdict).toEqual(refused('signature_mismatch'));
			}),
			RUNS,
		);
	});

	test('each flipped bit of the digest is refused', () => {
		const delivery = deliver(one);
		const digest = Buffer.from(digestOf(one, delivery), one.scheme.encoding);
		for (let bit = 0; bit < digest.length * 8; bit += 1) {
			const text = flipBit(digest, bit).toString(one.scheme.encoding);
			expect(check(one, withDigest(one, delivery, text))).toEqual(refused('signature_mismatch'));
		}
	});

	test('each flipped bit of the digest as text is refused, except for the case of hex', () => {
		const delivery = deliver(one);
		const text = digestOf(one, delivery);
		for (let bit = 0; bit < text.length * 8; bit += 1) {
			const flipped = flipBit(Buffer.from(text, 'latin1'), bit).toString('latin1');
			const sameHex = one.scheme.encoding === 'hex' && flipped.toLowerCase() === text;
			const { valid } = check(one, withDigest(one, delivery, flipped));
			expect({ flipped, valid }).toEqual({ flipped, valid: sameHex });
		}
	});

	test('each flipped bit of the headers beside the signature is refused', () => {
		const delivery = deliver(one);
		const beside = Object.entries(delivery.headers).filter(
			([name]) => name !== one.scheme.header.toLowerCase(),
		);
		for (const [name, value] of beside) {
			const text = Buffer.from(String(value), 'latin1');
			for (let bit = 0; bit < text.length * 8; bit += 1) {
				const headers = { ...delivery.headers, [name]: flipBit(text, bit).toString('latin1') };
				expect(check(one, { ...delivery, headers }).valid).toBe(false);
			}
		}
	});

	test('a flipped bit of the secret is refused', () => {
		const { secretFormat } = one.scheme;
		const written = (key: Buffer) =>
			secretFormat === 'text' ? key.toString('hex') : writtenSecret(secretFormat, key);
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 16, maxLength: 64 }), fc.nat(127), (array, bit) => {
				const key = Buffer.from(array);
				const secret = written(key);
				const delivery = deliver(one, { secret });
				expect(check(one, delivery, { secret })).toMatchObject(accepted);
				const verdict = check(one, delivery, { secret: written(flipBit(key, bit)) });
				expect(verdict).toEqual(refused('signature_mismatch'));
			}),
			RUNS,
		);
	});
});

test('each flipped bit of a Basic pair is refused', () => {
	const secrets = { username: 'bistro', password: 'a:b wörd' };
	const pair = Buffer.from('bistro:a:b wörd');
	const sent = (bytes: Buffer) => ({ authorization: `Basic ${bytes.toString('base64')}` });
	const check = (bytes: Buffer) =>
		verify({ scheme: schemes.resmio, secrets, headers: sent(bytes), body: BODY, now: 0 });
	expect(check(pair)).toEqual(accepted);
	for (let bit = 0; bit < pair.length * 8; bit += 1) {
		expect(check(flipBit(pair, bit)).valid).toBe(false);
	}
});
