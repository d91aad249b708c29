import { DEFAULT_EXPONENTIAL, nextDelaySeconds, parseDelays } from '../../../lib/send/retry';
import type { RetryPlan } from '../../../lib/send/delivery';
import { platformById } from '../../../platforms';

const half = () => 0.5;

/** The waits after the first attempt, the second and so on, until there is no further one. */
function waits(plan: RetryPlan, random = half): number[] {
	const delays: number[] = [];
	for (;;) {
		const delay = nextDelaySeconds(plan, delays.length + 1, random);
		if (delay === null) return delays;
		delays.push(delay);
	}
}

describe('nextDelaySeconds', () => {
	it('has no second attempt for none', () => {
		expect(waits({ kind: 'none' })).toEqual([]);
	});

	it('waits the same each time for fixed, which counts the first attempt too', () => {
		expect(waits({ kind: 'fixed', delaySeconds: 7, attempts: 4 })).toEqual([7, 7, 7]);
		expect(waits({ kind: 'fixed', delaySeconds: 7, attempts: 1 })).toEqual([]);
	});

	it('keeps to a list, whatever the random number', () => {
		const plan: RetryPlan = { kind: 'list', delaysSeconds: [0, 0.2, 300] };
		expect(waits(plan)).toEqual([0, 0.2, 300]);
		expect(waits(plan, () => 0.999)).toEqual([0, 0.2, 300]);
	});

	it('doubles the bound of the default exponential schedule over five attempts', () => {
		expect(DEFAULT_EXPONENTIAL).toMatchObject({ baseSeconds: 1, factor: 2, attempts: 5 });
		expect(waits(DEFAULT_EXPONENTIAL)).toEqual([0.5, 1, 2, 4]);
	});

	it('has full jitter: from nothing up to the bound', () => {
		expect(waits(DEFAULT_EXPONENTIAL, () => 0)).toEqual([0, 0, 0, 0]);
		const almostOne = waits(DEFAULT_EXPONENTIAL, () => 0.9999);
		expect(almostOne.map((delay) => Math.ceil(delay))).toEqual([1, 2, 4, 8]);
	});

	it('caps the bound of an exponential schedule, also where the power overflows', () => {
		const plan: RetryPlan = {
			kind: 'exponential',
			baseSeconds: 10,
			factor: 1000,
			capSeconds: 60,
			attempts: 99,
		};
		const delays = waits(plan);
		expect(delays).toHaveLength(98);
		expect(delays.slice(0, 3)).toEqual([5, 30, 30]);
		expect(delays.at(-1)).toBe(30);
	});

	it('ends after 100 attempts even when told to go on', () => {
		expect(waits({ kind: 'fixed', delaySeconds: 0, attempts: 1e9 })).toHaveLength(99);
	});

	it.each([
		['roostSync', [60, 300, 1800, 7200, 86400]],
		['olympusCloud', [60, 300, 1800, 7200, 28800, 86400]],
		['standardWebhooks', [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]],
	])('keeps to the published list of %s', (id, published) => {
		const delaysSeconds = platformById(id)?.retry.delaysSeconds ?? [];
		expect(waits({ kind: 'list', delaysSeconds })).toEqual(published);
	});
});

describe('parseDelays', () => {
	it('reads seconds and decimals between commas', () => {
		expect(parseDelays('60, 300,0.5 ,0')).toEqual([60, 300, 0.5, 0]);
	});

	it.each(['', '1,', '1,,2', 'abc', '-1', '1e3', '1 min', 'Infinity', '1;2', '31536001'])(
		'refuses %j',
		(text) => {
			expect(() => parseDelays(text)).toThrow(/is not a wait in seconds$/);
		},
	);

	it('refuses more waits than attempts are ever made', () => {
		expect(parseDelays(Array(99).fill('1').join(','))).toHaveLength(99);
		expect(() => parseDelays(Array(100).fill('1').join(','))).toThrow('more than 99 waits');
	});
});
