import { readRetryAfter } from '../../lib/retryAfter';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 30);

describe('readRetryAfter', () => {
	it.each([
		['0', 0],
		['1', 1],
		['120', 120],
		[' 5 ', 5],
		['0.25', 0.25],
		['1.5', 1.5],
	])('reads %j as %d seconds', (value, seconds) => {
		expect(readRetryAfter(value, NOW)).toBe(seconds);
	});

	it.each([
		['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT'],
		['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
		['asctime', 'Sun Nov  6 08:49:37 1994'],
	])('reads a date in the form of %s', (_, value) => {
		expect(readRetryAfter(value, NOW)).toBe(7);
	});

	it.each([
		['ISO 8601', '1994-11-06T08:49:37Z'],
		['ISO 8601 with an offset', '1994-11-06T09:49:37+01:00'],
	])('reads a date in the form of %s', (_, value) => {
		expect(readRetryAfter(value, NOW)).toBe(7);
	});

	it('reads a Unix time as the end of the wait, not as seconds', () => {
		const now = Date.UTC(2026, 0, 1);
		expect(readRetryAfter(String(now / 1000 + 60), now)).toBe(60);
		expect(readRetryAfter(String(now / 1000 - 60), now)).toBe(0);
	});

	it('reads a date in the past as no wait', () => {
		expect(readRetryAfter('Sun, 06 Nov 1994 08:49:00 GMT', NOW)).toBe(0);
	});

	it.each(['86401', '99999999999999999999', 'Fri, 06 Nov 2093 08:49:37 GMT'])(
		'caps %j at a day',
		(value) => {
			expect(readRetryAfter(value, NOW)).toBe(86_400);
		},
	);

	it.each([undefined, '', ' ', 'soon', '-1', '1e3', '0x10', '.5', '5s', '1, 2', 'Infinity'])(
		'says nothing for %j',
		(value) => {
			expect(readRetryAfter(value, NOW)).toBeUndefined();
		},
	);
});
