import { olympusCloud } from '../../platforms/olympusCloud';
import { type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, SANDBOX_API_KEY, startSandbox } from '../../sandbox/start';

let sandbox: Sandbox;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => Date.parse('2026-01-18T12:00:00Z') });
	receiver = await startReceiver();
});

beforeEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
});

afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

async function call(method: string, path: string, body?: unknown, key = SANDBOX_API_KEY) {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const json = text === '' ? undefined : JSON.parse(text);
	return { status: response.status, headers: response.headers, json };
}

async function set(settings: Record<string, unknown>) {
	expect((await call('PATCH', '/_control/settings', settings)).status).toBe(200);
}

const ORDERS = '/olympusCloud/v1/commerce/orders';
const sampleId = (event: string) =>
	olympusCloud.events.find(({ name }) => name === event)?.sample.data.id;

describe('orders', () => {
	it('hold the one of the webhook samples, with the documented fields', async () => {
		const { status, json } = await call('GET', `${ORDERS}/${String(sampleId('order.created'))}`);
		expect(status).toBe(200);
		expect(json).toMatchObject({
			id: 'order_456',
			tenant_id: 'tenant_xyz',
			location_id: 'loc_789',
			status: 'open',
			subtotal: 45.99,
			tax_total: 3.91,
			total: 49.9,
			items: [
				{ id: 'li_001', order_id: 'order_456', quantity: 2, total_price: 29.98 },
				{ id: 'li_002', order_id: 'order_456', quantity: 1, total_price: 16.01 },
			],
			created_at: '2026-01-18T10:30:00Z',
		});
	});

	it('come in pages, the newest first, until there are no more', async () => {
		const first = await call('GET', ORDERS);
		expect(first.json.pagination).toEqual({ page: 1, per_page: 20, total: 300, total_pages: 15 });
		const ids: string[] = [];
		for (let page = 1; page <= 4; page++) {
			const { json } = await call('GET', `${ORDERS}?limit=100&page=${page}`);
			ids.push(...json.data.map(({ id }: { id: string }) => id));
		}
		expect(ids).toEqual(Array.from({ length: 300 }, (_, index) => `order_${499 - index}`));
	});

	it.each([
		['status=open', 60],
		['location_id=loc_790', 75],
		['customer_id=cust_6', 30],
		['from_date=2026-01-18T10:30:00Z&to_date=2026-01-18T12:30:00Z', 3],
		['status=open&from_date=2026-01-18T10:30:00Z&to_date=2026-01-18T12:30:00Z', 1],
	])('are filtered by %s', async (query, total) => {
		const { json } = await call('GET', `${ORDERS}?${query}`);
		expect(json.pagination.total).toBe(total);
	});

	it.each(['page=0', 'limit=101', 'limit=x', 'from_date=soon'])('refuse %s', async (query) => {
		const { status, json } = await call('GET', `${ORDERS}?${query}`);
		const field = query.split('=')[0];
		expect([status, json.code, json.details[0].field]).toEqual([422, 'VALIDATION_ERROR', field]);
	});

	it('are the same under the version path of the SDKs', async () => {
		const { json } = await call('GET', '/olympusCloud/api/v1/commerce/orders/order_456');
		expect(json.id).toBe('order_456');
	});

	it.each([
		['flat', { error: 'NOT_FOUND', code: 'NOT_FOUND', message: 'Order not found' }],
		['nested', { error: { code: 'NOT_FOUND', message: 'Order not found' } }],
	])('answer 404 to an unknown id in the %s form', async (errorShape, body) => {
		await set({ errorShape });
		expect(await call('GET', `${ORDERS}/order_0`)).toMatchObject({ status: 404, json: body });
	});

	it('count against the limit, and need the key', async () => {
		expect((await call('GET', ORDERS, undefined, 'other')).status).toBe(401);
		await set({ requestsPerMinute: 2 });
		const second = await call('GET', `${ORDERS}/order_456`);
		expect(second.headers.get('x-rate-limit-remaining')).toBe('0');
		const third = await call('GET', ORDERS);
		expect([third.status, third.headers.get('retry-after')]).toEqual([429, '60']);
	});
});

