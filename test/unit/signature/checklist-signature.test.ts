import {
	accepted,
	check,
	deliver,
	digestOf,
	listing,
	NOW,
	refused,
	signatureOf,
	withDigest,
	withSignature,
} from './delivery';
import { hmacSchemes } from './schemes';

const several = hmacSchemes.filter(({ scheme }) => scheme.layout.kind !== 'single');

describe.each(hmacSchemes)('signature, $name', (one) => {
	test('row 1: accepts a valid delivery', () => {
		expect(check(one, deliver(one))).toMatchObject(accepted);
	});

	test.each([undefined, null as unknown as undefined, []])(
		'row 2: refuses a missing signature header (%j)',
		(value) => {
			const delivery = withSignature(one, deliver(one), value);
			expect(check(one, delivery)).toEqual(refused('signature_missing'));
		},
	);

	test.each(['', ' ', '\t \t'])('row 3: refuses the empty signature header %j', (value) => {
		const delivery = withSignature(one, deliver(one), value);
		expect(check(one, delivery)).toEqual(refused('signature_missing'));
	});

	test('row 17: refuses a wrong secret and a signature of another body', () => {
		const delivery = deliver(one);
		expect(check(one, delivery, { secret: one.other })).toEqual(refused('signature_mismatch'));
		const elsewhere = deliver(one, { body: Buffer.from('{"event":"order.updated"}') });
		const swapped = withDigest(one, delivery, digestOf(one, elsewhere));
		expect(check(one, swapped)).toEqual(refused('signature_mismatch'));
	});

	test('row 18: refuses a truncated signature', () => {
		const delivery = deliver(one);
		const digest = digestOf(one, delivery);
		const bare = digest.replace(/=+$/, '');
		for (const cut of [digest.slice(0, 8), bare.slice(0, -1), digest.slice(1)]) {
			const verdict = check(one, withDigest(one, delivery, cut));
			expect(verdict).toEqual(refused('signature_malformed'));
		}
	});

	test('row 19: refuses a signature with one more character', () => {
		const delivery = deliver(one);
		const digest = digestOf(one, delivery);
		for (const longer of [`${digest}0`, `0${digest}`, `${digest}=`, `${digest}${digest}`]) {
			const verdict = check(one, withDigest(one, delivery, longer));
			expect(verdict).toEqual(refused('signature_malformed'));
		}
	});

	test.each(['zz', '!!', '- ', '\0\0', '.:'])(
		'row 20: refuses %j in the place of two characters, or between them',
		(junk) => {
			const delivery = deliver(one);
			const digest = digestOf(one, delivery);
			const replaced = `${digest.slice(0, 10)}${junk}${digest.slice(12)}`;
			const inserted = `${digest.slice(0, 10)}${junk}${digest.slice(10)}`;
			for (const spoilt of [replaced, inserted]) {
				const verdict = check(one, withDigest(one, delivery, spoilt));
				expect(verdict).toMatchObject({ valid: false });
			}
		},
	);

	test('row 21: refuses multi-byte characters at the right length', () => {
		const delivery = deliver(one);
		const digest = digestOf(one, delivery);
		for (const text of ['é'.repeat(digest.length), '🥂'.repeat(digest.length / 2)]) {
			expect(text).toHaveLength(digest.length);
			const verdict = check(one, withDigest(one, delivery, text));
			expect(verdict).toEqual(refused('signature_malformed'));
		}
	});

	test('row 22: compares hex without case, base64 with it', () => {
		const delivery = deliver(one);
		const upper = withDigest(one, delivery, digestOf(one, delivery).toUpperCase());
		expect(check(one, upper)).toMatchObject(
			one.scheme.encoding === 'hex' ? accepted : { valid: false },
		);
	});

	test.each([' %', '% ', '\t%\t', '   %   '])(
		'row 23: ignores white space around, "%s"',
		(frame) => {
			const delivery = deliver(one);
			const value = frame.replace('%', () => signatureOf(one, delivery));
			expect(check(one, withSignature(one, delivery, value))).toMatchObject(accepted);
		},
	);

	test.each(['\u00a0', '\ufeff', '\v', '\u2028'])(
		'row 23: takes no other space than HTTP allows, %j',
		(space) => {
			const delivery = deliver(one);
			const value = `${signatureOf(one, delivery)}${space}`;
			const verdict = check(one, withSignature(one, delivery, value));
			expect(verdict).toEqual(refused('signature_malformed'));
		},
	);
});

describe.each(several)('several signatures, $name', (one) => {
	const delivery = deliver(one);
	const good = digestOf(one, delivery);
	const bad = digestOf(one, deliver(one, { secret: one.other }));

	test.each([
		['first', [good, bad, bad]],
		['in the middle', [bad, good, bad]],
		['last', [bad, bad, good]],
	])('row 24: accepts when the good one is %s', (_, digests) => {
		const verdict = check(one, withSignature(one, delivery, listing(one, digests)));
		expect(verdict).toMatchObject(accepted);
	});

	test('row 25: refuses when none is good', () => {
		const verdict = check(one, withSignature(one, delivery, listing(one, [bad, bad])));
		expect(verdict).toEqual(refused('signature_mismatch'));
	});

	test.each(['', 'zz', 'é', good.slice(0, 8)])(
		'row 26: accepts a good one after the malformed %j',
		(malformed) => {
			const value = listing(one, [malformed, good]);
			expect(check(one, withSignature(one, delivery, value))).toMatchObject(accepted);
		},
	);

	test('row 26: accepts a good one after an entry without separator', () => {
		const value = {
			single: '',
			list: `v1,v1=${good}`,
			fields: `t=${NOW},v1,v1=${good}`,
			versioned: `v1 v1,${good}`,
		}[one.scheme.layout.kind];
		expect(check(one, withSignature(one, delivery, value))).toMatchObject(accepted);
	});

	test.each(['v0', 'v2', 'V1', 'v11'])('row 27: refuses a good digest under %s only', (version) => {
		const value = listing(one, [good]).replace('v1', version);
		const verdict = check(one, withSignature(one, delivery, value));
		const isList = one.scheme.layout.kind === 'list';
		expect(verdict).toEqual(refused(isList ? 'signature_malformed' : 'signature_unsupported'));
	});
});

describe.each(several.filter(({ scheme }) => scheme.layout.kind === 'fields'))(
	'fields in any order, $name',
	(one) => {
		test('row 28: accepts a timestamp that is not first', () => {
			const delivery = deliver(one);
			const value = `v1=${digestOf(one, delivery)},t=${NOW}`;
			expect(check(one, withSignature(one, delivery, value))).toMatchObject(accepted);
		});
	},
);
