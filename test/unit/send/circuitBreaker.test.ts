import { CircuitBreaker } from '../../../lib/send/circuitBreaker';

const rules = { failingAfter: 2, pauseFailing: true, probeIntervalSeconds: 60 };
const exhausted = { status: 'failed', reason: 'exhausted' } as const;

describe('CircuitBreaker', () => {
	it('marks an endpoint as failing after so many failed deliveries in a row', () => {
		const breaker = new CircuitBreaker();
		expect(breaker.record('e', exhausted, rules, 0)).toMatchObject({ failingSince: null });
		expect(breaker.record('e', exhausted, rules, 1000)).toEqual({
			consecutiveFailures: 2,
			failingSince: '1970-01-01T00:00:01.000Z',
			lastTriedAtMs: 1000,
		});
	});

	it('lets one probe through per interval once an endpoint fails', () => {
		const breaker = new CircuitBreaker();
		breaker.record('e', exhausted, rules, 0);
		expect(breaker.admit('e', rules, 0)).toBe('send');
		breaker.record('e', exhausted, rules, 0);
		expect(breaker.admit('e', rules, 59_999)).toBe('paused');
		expect(breaker.admit('e', rules, 60_000)).toBe('probe');
		expect(breaker.admit('e', rules, 60_001)).toBe('paused');
		expect(breaker.admit('e', { ...rules, pauseFailing: false }, 60_001)).toBe('send');
		expect(breaker.admit('other', rules, 60_001)).toBe('send');
	});

	it('counts, where the whole schedule is asked for, no delivery that could not wait for it', () => {
		const breaker = new CircuitBreaker();
		const one = { failingAfter: 1, wholeSchedule: true };
		const impatient = { status: 'failed', reason: 'max_wait' } as const;
		expect(breaker.record('e', impatient, one, 0)).toBeUndefined();
		expect(breaker.record('e', impatient, { failingAfter: 1 }, 0)?.failingSince).not.toBeNull();
		expect(breaker.record('f', exhausted, one, 0)?.failingSince).toBe('1970-01-01T00:00:00.000Z');
	});

	it('forgets an endpoint with its first success', () => {
		const breaker = new CircuitBreaker();
		breaker.record('e', exhausted, rules, 0);
		expect(breaker.record('e', { status: 'delivered' }, rules, 0)).toBeUndefined();
		expect(breaker.record('e', exhausted, rules, 0)?.consecutiveFailures).toBe(1);
	});

	it.each(['rejected', 'cancelled', 'paused'] as const)(
		'does not blame an endpoint for a delivery that ended as %s',
		(reason) => {
			const breaker = new CircuitBreaker();
			expect(breaker.record('e', { status: 'failed', reason }, rules, 0)).toBeUndefined();
		},
	);

	it('forgets the endpoint that was tried longest ago beyond its bound', () => {
		const breaker = new CircuitBreaker(2);
		for (const key of ['a', 'b', 'a', 'c']) breaker.record(key, exhausted, rules, 0);
		expect(breaker.record('b', exhausted, rules, 0)?.consecutiveFailures).toBe(1);
		expect(breaker.record('c', exhausted, rules, 0)?.consecutiveFailures).toBe(2);
	});
});
