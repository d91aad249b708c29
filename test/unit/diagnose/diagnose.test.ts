import crypto, { createHmac } from 'crypto';

import fc from 'fast-check';
import Stripe from 'stripe';

import type { DiagnosisInput } from '../../../lib/diagnose/causes';
import { diagnose, findCauses } from '../../../lib/diagnose/diagnose';
import type { Platform } from '../../../lib/platform';
import { verify } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';
import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
import {
	BODY,
	certainly,
	diagnosed,
	distinct,
	hmac,
	NOW,
	refusal,
	SHARED,
} from '../../support/refusals';
import { arbitraryRequest } from '../signature/arbitraryRequest';

const all: Platform[] = [...platforms];

describe('diagnose(an old or early delivery)', () => {
	const signedAt = (timestamp: number, secret = SHARED, body = BODY) => ({
		'X-Olympus-Signature': Stripe.webhooks.generateTestHeaderString({
			payload: body,
			secret,
			timestamp,
		}),
	});

	it.each([
		[NOW - 412, 'made 412 seconds ago'],
		[NOW + 412, 'made 412 seconds ahead of now'],
	])('finds the clock off at %d, and names the option', (timestamp, words) => {
		const found = diagnosed({ platform: olympusCloud, headers: signedAt(timestamp) });
		expect(found).toEqual(certainly('clock_off', words));
		expect(found?.explanation).toContain('option Time Tolerance (Seconds)');
	});

	it('finds it with a body over 1 MB, with which it tries nothing else', () => {
		const body = `{"a":"${'x'.repeat(1024 * 1024)}"}`;
		const headers = signedAt(NOW - 1000, SHARED, body);
		expect(diagnosed({ platform: olympusCloud, headers, body })).toEqual(
			certainly('clock_off', 'made 1000 seconds ago'),
		);
		const other = { 'X-GoTab-Signature': hmac(SHARED, `${body}\n`) };
		expect(diagnosed({ platform: goTab, headers: other, body })).toBeNull();
	});

	it('claims nothing about the clock unless the signature fits', () => {
		const headers = signedAt(NOW - 412, 'another secret');
		expect(diagnosed({ platform: olympusCloud, headers })).toBeNull();
	});
});

describe('diagnose(a request that lacks everything)', () => {
	it('suggests that signing is not switched on', () => {
		expect(diagnosed({ platform: goTab, headers: { 'User-Agent': 'curl' } })).toEqual({
			cause: 'signature_not_sent',
			certain: false,
			explanation: expect.stringContaining('carries no signature'),
		});
	});
});

describe('diagnose(a request made to be dear)', () => {
	it.each([
		[10, 200],
		[900_000, 50],
	])('computes few digests over %d bytes', (length, most) => {
		const digests = ['sha1', 'sha256', 'sha384', 'sha512'].map((algorithm) =>
			hmac('another', BODY, { algorithm }),
		);
		const times = Object.fromEntries(
			[1, 2, 3, 4, 5].map((index) => [`X-${index}-Timestamp`, String(NOW + index)]),
		);
		const input = refusal({
			platform: goTab,
			secrets: { secret: '"whsec_AP8QIECABwk="', previousSecret: ' 00FF1020 ' },
			headers: { ...times, 'X-Id': '1', 'Other-Id': '2', 'X-GoTab-Signature': digests.join(',') },
			body: `{"a":"${'x'.repeat(length)}"}`,
		});
		const spy = jest.spyOn(crypto, 'createHmac');
		expect(diagnose(input)?.certain).not.toBe(true);
		const { calls } = spy.mock;
		spy.mockRestore();
		expect(calls.length).toBeGreaterThan(10);
		expect(calls.length).toBeLessThanOrEqual(most);
	});
});

/** Causes that a request without any valid proof may at most look like. */
const BY_LOOKS = [
	'wrong_platform',
	'signature_not_sent',
	'signature_header_differs',
	'encoding_differs',
	'algorithm_differs',
	'prefix_differs',
	'layout_differs',
	'timestamp_unit',
	'authorization_not_sent',
];

