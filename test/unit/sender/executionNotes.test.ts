import type { EndpointHealth } from '../../../lib/send/circuitBreaker';
import type { Delivery } from '../../../lib/send/delivery';
import { warnOfFailing } from '../../../nodes/HospitalitySender/executionNotes';

describe('warnOfFailing', () => {
	const health = (consecutiveFailures: number, failingSince: string | null): EndpointHealth => ({
		consecutiveFailures,
		failingSince,
		lastTriedAtMs: 0,
	});
	const delivery = { url: 'https://example.com/hook?key=***' } as Delivery;

	it('tells the log of an endpoint once, when it begins to fail', () => {
		const lines: string[] = [];
		const context = {
			logger: { warn: (line: string) => lines.push(line) },
			getNode: () => ({ name: 'Sender' }),
		} as unknown as Parameters<typeof warnOfFailing>[0];
		const rules = { failingAfter: 2, pauseFailing: false, probeIntervalSeconds: 60 };
		const states = [undefined, health(1, null), health(2, 'now'), health(3, 'now')];
		const outcomes = states.map((one) => ({ delivery, health: one }));
		warnOfFailing(context, outcomes, rules);
		expect(lines).toEqual([
			'Sender: the endpoint https://example.com/hook?key=*** is failing: 2 deliveries in a row were given up. Their items are on the output Failed.',
		]);
	});
});
