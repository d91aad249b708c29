import * as fc from 'fast-check';

import { createRateLimiter, type RateLimiter } from '../../../lib/api/rateLimit';

const four = [{ protocol: 'graphQl' as const, requests: 4, perSeconds: 1 }];
const headers = { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' };

const starts = (limiter: RateLimiter, count: number, at: number) =>
	Array.from({ length: count }, () => limiter.reserve(at));

describe('createRateLimiter', () => {
	it('lets as many start at once as a window holds, and the next ones a window later', () => {
		expect(starts(createRateLimiter({ rateLimits: four }, 'graphQl'), 9, 10_000)).toEqual([
			10_000, 10_000, 10_000, 10_000, 11_025, 11_025, 11_025, 11_025, 12_050,
		]);
	});

	it('does not slow down what the limit is not for', () => {
		expect(starts(createRateLimiter({ rateLimits: four }, 'rest'), 6, 10_000)).toEqual(
			Array<number>(6).fill(10_000),
		);
	});

	it('never lets a window hold more than allowed, whenever requests come', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }), (gaps) => {
				const limiter = createRateLimiter({ rateLimits: four }, 'graphQl');
				let now = 0;
				const at = gaps.map((gap) => limiter.reserve((now += gap)));
				return at.every((start, index) => index < 4 || start - at[index - 4] > 1000);
			}),
		);
	});

	it('pauses until the reset when the platform says that nothing is left', () => {
		const limiter = createRateLimiter({ rateLimits: [], rateHeaders: headers }, 'rest');
		const date = 'Sun, 18 Jan 2026 10:30:00 GMT';
		const reset = String(Date.parse(date) / 1000 + 7);
		limiter.update(
			{ status: 200, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset, date } },
			// This clock is ahead by an hour; only the difference on the platform's counts.
			Date.parse(date) + 3_600_000,
		);
		expect(limiter.isPaused(Date.parse(date) + 3_606_999)).toBe(true);
		expect(limiter.reserve(Date.parse(date) + 3_600_000)).toBe(Date.parse(date) + 3_607_000);
		expect(limiter.isPaused(Date.parse(date) + 3_607_000)).toBe(false);
	});

	it.each([
		['something is left', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '99999999999' }],
		['the reset cannot be read', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }],
		['the reset is long past', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }],
		['the reset is hours away', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30000' }],
		['nothing is said', {}],
	])('goes on when %s', (_, said) => {
		const limiter = createRateLimiter({ rateLimits: [], rateHeaders: headers }, 'rest');
		limiter.update({ status: 200, headers: said }, 10_000);
		expect(limiter.reserve(10_000)).toBe(10_000);
	});

	it('holds everybody back for as long as a 429 asks', () => {
		const limiter = createRateLimiter({ rateLimits: four, rateHeaders: headers }, 'graphQl');
		limiter.update({ status: 429, headers: { 'retry-after': '15' } }, 10_000);
		expect(limiter.reserve(10_000)).toBe(25_000);
	});

	it('leaves waits of more than a minute to the one who met them', () => {
		const limiter = createRateLimiter({ rateLimits: four, rateHeaders: headers }, 'graphQl');
		limiter.update({ status: 429, headers: { 'retry-after': '3600' } }, 10_000);
		expect(limiter.reserve(10_000)).toBe(10_000);
	});
});
