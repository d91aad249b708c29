import {
	admit,
	noteOutcome,
	noteProbe,
	withEndpoint,
	type EndpointHealth,
	type HealthRules,
} from '../../../lib/send/health';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const rules: HealthRules = { failingAfter: 3, pauseFailing: true, probeIntervalSeconds: 60 };
const failed = { status: 'failed', reason: 'exhausted', url: 'https://example.com' } as const;

function afterFailures(count: number): EndpointHealth | undefined {
	let health: EndpointHealth | undefined;
	for (let index = 0; index < count; index++) {
		health = noteOutcome(health, failed, rules, NOW + index * 1000);
	}
	return health;
}

describe('noteOutcome', () => {
	it('marks an endpoint as failing with the given failure in a row, and keeps the time', () => {
		expect(afterFailures(2)?.failingSince).toBeNull();
		expect(afterFailures(3)).toEqual({
			url: 'https://example.com',
			consecutiveFailures: 3,
			failingSince: '2026-01-01T00:00:02.000Z',
			lastTriedAt: '2026-01-01T00:00:02.000Z',
		});
		expect(afterFailures(5)?.failingSince).toBe('2026-01-01T00:00:02.000Z');
	});

	it('forgets everything after a success', () => {
		const outcome = { status: 'delivered', url: '' } as const;
		expect(noteOutcome(afterFailures(9), outcome, rules, NOW)).toBeUndefined();
	});

	it.each([
		['a delivery that waits', { status: 'retrying' }],
		['one that was paused', { status: 'paused', reason: 'paused' }],
		['one that was cancelled', { status: 'failed', reason: 'cancelled' }],
		['one whose payload was refused', { status: 'failed', reason: 'rejected' }],
	] as const)('changes nothing after %s', (_case, outcome) => {
		const health = afterFailures(2);
		expect(noteOutcome(health, { ...outcome, url: '' }, rules, NOW)).toBe(health);
	});
});

describe('admit', () => {
	it('sends to an endpoint that is healthy, or not failing yet', () => {
		expect(admit(undefined, rules, NOW)).toBe('send');
		expect(admit(afterFailures(2), rules, NOW)).toBe('send');
	});

	it('sends to a failing one unless pausing is switched on', () => {
		expect(admit(afterFailures(9), { ...rules, pauseFailing: false }, NOW)).toBe('send');
	});

	it('lets one probe through when the interval is over', () => {
		const health = afterFailures(3) as EndpointHealth;
		const end = NOW + 2000 + 60_000;
		expect(admit(health, rules, end - 1)).toBe('paused');
		expect(admit(health, rules, end)).toBe('probe');
		const probed = noteProbe(health, end);
		expect(admit(probed, rules, end + 1)).toBe('paused');
		expect(admit(probed, rules, end + 60_000)).toBe('probe');
	});
});

describe('withEndpoint', () => {
	const health = (lastTriedAt: string): EndpointHealth => ({
		url: 'u',
		consecutiveFailures: 1,
		failingSince: null,
		lastTriedAt,
	});

	it('adds, changes and removes one endpoint', () => {
		const record = withEndpoint({ a: health('1') }, 'b', health('2'));
		expect(Object.keys(record)).toEqual(['a', 'b']);
		expect(withEndpoint(record, 'a', undefined)).toEqual({ b: health('2') });
	});

	it('keeps a hundred, without those that were longest untried', () => {
		let record = {};
		for (let index = 0; index < 120; index++) {
			const at = new Date(NOW + index * 1000).toISOString();
			record = withEndpoint(record, `key${index}`, health(at));
		}
		expect(Object.keys(record)).toHaveLength(100);
		expect(record).not.toHaveProperty('key19');
		expect(record).toHaveProperty('key20');
	});
});
