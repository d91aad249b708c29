import type { INodeParameters } from 'n8n-workflow';

import { accountsAt } from './hospitality/accounts';
import { runHospitality } from './hospitality/runHospitality';
import { sandboxOfFile } from './hospitality/sandboxOfFile';

const { sandbox } = sandboxOfFile();

const run = async (parameters: INodeParameters) =>
	await runHospitality({ parameters, credentials: accountsAt(sandbox()) });

const requests = () =>
	sandbox().state.requests.map(({ method, path, query }) => `${method} ${path}?${query}`);

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
		sandbox().state.settings.bookings = 1000;
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

	it('Get Many takes times without a zone for those of the workflow', async () => {
		// The workflow is set to Europe/Berlin.
		const { json } = await run({
			resource: 'booking',
			operation: 'getAll',
			facilityId: 'the-fish',
			filters: { dateFrom: '2026-02-02T19:30:00', dateTo: '2026-02-02T20:00:00' },
		});
		expect(json[0].map(({ date }) => date)).toEqual([
			'2026-02-02T18:30:00Z',
			'2026-02-02T19:00:00Z',
		]);
	});

	it('Get Many takes a time with a zone as it is', async () => {
		const { json } = await run({
			resource: 'booking',
			operation: 'getAll',
			facilityId: 'the-fish',
			filters: { dateFrom: '2026-02-02T13:30:00-05:00', dateTo: '2026-02-02T19:00:00Z' },
		});
		expect(json[0].map(({ date }) => date)).toEqual([
			'2026-02-02T18:30:00Z',
			'2026-02-02T19:00:00Z',
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
		expect(error?.message).toBe('resmio needs the Facility ID');
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

	it('Get Many gives all that are listed', async () => {
		const { json } = await run({ resource: 'facility', operation: 'getAll' });
		expect(json[0].map(({ slug }) => slug)).toEqual(['the-fish', 'zum-anker']);
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

	it.each([
		['a text', '2026-02-14T00:30:00'],
		['a Date, whose UTC day is another one', '={{ new Date("2026-02-14T00:30:00+01:00") }}'],
		['a DateTime', '={{ DateTime.fromISO("2026-02-14T00:30:00+01:00") }}'],
	])('Get Availability keeps the day of %s', async (_, date) => {
		await run({
			resource: 'facility',
			operation: 'getAvailability',
			facilityId: 'the-fish',
			date,
			guests: 4,
			limit: 1,
		});
		expect(sandbox().state.requests.map(({ query }) => query)).toEqual([
			'date__gte=2026-02-14&num=4&limit=1&offset=0',
		]);
	});
});
