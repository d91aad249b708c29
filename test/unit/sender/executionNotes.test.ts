import type { EndpointHealth } from '../../../lib/send/circuitBreaker';
import type { Delivery } from '../../../lib/send/delivery';
import { noteDeliveries, warnOfFailing } from '../../../nodes/HospitalitySender/executionNotes';

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

describe('noteDeliveries', () => {
	const deliveries = [{ eventId: 'evt_1', status: 'failed' }] as Delivery[];
	/** An n8n that has nothing for notes but what is given. */
	function n8nWith(has: object) {
		const lines: unknown[] = [];
		const basis = {
			logger: { warn: (...line: unknown[]) => lines.push(line) },
			getNode: () => ({ name: 'Sender' }),
			getWorkflowDataProxy: () => ({}),
		};
		const context = Object.defineProperties(basis, Object.getOwnPropertyDescriptors(has));
		return { context: context as unknown as Parameters<typeof noteDeliveries>[0], lines };
	}
	const metadata = () => {
		const values = new Map<string, string>();
		const customData = {
			get: (key: string) => values.get(key),
			set: (key: string, value: string) => void values.set(key, value),
		};
		return { values, customData };
	};
	const WRITTEN = { deliveryEventIds: 'evt_1', deliveryStatus: 'failed' };

	it('writes the metadata of the execution', () => {
		const { values, customData } = metadata();
		noteDeliveries(n8nWith({ customData }).context, deliveries, { inEditor: false });
		expect(Object.fromEntries(values)).toEqual(WRITTEN);
	});

	it('writes it where expressions find it, in an n8n that has it only there', () => {
		const { values, customData } = metadata();
		const getWorkflowDataProxy = () => ({ $execution: { customData } });
		const { context, lines } = n8nWith({ getWorkflowDataProxy });
		noteDeliveries(context, deliveries, { inEditor: true });
		expect(Object.fromEntries(values)).toEqual(WRITTEN);
		expect(lines).toEqual([]);
	});

	it('does nothing in an n8n that takes no notes', () => {
		const { context, lines } = n8nWith({});
		expect(() => noteDeliveries(context, deliveries, { inEditor: true })).not.toThrow();
		expect(lines).toEqual([]);
	});

	it('tells the log alone of an error, and goes on with the other notes', () => {
		const hints: unknown[] = [];
		const { context, lines } = n8nWith({
			get customData() {
				throw new Error('not here');
			},
			addExecutionHints: (hint: unknown) => hints.push(hint),
		});
		noteDeliveries(context, deliveries, { inEditor: true });
		expect(hints).toHaveLength(1);
		expect(lines).toEqual([
			['Sender: this n8n does not take notes on what was sent', { cause: 'not here' }],
		]);
	});
});
