import {
	accepted,
	check,
	deliver,
	digestOf,
	listing,
	refused,
	signatureHeader,
	signatureOf,
	withSignature,
} from './delivery';
import { hmacSchemes } from './schemes';

const identified = hmacSchemes.flatMap((one) =>
	one.scheme.idHeader ? [{ ...one, idHeader: one.scheme.idHeader.toLowerCase() }] : [],
);

describe.each(identified)('id header, $name', (one) => {
	test.each([undefined, '', ' '])('row 4: refuses the missing id %j', (id) => {
		const delivery = deliver(one);
		const headers = { ...delivery.headers, [one.idHeader]: id };
		expect(check(one, { ...delivery, headers })).toEqual(refused('id_missing'));
	});

	test('row 4: refuses an id that was not signed', () => {
		const delivery = deliver(one);
		const headers = { ...delivery.headers, [one.idHeader]: 'evt_2' };
		expect(check(one, { ...delivery, headers })).toEqual(refused('signature_mismatch'));
	});
});

describe.each(hmacSchemes)('headers, $name', (one) => {
	test('row 29: refuses each header of the signature when it came twice', () => {
		const delivery = deliver(one);
		for (const [name, value] of Object.entries(delivery.headers)) {
			const headers = { ...delivery.headers, [name]: [String(value), String(value)] };
			expect(check(one, { ...delivery, headers })).toEqual(refused('header_duplicated'));
		}
	});

	test('row 29: takes an array of one value as that value', () => {
		const delivery = deliver(one);
		const single = withSignature(one, delivery, [signatureOf(one, delivery)]);
		expect(check(one, single)).toMatchObject(accepted);
	});

	test('row 29: refuses one header under two spellings', () => {
		const { headers, body } = deliver(one);
		const { [signatureHeader(one)]: value, ...rest } = headers;
		const twice = {
			...rest,
			[one.scheme.header.toUpperCase()]: value,
			[mixed(one.scheme.header)]: value,
		};
		expect(check(one, { headers: twice, body })).toEqual(refused('header_duplicated'));
	});

	test('row 30: refuses a signature header that came twice and was joined', () => {
		const delivery = deliver(one);
		const value = signatureOf(one, delivery);
		const verdict = {
			single: refused('signature_malformed'),
			fields: refused('timestamp_malformed'),
			versioned: refused('header_duplicated'),
			// A list is what it looks like then, and one good signature is enough.
			list: accepted,
		}[one.scheme.layout.kind];
		const joined = withSignature(one, delivery, `${value}, ${value}`);
		expect(check(one, joined)).toMatchObject(verdict);
	});

	test.each([
		['as declared', (name: string) => name],
		['lower', (name: string) => name.toLowerCase()],
		['upper', (name: string) => name.toUpperCase()],
		['mixed', mixed],
	])('row 31: finds headers whose names are in %s case', (_, spell) => {
		const { headers, body } = deliver(one);
		const declared = Object.entries(headers).map(([name, value]) => [spell(name), value]);
		expect(check(one, { headers: Object.fromEntries(declared), body })).toMatchObject(accepted);
	});

	test('row 32: reads 1,000 signatures in one header', () => {
		const delivery = deliver(one);
		const good = digestOf(one, delivery);
		const bad = digestOf(one, deliver(one, { secret: one.other }));
		const digests = [...Array<string>(1000).fill(bad), good];
		const all = check(one, withSignature(one, delivery, listing(one, digests)));
		if (one.scheme.layout.kind === 'single') {
			expect(all).toEqual(refused('signature_malformed'));
		} else {
			expect(all).toMatchObject(accepted);
			const without = listing(one, digests.slice(0, -1));
			const verdict = check(one, withSignature(one, delivery, without));
			expect(verdict).toEqual(refused('signature_mismatch'));
		}
	});

	// Quadratic work on a million characters would take minutes and so run into the test's time-out.
	test.each([' ', '\t', ',', '=', 'v1,', 'v1=', 't=', 'A', '0'])(
		'row 32: is through with a million times %j in time',
		(text) => {
			const delivery = deliver(one);
			const value = `x${text.repeat(1_000_000)}x`;
			expect(check(one, withSignature(one, delivery, value)).valid).toBe(false);
		},
	);
});

function mixed(name: string): string {
	return [...name.toLowerCase()]
		.map((letter, index) => (index % 2 ? letter : letter.toUpperCase()))
		.join('');
}
