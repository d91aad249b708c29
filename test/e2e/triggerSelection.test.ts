import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { startReceiving, type Setup } from './trigger/receiving';
import { basic, LOGIN, newId, signed } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const RECEIVED = [200, { received: true }];
const IGNORED = [200, { received: true, ignored: 'event_not_selected' }];

async function start(setup: Setup) {
	const receiving = await startReceiving(n8n, setup);
	const send = async (payload: Record<string, unknown>) => {
		const body = JSON.stringify(payload);
		const answer = await post(receiving.url, {
			headers: { 'Content-Type': 'application/json', ...(await signed(setup.platform, body)) },
			body,
		});
		return [answer.status, answer.body];
	};
	return { ...receiving, send };
}

const order = (type: string) => ({ id: newId(), type, data: { id: 'order_1' } });

it('acknowledges an event that is not selected, and runs nothing for it', async () => {
	const parameters = { events: ['order.created', 'payment.processed'] };
	const { send, received, runs } = await start({ platform: 'olympusCloud', parameters });
	expect(await send(order('order.cancelled'))).toEqual(IGNORED);
	// A menu's name is a whole name, not the beginning of one.
	expect(await send(order('order.created.late'))).toEqual(IGNORED);
	expect(await send(order('payment.processed'))).toEqual(RECEIVED);
	expect((await received(1)).map(({ event }) => event)).toEqual(['payment.processed']);
	expect(await runs()).toBe(1);
});

it('starts on names that were typed in, however they are separated', async () => {
	const parameters = { events: [], otherEvents: ' spa.booked, parking.paid;\npool.closed ' };
	const { send, received, runs } = await start({ platform: 'olympusCloud', parameters });
	expect(await send(order('parking.paid'))).toEqual(RECEIVED);
	expect(await send(order('pool.closed'))).toEqual(RECEIVED);
	expect(await send(order('order.created'))).toEqual(IGNORED);
	expect((await received(2)).map(({ event }) => event).sort()).toEqual([
		'parking.paid',
		'pool.closed',
	]);
	expect(await runs()).toBe(2);
});

it('starts on all names that begin as a typed one with a star, whatever their case', async () => {
	const parameters = { events: [], otherEvents: 'order.*' };
	const { send, received, runs } = await start({ platform: 'olympusCloud', parameters });
	expect(await send(order('order.created'))).toEqual(RECEIVED);
	expect(await send(order('Order.Late'))).toEqual(RECEIVED);
	expect(await send(order('orders.created'))).toEqual(IGNORED);
	expect(await received(2)).toHaveLength(2);
	expect(await runs()).toBe(2);
});

it('starts on every event where all are selected, also on names of no catalogue', async () => {
	const { send, received } = await start({ platform: 'roostSync' });
	expect(await send({ event: 'spa_treatment.cancel', data: { id: 9 } })).toEqual(RECEIVED);
	expect(await received(1)).toMatchObject([
		{
			event: 'spa_treatment.cancel',
			resourceType: 'spa_treatment',
			action: 'cancelled',
			resourceId: '9',
			summary: 'RoostSync: spa_treatment.cancel (9)',
		},
	]);
});

it('compares resmio actions without regard to case', async () => {
	const parameters = { events: ['booking_created'] };
	const { url, received, runs } = await startReceiving(n8n, { platform: 'resmio', parameters });
	const headers = { Authorization: basic(LOGIN.username, LOGIN.password) };
	const send = async (action: string, id: number) => {
		const body = JSON.stringify({ id, facility_id: 'the-fish', action });
		const answer = await post(url, { headers, body });
		return [answer.status, answer.body];
	};
	expect(await send('BOOKING_CREATED', 1)).toEqual(RECEIVED);
	expect(await send('booking_created', 2)).toEqual(RECEIVED);
	expect(await send('BOOKING_DELETED', 3)).toEqual(IGNORED);
	expect((await received(2)).map(({ event }) => event)).toEqual([
		'booking_created',
		'booking_created',
	]);
	expect(await runs()).toBe(2);
});

it.each<[string, Record<string, unknown>]>([
	['gustaio', { data: { id: 'order_77', status: 'new' } }],
	['goTab', { targetUuid: 'ord_1', data: {} }],
])(
	'emits a delivery of %s without a name as unknown, whatever is selected',
	async (id, payload) => {
		const parameters = { events: id === 'gustaio' ? ['order.create'] : ['ORDER_PLACED'] };
		const { send, received } = await start({ platform: id, parameters });
		expect(await send(payload)).toEqual(RECEIVED);
		expect(await received(1)).toMatchObject([
			{ event: 'unknown', resourceType: 'unknown', action: 'unknown', data: payload.data, payload },
		]);
	},
);

it('gives out an event whose parts have unexpected types, with null for what it cannot read', async () => {
	const { send, received } = await start({ platform: 'olympusCloud' });
	const odd = { id: { nested: true }, type: 'order.created', created_at: 'soon', data: ['list'] };
	expect(await send(odd)).toEqual(RECEIVED);
	expect(await received(1)).toMatchObject([
		{ event: 'order.created', eventId: null, occurredAt: null, resourceId: null, payload: odd },
	]);
});