describe.each(all.map((platform) => [platform.name, platform] as const))(
	'diagnose(random requests to %s)',
	(_, platform) => {
		const scheme = platform.signature;

		it('finds no proof, and nothing throws inside', () => {
			let refused = 0;
			fc.assert(
				fc.property(arbitraryRequest(scheme), (request) => {
					const { headers, secrets, clock: nowMs } = request;
					const body = Buffer.isBuffer(request.body) ? request.body : Buffer.from('{"a":[1,2]}');
					const rawSecrets = secrets as DiagnosisInput['rawSecrets'];
					const checked = { scheme, secrets: rawSecrets, headers, body, now: nowMs };
					const verdict = verify(checked);
					if (verdict.valid) return;
					const { reason } = verdict;
					const input = { platform, platforms, scheme, rawSecrets, headers, body, nowMs, reason };
					refused += 1;
					// What the outermost catch would hide.
					findCauses(input);
					const diagnosis = diagnose(input);
					if (diagnosis === null) return;
					// Another scheme than Basic stands there in clear; everything else needs a proof.
					const isClear = diagnosis.cause === 'authorization_scheme_differs';
					expect(diagnosis.certain).toBe(isClear);
					if (!isClear) expect(BY_LOOKS).toContain(diagnosis.cause);
				}),
				{ numRuns: 300 },
			);
			expect(refused).toBeGreaterThan(200);
		});
	},
);

const secret = fc.stringMatching(/^[A-Za-z0-9+/]{20,40}$/);
const pasted = fc.constantFrom<(text: string) => string>(
	(text) => text,
	(text) => ` ${text}\n`,
	(text) => `whsec_${text}`,
	(text) => `"${text}"`,
);
/** Ways of signing, right and wrong. */
const signing = fc.record({
	algorithm: fc.constantFrom('sha1', 'sha256', 'sha512'),
	encoding: fc.constantFrom('hex', 'base64', 'base64url'),
	prefix: fc.constantFrom('', 'sha256=', 'v1,', 'v1=', 'kitchen:'),
	content: fc.constantFrom('{body}', '{time}.{body}', 'evt_1.{time}.{body}', '{time}:{body}'),
	ending: fc.constantFrom('', '\n'),
	time: fc.constantFrom(NOW, NOW - 900, NOW * 1000),
	header: fc.constantFrom(
		'x-gotab-signature',
		'x-olympus-signature',
		'x-roostsync-signature',
		'x-webhook-signature',
		'webhook-signature',
		'x-signature',
	),
});

describe('diagnose(requests signed somehow)', () => {
	it('gives no secret, signature or body away', () => {
		let explained = 0;
		const guest = fc.stringMatching(/^[A-Z][a-z]{11}$/);
		const request = fc.tuple(fc.constantFrom(...all), secret, pasted, signing, guest);
		fc.assert(
			fc.property(request, ([platform, text, paste, how, name]) => {
				const body = JSON.stringify({ guest: name });
				const content = how.content
					.replace('{time}', String(how.time))
					.replace('{body}', body + how.ending);
				const digest = createHmac(how.algorithm, text).update(content);
				const signature = digest.digest(how.encoding as 'hex');
				const stored = paste(text);
				const authorization = `Basic ${Buffer.from(`n8n:${stored}`).toString('base64')}`;
				const isBasic = platform.signature.kind === 'basic';
				const headers = distinct({
					[how.header]: how.prefix + signature,
					'x-webhook-timestamp': String(how.time),
					'webhook-id': 'evt_1',
					...(isBasic && { authorization }),
				});
				const rawSecrets = isBasic
					? { username: stored, password: text }
					: { secret: stored, previousSecret: text.slice(1) };
				const input = { platform, scheme: platform.signature, rawSecrets, headers };
				const bytes = Buffer.from(body);
				const verdict = verify({ ...input, secrets: rawSecrets, body: bytes, now: NOW * 1000 });
				if (verdict.valid) return;
				const { reason } = verdict;
				const found = diagnose({ ...input, platforms, body: bytes, nowMs: NOW * 1000, reason });
				if (found === null) return;
				explained += 1;
				const said = JSON.stringify(found);
				for (const hidden of [text, text.slice(1), signature, authorization.slice(6), name]) {
					expect(said).not.toContain(hidden);
				}
				expect(said).not.toMatch(/\{(?!(?:body|timestamp|id|url)\})\w*\}|undefined|null/);
			}),
			{ numRuns: 1000 },
		);
		expect(explained).toBeGreaterThan(300);
	});
});