describe('other records', () => {
	const SDK = '/olympusCloud/api/v1';
	const payment = () => `${SDK}/payments/${String(sampleId('payment.processed'))}`;
	const item = `restaurants/loc_789/menu/items/${String(sampleId('menu.item_updated'))}`;

	it('are the payment of the samples, by its id or in the list', async () => {
		const one = await call('GET', payment());
		expect(one.json).toMatchObject({ id: 'pay_789', order_id: 'order_456', total: 59.9 });
		const { json } = await call('GET', `${SDK}/payments?limit=20`);
		expect(json.data).toContainEqual(one.json);
		expect(json.pagination.total).toBe(100);
	});

	it('are the menu item of the samples, in public or with the key', async () => {
		const open = await call('GET', `/olympusCloud/v1/${item}`, undefined, '');
		expect(open.json).toMatchObject({ id: 'item_burger', price: 14.99 });
		const central = await call('GET', `${SDK}/central-menu/items/item_burger`);
		expect(central.json).toEqual(open.json);
		expect((await call('GET', `${SDK}/central-menu/items/item_burger`, undefined, '')).status).toBe(
			401,
		);
	});

	it('are the locations, where paths that are guessed are on', async () => {
		const path = '/olympusCloud/v1/platform/locations';
		expect((await call('GET', path)).json.data).toMatchObject([
			{ id: 'loc_789', name: 'Main Street' },
			{ id: 'loc_790', name: 'Harbour' },
		]);
		await set({ inferredPaths: false });
		expect((await call('GET', path)).status).toBe(404);
		expect((await call('GET', payment())).status).toBe(404);
		expect((await call('GET', `${SDK}/payments`)).status).toBe(200);
	});
});

describe('webhook calls of the SDKs', () => {
	const ENDPOINTS = '/olympusCloud/api/v1/webhooks/endpoints';
	const wanted = () => ({ url: receiver.url, events: ['order.created'] });

	it('list the event types', async () => {
		const { json } = await call('GET', '/olympusCloud/api/v1/webhooks/event-types');
		expect(json.event_types.map(({ name }: { name: string }) => name)).toContain('order.created');
	});

	it('make a secret that was left out, and keep one that was given to themselves', async () => {
		const made = await call('POST', ENDPOINTS, wanted());
		expect([made.status, made.json.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
		const given = await call('POST', ENDPOINTS, { ...wanted(), secret: 'ours' });
		expect([given.status, given.json.secret]).toEqual([201, undefined]);
	});

	it('show lists by the page', async () => {
		const ids: string[] = [];
		for (let count = 0; count < 3; count++) {
			ids.push((await call('POST', ENDPOINTS, wanted())).json.id);
		}
		const second = await call('GET', `${ENDPOINTS}?page=2&limit=2`);
		expect(second.json.endpoints.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
	});

	it('show one delivery, page through them and retry', async () => {
		const { id } = (await call('POST', ENDPOINTS, wanted())).json;
		receiver.answer = { status: 500, body: 'no' };
		const sent = [];
		for (let count = 0; count < 3; count++) {
			sent.push((await call('POST', `${ENDPOINTS}/${id}/test`, {})).json);
		}
		receiver.answer = { status: 200, body: 'ok' };
		const path = `${ENDPOINTS}/${id}/deliveries`;
		expect((await call('GET', `${path}/${sent[0].id}`)).json).toEqual(sent[0]);
		expect((await call('GET', `${path}/del_none`)).status).toBe(404);
		const page = await call('GET', `${path}?status=failed&page=2&limit=2`);
		expect(page.json).toEqual({ deliveries: [sent[0]] });
		expect((await call('POST', `${path}/${sent[0].id}/retry`)).json.status).toBe('success');
	});

	it('replay an event under its id to those who want it', async () => {
		const tenant = '/olympusCloud/api/v1/platform/tenants/me/webhooks';
		await call('POST', tenant, wanted());
		const { json } = await call('POST', `${tenant}/test`, { event_type: 'order.created' });
		const eventId = json.data[0].event_id;
		const replayed = await call('POST', `${tenant}/replay`, { event_id: eventId });
		expect(replayed.json.data).toMatchObject([{ event_id: eventId, status: 'success' }]);
		expect(receiver.received[1].body).toEqual(receiver.received[0].body);
		expect((await call('POST', `${tenant}/replay`, { event_id: 'evt_none' })).status).toBe(404);
		expect((await call('POST', `${tenant}/replay`, {})).status).toBe(422);
	});
});
