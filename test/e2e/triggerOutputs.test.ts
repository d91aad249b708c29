import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { NOT_SELECTED, RECEIVED, startFlow } from './trigger/flow';
import { newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const PER_EVENT = { outputMode: 'perEvent' };
const event = (type: string) => ({ id: newId(), type, data: { id: 'r1' } });
const names = (outputs: Array<Array<Record<string, unknown>>>) =>
	outputs.map((items) => items.map((item) => item.event));

describe('one output per event', () => {
	it('sends each event to its own, in the order of choosing', async () => {
		const parameters = { options: PER_EVENT, events: ['payment.processed', 'order.created'] };
		const { send, outputs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		expect(await send(event('order.created'))).toEqual(RECEIVED);
		expect(await send(event('payment.processed'))).toEqual(RECEIVED);
		expect(await send(event('order.ready'))).toEqual(NOT_SELECTED);
		const [order, payment] = await outputs(2);
		expect(names(order)).toEqual([[], ['order.created']]);
		expect(names(payment)).toEqual([['payment.processed'], []]);
	});

	it('sends typed-in names to Other Events behind them', async () => {
		const parameters = {
			options: PER_EVENT,
			events: ['order.created'],
			otherEvents: 'spa.booked',
		};
		const { send, outputs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		await send(event('spa.booked'));
		expect(names((await outputs(1))[0])).toEqual([[], ['spa.booked']]);
	});

	it('sends what has no output of its own to Other Events where All Events was chosen', async () => {
		const parameters = { options: PER_EVENT, events: ['order.created', '*'] };
		const { send, outputs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		await send(event('order.created'));
		await send(event('inventory.low_stock'));
		const [order, stock] = await outputs(2);
		expect(names(order)).toEqual([['order.created'], []]);
		expect(names(stock)).toEqual([[], ['inventory.low_stock']]);
	});
});

describe('Tell Me About Refused Deliveries', () => {
	it('puts out why, without secret, signature or body, and once a minute for each reason', async () => {
		const parameters = { options: { emitRefused: true } };
		const { send, outputs, runs } = await startFlow(n8n, { platform: 'roostSync', parameters });
		const payload = { event: 'booking.created', data: { guest: 'Ada Lovelace' } };
		const forged = { secret: 'somebody-elses-secret' };
		expect(await send(payload, forged)).toEqual([503, { error: 'signature_mismatch' }]);
		expect(await send(payload)).toEqual(RECEIVED);
		expect(await send(payload, forged)).toEqual([401, { error: 'signature_mismatch' }]);

		const [refused, accepted] = await outputs(2);
		expect(names(accepted)).toEqual([['booking.created'], []]);
		expect(refused[0]).toEqual([]);
		expect(refused[1]).toMatchObject([
			{
				refused: true,
				platform: 'roostSync',
				reason: 'signature_mismatch',
				status: 503,
				explanation: expect.stringContaining('the platform was asked to try again'),
				bodyBytes: 59,
				headers: { 'content-type': 'application/json' },
				notEmitted: 0,
			},
		]);
		const text = JSON.stringify(refused);
		for (const secret of ['somebody-elses-secret', 'Ada', 'sha256=', 'kitchen-secret']) {
			expect(text).not.toContain(secret);
		}
		expect(await runs()).toBe(2);
	});

	it('has the second output beside one output per event, which no event comes out of', async () => {
		const events = ['booking.created', 'booking.cancelled'];
		const parameters = { events, options: { ...PER_EVENT, emitRefused: true } };
		const { send, outputs } = await startFlow(n8n, { platform: 'roostSync', parameters });
		await send({ event: 'booking.cancelled', data: {} }, { secret: 'wrong' });
		await send({ event: 'booking.cancelled', data: {} });
		const [refused, cancelled] = await outputs(2);
		expect(refused.map((items) => items.map((item) => item.reason))).toEqual([
			[],
			['signature_mismatch'],
			[],
		]);
		expect(names(cancelled)).toEqual([[], [], ['booking.cancelled']]);
	});

	it('starts nothing where it is off', async () => {
		const { send, runs } = await startFlow(n8n, { platform: 'roostSync' });
		await send({ event: 'booking.created', data: {} }, { secret: 'wrong' });
		expect(await send({ event: 'booking.created', data: {} })).toEqual(RECEIVED);
		expect(await runs()).toBe(1);
	});

	it('names the usual cause when one fits', async () => {
		const parameters = { options: { emitRefused: true } };
		const { send, outputs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const answer = await send(event('order.created'), { at: hourAgo });
		expect(answer).toEqual([401, { error: 'timestamp_too_old' }]);
		const [[, [item]]] = await outputs(1);
		expect(item).toMatchObject({ reason: 'timestamp_too_old' });
		expect(item.cause).not.toBeNull();
		expect(item.explanation).toMatch(/\b36\d\d seconds\b|hour/);
	});
});

describe('Payload Check', () => {
	const broken = () => ({
		id: newId(),
		type: 'order.created',
		data: { id: 'o1', total: { a: 1 } },
	});

	it('flags what differs from the documentation by default, and runs', async () => {
		const { send, received } = await startFlow(n8n, { platform: 'olympusCloud' });
		expect(await send(broken())).toEqual(RECEIVED);
		expect(await send(event('order.created'))).toEqual(RECEIVED);
		const [flagged, clean] = await received(2);
		expect(flagged.schemaIssues).toMatchObject([{ path: 'data.total' }]);
		expect(clean.schemaIssues).toEqual([]);
	});

	it('refuses it with the first issues where chosen', async () => {
		const parameters = { options: { payloadCheck: 'reject' } };
		const { send, runs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		expect(await send(broken())).toMatchObject([
			400,
			{ error: 'payload_invalid', issues: [{ path: 'data.total' }] },
		]);
		expect(await runs()).toBe(0);
	});

	it('adds nothing where it is off', async () => {
		const parameters = { options: { payloadCheck: 'off' } };
		const { send, received } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		await send(broken());
		expect((await received(1))[0]).not.toHaveProperty('schemaIssues');
	});
});

describe('access limits', () => {
	it('refuses callers that are not on the list, before anything else', async () => {
		const parameters = { options: { ipAllowList: '203.0.113.0/24, 2001:db8::1' } };
		const { send, runs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		expect(await send(event('order.created'))).toEqual([403, { error: 'ip_not_allowed' }]);
		expect(await runs()).toBe(0);
	});

	it('lets callers on the list in', async () => {
		const parameters = { options: { ipAllowList: '127.0.0.0/8, ::1' } };
		const { send } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		expect(await send(event('order.created'))).toEqual(RECEIVED);
	});

	it('refuses bodies over the size that was set', async () => {
		const parameters = { options: { maxBodyKilobytes: 1 } };
		const { send } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		const large = { ...event('order.created'), note: 'x'.repeat(1024) };
		expect(await send(large)).toEqual([413, { error: 'body_too_large' }]);
		expect(await send(event('order.created'))).toEqual(RECEIVED);
	});
});

describe('a signing secret being replaced', () => {
	it('accepts both, and says when it was the previous one, in the item and in the log', async () => {
		const credentials = {
			hospitalityWebhookSecretApi: { secret: 'new-secret', previousSecret: 'old-secret' },
		};
		const { send, received } = await startFlow(n8n, { platform: 'olympusCloud', credentials });
		await send(event('order.created'), { secret: 'old-secret' });
		await send(event('order.created'), { secret: 'new-secret' });
		const matched = (await received(2)).map(({ verification }) => verification);
		expect(matched).toMatchObject([{ matchedSecret: 'previous' }, { matchedSecret: 'current' }]);
		expect(n8n.log()).toContain('A delivery was signed with the previous secret');
		expect(n8n.log()).not.toContain('old-secret');
	});
});
