import type { INodeParameters } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox/start';
import { accountsAt } from './hospitality/accounts';
import { runHospitality } from './hospitality/runHospitality';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const run = async (parameters: INodeParameters) =>
	await runHospitality({ parameters, credentials: accountsAt(sandbox) });

const requests = () =>
	sandbox.state.requests.map(({ method, path, query }) => `${method} ${path}?${query}`);

const bookings = '/resmio/v1/facility/the-fish/bookings';

describe('Booking', () => {
	it('Get gives the essential fields of one', async () => {
		const { json } = await run({
			resource: 'booking',
			operation: 'get',
			facilityId: 'the-fish',
			bookingId: '51918313',
		});
		expect(Object.keys(json[0][0])).toEqual([
			'id',
			'ref_num',
			'status',
			'date',
			'num',
			'name',
			'email',
			'phone',
			'comment',
			'facility',
		]);
		expect(json[0][0].id).toBe(51918313);
	});

	it('Get gives all fields of one when it is not simplified', async () => {
		const { json } = await run({
			resource: 'booking',
			operation: 'get',
			facilityId: 'the-fish',
			bookingId: '51918313',
			simplify: false,
		});
		expect(json[0][0]).toMatchObject({
			resource_uri: '/v1/facility/the-fish/bookings/51918313',
			newsletter_subscribe: true,
		});
	});

	it('Get Many stops at the limit, and asks for no more than that', async () => {
		const { json } = await run({
			resource: 'booking',
			operation: 'getAll',
			facilityId: 'the-fish',
			limit: 130,
		});
		expect(json[0]).toHaveLength(130);
		expect(requests()).toEqual([
			`GET ${bookings}?limit=100&offset=0`,
			`GET ${bookings}?limit=30&offset=100`,
		]);
	});

	it('Get Many gives 1,000 in order, a hundred at a time', async () => {
		sandbox.state.settings.bookings = 1000;
		const { json, outputs } = await run({
			resource: 'booking',
			operation: 'getAll',
			facilityId: 'the-fish',
			returnAll: true,
		});
		const first = 51_918_001;
		expect(json[0].map(({ id }) => id)).toEqual(
			Array.from({ length: 1000 }, (_, index) => first + index),
		);
		expect(outputs[0].every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect(requests()).toEqual(
			Array.from({ length: 10 }, (_, page) => `GET ${bookings}?limit=100&offset=${page * 100}`),
		);
	});

	it('Get Many hands the dates to the platform', async () => {
		const { json } = await run({
			resource: 'booking',
			operation: 'getAll',
			facilityId: { __rl: true, mode: 'id', value: 'the-fish' },
			filters: { dateFrom: '2026-02-02T00:00:00Z', dateTo: '2026-02-02T23:59:59Z' },
		});
		expect(json[0].map(({ date }) => date)).toEqual([
			'2026-02-02T17:00:00Z',
			'2026-02-02T17:30:00Z',
			'2026-02-02T18:00:00Z',
			'2026-02-02T18:30:00Z',
			'2026-02-02T19:00:00Z',
			'2026-02-02T19:30:00Z',
			'2026-02-02T20:00:00Z',
			'2026-02-02T20:30:00Z',
		]);
	});

	it('Get Many quotes what the platform says about a wrong date', async () => {
		const { error } = await run({
			resource: 'booking',
			operation: 'getAll',
			facilityId: 'the-fish',
			filters: { dateFrom: 'tomorrow' },
		});
		expect(error).toMatchObject({
			message:
				'resmio does not accept the request for bookings: "date__gte" must be a date such as 2026-02-14',
			httpCode: '400',
		});
	});

	it('Get Many needs a facility', async () => {
		const { error } = await run({ resource: 'booking', operation: 'getAll', facilityId: ' ' });
		expect(error?.message).toBe('resmio needs the facility');
	});
});

describe('Facility', () => {
	it('Get gives one', async () => {
		const { json } = await run({
			resource: 'facility',
			operation: 'get',
			facilityId: { __rl: true, mode: 'list', value: 'zum-anker' },
		});
		expect(json[0][0]).toEqual({
			id: 'zum-anker',
			name: 'Zum Anker',
			slug: 'zum-anker',
			city: 'Hamburg',
			phone: '+49 40 5550100',
			timezone: 'Europe/Berlin',
			booking_enabled: false,
		});
	});

	it('Get Availability gives the free times from a day on for a party', async () => {
		const { json } = await run({
			resource: 'facility',
			operation: 'getAvailability',
			facilityId: 'the-fish',
			date: '2026-02-14T00:00:00.000+01:00',
			guests: 4,
			returnAll: true,
		});
		expect(json[0]).toHaveLength(56);
		expect(json[0][0]).toMatchObject({ available: true, date: '2026-02-14T17:00:00Z' });
		expect(requests()).toEqual([
			'GET /resmio/v1/facility/the-fish/availability?date__gte=2026-02-14&num=4&limit=100&offset=0',
		]);
	});
});

describe('Order', () => {
	it('Get gives one', async () => {
		const { json } = await run({ resource: 'order', operation: 'get', orderId: 'order_456' });
		expect(json[0][0]).toEqual({
			id: 'order_456',
			number: '1042',
			status: 'open',
			source: 'pos',
			location_id: 'loc_789',
			currency: 'USD',
			total: 32.53,
			created_at: '2026-01-18T10:30:00.000Z',
			updated_at: '2026-01-18T10:30:00.000Z',
		});
	});

	it('Get takes the order of another platform too', async () => {
		const { json } = await run({
			resource: 'order',
			operation: 'get',
			platform: 'goTab',
			orderId: 'ord_xxxxxxxxx',
		});
		expect(json[0][0]).toMatchObject({ orderUuid: 'ord_xxxxxxxxx' });
	});

	it('Get Many goes past one page', async () => {
		const { json } = await run({ resource: 'order', operation: 'getAll', returnAll: true });
		expect(json[0].map(({ id }) => id)).toEqual(
			Array.from({ length: 300 }, (_, index) => `order_${499 - index}`),
		);
		expect(requests()).toEqual([
			'GET /olympusCloud/v1/commerce/orders?limit=100&page=1',
			'GET /olympusCloud/v1/commerce/orders?limit=100&page=2',
			'GET /olympusCloud/v1/commerce/orders?limit=100&page=3',
		]);
	});

	it('Get Many keeps pages of one size, so that none is skipped', async () => {
		const { json } = await run({ resource: 'order', operation: 'getAll', limit: 150 });
		expect(json[0].map(({ id }) => id)).toEqual(
			Array.from({ length: 150 }, (_, index) => `order_${499 - index}`),
		);
	});

	it('Get Many hands the filters to the platform', async () => {
		const { json } = await run({
			resource: 'order',
			operation: 'getAll',
			filters: { status: 'ready', locationId: 'loc_789' },
			limit: 3,
		});
		expect(json[0].map(({ status, location_id: location }) => [status, location])).toEqual([
			['ready', 'loc_789'],
			['ready', 'loc_789'],
			['ready', 'loc_789'],
		]);
	});

	it('says where an order is not found', async () => {
		const { error } = await run({ resource: 'order', operation: 'get', orderId: 'order_none' });
		expect(error).toMatchObject({
			message: 'Olympus Cloud has no order order_none',
			description:
				'Check the ID and the account that it belongs to. The record may also have been deleted in the meantime.',
			httpCode: '404',
			context: { itemIndex: 0 },
		});
	});

	it.each(['..', '.', ' '])('does not let the ID "%s" lead to another path', async (orderId) => {
		const { error } = await run({ resource: 'order', operation: 'get', orderId });
		expect(error?.message).toBe('Olympus Cloud needs the ID');
		expect(requests()).toEqual([]);
	});

	it('keeps an ID with slashes within its place in the path', async () => {
		await run({ resource: 'order', operation: 'get', orderId: '../../x?y=1' });
		expect(requests()).toEqual(['GET /olympusCloud/v1/commerce/orders/..%2F..%2Fx%3Fy%3D1?']);
	});
});

describe('Location', () => {
	it('Get Many gives those of a GoTab account', async () => {
		const { json } = await run({ resource: 'location', operation: 'getAll', platform: 'goTab' });
		expect(json[0]).toEqual([
			{ name: 'Taproom', locationUuid: 'loc_xxxxxxxxx' },
			{ name: 'Beer Garden', locationUuid: 'loc_b~eer-g_1' },
		]);
	});

	it('Get Many gives those of an Olympus Cloud account, at a path that can be set', async () => {
		const location = { resource: 'location', operation: 'getAll', platform: 'olympusCloud' };
		const { json } = await run(location);
		expect(json[0].map(({ id }) => id)).toEqual(['loc_789', 'loc_790']);

		sandbox.reset();
		const { error } = await run({ ...location, options: { locationsPath: '/venues' } });
		expect(error?.message).toMatch(
			/^Olympus Cloud has no locations: GET \/olympusCloud\/v1\/venues/,
		);
	});
});
