import { type Chaos, startChaos } from '../support/chaos/start';
import { outputOf, startFreshN8n } from './harness/n8n';
import {
	type ItemJson,
	metadataSaying,
	SENDER,
	settledExecution,
	startSending,
} from './sender/sending';
import { SIGNING_TEXT } from '../support/senders';

jest.setTimeout(300_000);

let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
let chaos: Chaos;
beforeAll(async () => {
	[n8n, chaos] = await Promise.all([startFreshN8n(), startChaos()]);
});
afterAll(async () => {
	await n8n.stop();
	await chaos.close();
});

describe('a durable retry', () => {
	it('survives that n8n is killed, and delivers each event exactly once', async () => {
		const sending = await startSending(n8n, {
			parameters: {
				operation: 'send',
				platform: 'olympusCloud',
				event: 'order.created',
				data: '={{ $json }}',
				url: `=${chaos.url}{{ $json.path }}`,
				retryMode: 'durable',
				retrySchedule: 'custom',
				retryDelays: '1, 1',
			},
			credentials: { hospitalityWebhookSecretApi: { secret: SIGNING_TEXT } },
			loop: true,
		});
		await sending.call([
			{ path: '/statuses/503,200' },
			{ path: '/ok' },
			{ path: '/statuses/500,400' },
		]);
		const [waiting] = await sending.ended(1);
		expect(waiting.status).toBe('waiting');
		const [later] = outputOf(waiting, SENDER, 2) as ItemJson[];
		expect(chaos.ledger.of(later.delivery.eventId)).toHaveLength(1);
		await n8n.kill();
		await n8n.restart();

		const execution = await settledExecution(n8n, waiting.id);
		const [delivered] = outputOf(execution, SENDER, 0) as ItemJson[];
		const [failed] = outputOf(execution, SENDER, 1) as ItemJson[];
		expect(delivered.delivery).toMatchObject({
			id: later.delivery.id,
			eventId: later.delivery.eventId,
			status: 'delivered',
			attempts: [
				{ number: 1, statusCode: 503 },
				{ number: 2, statusCode: 200 },
			],
		});
		expect(failed.delivery).toMatchObject({
			status: 'failed',
			reason: 'rejected',
			attempts: [{ statusCode: 500 }, { statusCode: 400 }],
		});
		expect(chaos.ledger.eventIds()).toHaveLength(3);
		const accepted = chaos.ledger.eventIds().map((id) => chaos.ledger.accepted(id));
		expect(accepted.sort()).toEqual([0, 1, 1]);
		const [first, second] = chaos.ledger.of(later.delivery.eventId);
		expect(second.body.equals(first.body)).toBe(true);
		expect(second.headers['x-olympus-signature']).not.toBe(first.headers['x-olympus-signature']);
		await metadataSaying(n8n, execution.id, 'delivered, failed');
	});
});
