import { type Chaos, startChaos } from '../support/chaos/start';
import { connectToSharedN8n, outputOf, type SharedN8n } from './harness/n8n';
import { type ItemJson, SENDER, startSending } from './sender/sending';
import { SIGNING_TEXT } from '../support/senders';

jest.setTimeout(300_000);

const EVENTS = 1000;

let n8n: SharedN8n;
let chaos: Chaos;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

describe('a thousand events to an endpoint that fails a third of the time', () => {
	it('all end in Delivered or Failed, once, with complete logs', async () => {
		const sending = await startSending(n8n, {
			parameters: {
				operation: 'send',
				platform: 'olympusCloud',
				event: 'order.created',
				data: '={{ $json }}',
				url: `${chaos.url}/third`,
				retrySchedule: 'custom',
				retryDelays: '0.05, 0.05',
			},
			credentials: { hospitalityWebhookSecretApi: { secret: SIGNING_TEXT } },
		});
		await sending.call(Array.from({ length: EVENTS }, (_, index) => ({ id: `ord_${index}` })));
		const [execution] = await sending.ended(1, 120_000);
		expect(execution.status).toBe('success');
		const [delivered, failed] = [0, 1].map(
			(output) => outputOf(execution, SENDER, output) as ItemJson[],
		);
		expect(delivered.length + failed.length).toBe(EVENTS);
		// Each attempt fails a third of the time, so about one in 27 fails three times.
		expect(failed.length).toBeGreaterThan(10);
		expect(failed.length).toBeLessThan(80);

		for (const { id, delivery } of [...delivered, ...failed]) {
			const arrivals = chaos.ledger.of(delivery.eventId);
			expect(JSON.parse(arrivals[0].body.toString())).toMatchObject({ data: { id } });
			expect(delivery.attempts.map(({ statusCode }) => statusCode)).toEqual(
				arrivals.map(({ status }) => status),
			);
			expect(delivery.attempts.map(({ number }) => number)).toEqual(
				arrivals.map((_, index) => index + 1),
			);
			for (const { at, durationMs, response } of delivery.attempts) {
				expect([Date.parse(at) > 0, durationMs >= 0, response.length > 0]).toEqual([
					true,
					true,
					true,
				]);
			}
		}
		for (const { delivery } of delivered) {
			expect(chaos.ledger.accepted(delivery.eventId)).toBe(1);
			expect(delivery.status).toBe('delivered');
		}
		for (const { delivery } of failed) {
			expect(chaos.ledger.accepted(delivery.eventId)).toBe(0);
			expect([delivery.status, delivery.reason, delivery.attempts.length]).toEqual([
				'failed',
				'exhausted',
				3,
			]);
		}
		expect(n8n.log()).toContain(`${SENDER}: ${EVENTS} of ${EVENTS} events handled`);
	});
});
