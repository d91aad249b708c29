import crypto from 'crypto';

import { sign, SigningError } from '../../../lib/signature/sign';
import {
	accepted,
	BESIDE,
	BODY,
	check,
	deliver,
	digestOf,
	NOW,
	refused,
	signatureOf,
	URL,
	withDigest,
} from './delivery';
import { hmacSchemes } from './schemes';

describe.each(hmacSchemes)('secret, $name', (one) => {
	const missing = ['', ' ', '\n\t', undefined, null] as string[];

	test.each(missing)('row 42: accepts nothing with the secret %j', (secret) => {
		const { headers, body } = deliver(one);
		const request = { headers, body };
		expect(check({ ...one, secret }, request)).toEqual(refused('secret_missing'));
		expect(check({ ...one, secret }, request, { previousSecret: one.secret })).toEqual(
			refused('secret_missing'),
		);
	});

	test.each(missing)('row 42: signs nothing with the secret %j', (secret) => {
		const { scheme } = one;
		const signing = () =>
			sign({ scheme, secrets: { secret }, body: BODY, id: 'evt_1', timestampSeconds: NOW });
		expect(signing).toThrow(new SigningError('secret_missing'));
	});

	test('row 42: an empty previous secret changes nothing', () => {
		for (const previousSecret of missing) {
			expect(check(one, deliver(one), { previousSecret })).toMatchObject(accepted);
			const forged = deliver(one, { secret: one.other });
			expect(check(one, forged, { previousSecret })).toEqual(refused('signature_mismatch'));
		}
	});

	test('row 43: ignores white space around the secret', () => {
		expect(check(one, deliver(one), { secret: ` \n${one.secret}\t ` })).toMatchObject(accepted);
		expect(check(one, deliver(one, { secret: ` ${one.secret}\n` }))).toMatchObject(accepted);
	});

	test('row 44: compares in constant time, once for each digest of the right length', () => {
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		try {
			const delivery = deliver(one);
			check(one, delivery);
			expect(compare).toHaveBeenCalledTimes(1);
			const elsewhere = digestOf(one, deliver(one, { secret: one.other }));
			check(one, withDigest(one, delivery, elsewhere));
			expect(compare).toHaveBeenCalledTimes(2);
		} finally {
			compare.mockRestore();
		}
	});

	test('rotation: tells which secret matched', () => {
		const rotating = { previousSecret: one.previous };
		expect(check(one, deliver(one), rotating)).toMatchObject({ valid: true, matched: 'current' });
		const late = deliver(one, { secret: one.previous });
		expect(check(one, late, rotating)).toMatchObject({ valid: true, matched: 'previous' });
		expect(check(one, late)).toEqual(refused('signature_mismatch'));
	});

	test('rotation: signs with both secrets where the header has room', () => {
		const { scheme, secret, previous } = one;
		const headers = sign({
			scheme,
			secrets: { secret, previousSecret: previous },
			body: BODY,
			id: 'evt_1',
			timestampSeconds: NOW,
			url: URL,
			headers: BESIDE,
		});
		const request = { headers: { ...BESIDE, ...headers }, body: BODY };
		expect(check(one, request)).toMatchObject(accepted);
		expect(check(one, request, { secret: previous })).toMatchObject(
			scheme.layout.kind === 'single' ? refused('signature_mismatch') : accepted,
		);
	});
});

describe.each(hmacSchemes.filter(({ scheme }) => scheme.secretFormat === 'whsec'))(
	'base64 secret, $name',
	(one) => {
		const bare = one.secret.replace('whsec_', '');

		test.each([bare, bare.replace(/=+$/, ''), `whsec_${bare.replace(/=+$/, '')}`])(
			'row 43: takes %s for the same secret',
			(secret) => {
				expect(signatureOf(one, deliver(one, { secret }))).toBe(signatureOf(one, deliver(one)));
				expect(check(one, deliver(one), { secret })).toMatchObject(accepted);
			},
		);

		test.each([
			'whsec_',
			'whsec_ ',
			'whsec_a',
			'whsec_not base64!',
			'whsec_YQ===',
			'whsec_ä',
			'whpk_YWJj',
			'whsk_YWJj',
		])('row 42: accepts nothing with the malformed secret "%s"', (secret) => {
			expect(check(one, deliver(one), { secret })).toEqual(refused('secret_malformed'));
		});
	},
);

describe.each(hmacSchemes.filter(({ scheme }) => scheme.secretFormat === 'text'))(
	'text secret, $name',
	(one) => {
		test.each([`whsec_${one.secret}`, `${one.secret}=`, one.secret.toUpperCase()])(
			'row 43: takes "%s" for another secret',
			(secret) => {
				expect(check(one, deliver(one), { secret })).toEqual(refused('signature_mismatch'));
			},
		);
	},
);
