import fc from 'fast-check';

import {
	isAllowed,
	isCallerAllowed,
	parseAddress,
	parseAllowList,
} from '../../../lib/receive/allowList';
import { isAddress, isInBlockList } from './blockList';

function allows(list: string, address: string | undefined): boolean {
	const parsed = parseAllowList(list);
	if (!parsed.ok) throw new Error(`${parsed.invalid} is not readable`);
	return isAllowed(parsed.entries, address);
}

describe('isAllowed', () => {
	it.each([
		['192.0.2.7', '192.0.2.7', true],
		['192.0.2.7', '192.0.2.8', false],
		['192.0.2.0/24', '192.0.2.255', true],
		['192.0.2.0/24', '192.0.3.0', false],
		['192.0.2.99/24', '192.0.2.1', true],
		['0.0.0.0/0', '203.0.113.9', true],
		['10.0.0.0/31', '10.0.0.1', true],
		['10.0.0.0/31', '10.0.0.2', false],
		['2001:db8::/32', '2001:db8:ffff::1', true],
		['2001:db8::/32', '2001:db9::1', false],
		['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
		['::1', '::1', true],
		['192.0.2.7', '::ffff:192.0.2.7', true],
		['192.0.2.7', '::ffff:c000:207', true],
		['::ffff:192.0.2.7', '192.0.2.7', true],
		['::ffff:192.0.2.0/120', '192.0.2.200', true],
		['::ffff:192.0.2.0/120', '192.0.3.200', false],
		['fe80::1%eth0', 'fe80::1', true],
		['fe80::1', 'fe80::1%en0', true],
		['::/0', '2001:db8::1', true],
		['::/0', '192.0.2.7', false],
		['::/0', '::ffff:192.0.2.7', false],
		['0.0.0.0/0', '2001:db8::1', false],
		['192.0.2.1, 192.0.2.2\n2001:db8::/64\t198.51.100.0/24', '198.51.100.77', true],
		[',, 192.0.2.1 ,\r\n', '192.0.2.1', true],
		['', '192.0.2.1', false],
		['0.0.0.0/0 ::/0', undefined, false],
		['0.0.0.0/0 ::/0', '', false],
		['0.0.0.0/0 ::/0', 'localhost', false],
		['0.0.0.0/0 ::/0', '192.0.2.010', false],
		['0.0.0.0/0 ::/0', '192.0.2.1:443', false],
	])('(%j, %j) is %s', (list, address, expected) => {
		expect(allows(list, address)).toBe(expected);
	});
});

describe('isCallerAllowed', () => {
	it.each([
		[undefined, true],
		['', true],
		[' \n', true],
		['192.0.2.7', true],
		['192.0.2.8', false],
		['192.0.2.7, 192.0.2.', false],
		[',', false],
	])('with the list %j says %p of 192.0.2.7', (list, expected) => {
		expect(isCallerAllowed(list, '192.0.2.7')).toBe(expected);
	});
});

describe('parseAllowList', () => {
	it.each([
		['192.0.2.1 192.0.2.256', '192.0.2.256'],
		['192.0.2', '192.0.2'],
		[' ,\n,', ',\n,'],
		['192.0.2.01', '192.0.2.01'],
		['0x7f.0.0.1', '0x7f.0.0.1'],
		['192.0.2.0/33', '192.0.2.0/33'],
		['192.0.2.0/08', '192.0.2.0/08'],
		['192.0.2.0/', '192.0.2.0/'],
		['192.0.2.0/-1', '192.0.2.0/-1'],
		['192.0.2.0/8/8', '192.0.2.0/8/8'],
		['::ffff:192.0.2.0/95', '::ffff:192.0.2.0/95'],
		['2001:db8::/129', '2001:db8::/129'],
		['1:2:3:4:5:6:7:8::', '1:2:3:4:5:6:7:8::'],
		['1::2::3', '1::2::3'],
		['1:2:3', '1:2:3'],
		['12345::', '12345::'],
		['[::1]', '[::1]'],
		['1.2.3.4::', '1.2.3.4::'],
		['example.com, 192.0.2.1', 'example.com'],
		['192.0.2.1; 192.0.2.2', '192.0.2.1;'],
	])('(%j) names %j as invalid', (text, invalid) => {
		expect(parseAllowList(text)).toEqual({ ok: false, invalid });
	});

	it('takes an empty text for an empty list', () => {
		expect(parseAllowList(' \n')).toEqual({ ok: true, entries: [] });
	});
});

/** Addresses near each other, so that ranges hold some of them and not others. */
const octet = fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.integer({ min: 0, max: 255 }));
const ipv4 = fc
	.tuple(fc.constantFrom(10, 11, 138), fc.constantFrom(0, 128), octet, octet)
	.map((octets) => octets.join('.'));
const group = fc.constantFrom('0', '1', '8000', 'ffff', 'db8');
const ipv6 = fc
	.tuple(fc.constantFrom('2001', '2003', 'fe80'), fc.array(group, { minLength: 7, maxLength: 7 }))
	.map(([first, rest]) => [first, ...rest].join(':'));
const shortened = ipv6.map((text) => text.replace(/(:0)(:0)+(?=:)/, ':').replace(/:::?/, '::'));
const range4 = fc.record({ address: ipv4, bits: fc.integer({ min: 0, max: 32 }) });
const range6 = fc.record({
	address: fc.oneof(ipv6, shortened),
	bits: fc.integer({ min: 0, max: 128 }),
});
const mapped = fc.record({
	address: ipv4.map((text) => `::ffff:${text}`),
	bits: fc.integer({ min: 96, max: 128 }),
});

describe("isAllowed agrees with Node's BlockList", () => {
	it.each([
		[
			'IPv4',
			fc.oneof(range4, mapped),
			fc.oneof(
				ipv4,
				ipv4.map((text) => `::ffff:${text}`),
			),
		],
		['IPv6', range6, fc.oneof(ipv6, shortened)],
	])('on %s', (_, range, address) => {
		let held = 0;
		fc.assert(
			fc.property(fc.array(range, { minLength: 1, maxLength: 3 }), address, (ranges, one) => {
				const list = ranges.map(({ address: text, bits }) => `${text}/${bits}`).join(', ');
				const expected = isInBlockList(ranges, one);
				if (expected) held += 1;
				expect(allows(list, one)).toBe(expected);
			}),
			{ numRuns: 1000 },
		);
		expect(held).toBeGreaterThan(100);
		expect(held).toBeLessThan(900);
	});
});

describe("parseAddress agrees with Node's isIP", () => {
	const piece = fc.oneof(
		fc.constantFrom('::', ':', '.', '0', '01', '255', '256', 'ffff', '10000', 'g', '1.2.3.4'),
		fc.constantFrom('::ffff:', '2001:db8', '1:2:3:4:5:6:7', '%eth0', '/', ' ', '-1', '0x1'),
	);
	const text = fc.oneof(
		fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
		fc.ipV4(),
		fc.ipV6(),
		fc.ipV4Extended(),
	);

	it('on what is an address', () => {
		fc.assert(
			fc.property(text, (address) => {
				expect(parseAddress(address) !== undefined).toBe(isAddress(address));
			}),
			{ numRuns: 5000 },
		);
	});
});
