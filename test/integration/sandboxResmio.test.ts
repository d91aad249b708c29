import { resmio } from '../../platforms/resmio';
import { type Sandbox, SANDBOX_API_KEY, startSandbox } from '../../sandbox/start';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => Date.parse('2026-02-10T09:00:00Z') });
});

beforeEach(() => {
	sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
});

const KEY: Record<string, string> = { 'Api-Key': SANDBOX_API_KEY };

async function ask(path: string, headers = KEY, method = 'GET') {
	const response = await fetch(sandbox.apiUrl('resmio') + path, { method, headers });
	const text = await response.text();
	return { status: response.status, text, json: text === '' ? undefined : JSON.parse(text) };
}

async function set(settings: Record<string, unknown>) {
	const response = await fetch(`${sandbox.url}/_control/settings`, {
		method: 'PATCH',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(settings),
	});
	expect(response.status).toBe(200);
}

async function addFault(fault: Record<string, unknown>) {
	await fetch(`${sandbox.url}/_control/faults`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(fault),
	});
}

const BOOKINGS = '/facility/the-fish/bookings';

describe('bookings', () => {
	it('come in pages that say where the next one is', async () => {
		const { json } = await ask(`${BOOKINGS}?limit=2&offset=1&date__gte=2026-02-02`);
		expect(json.meta).toEqual({
			limit: 2,
			offset: 1,
			total_count: 1192,
			next: '/resmio/v1/facility/the-fish/bookings?limit=2&offset=3&date__gte=2026-02-02',
			previous: '/resmio/v1/facility/the-fish/bookings?limit=2&offset=0&date__gte=2026-02-02',
		});
		expect(json.objects.map(({ date }: { date: string }) => date)).toEqual([
			'2026-02-02T17:30:00Z',
			'2026-02-02T18:00:00Z',
		]);
	});

	it('add up to all of them, in order and each once', async () => {
		const ids: number[] = [];
		for (let offset = 0; offset < 1200; offset += 100) {
			const { json } = await ask(`${BOOKINGS}?limit=100&offset=${offset}`);
			ids.push(...json.objects.map(({ id }: { id: number }) => id));
		}
		expect(ids).toEqual(Array.from({ length: 1200 }, (_, index) => 51918001 + index));
	});

	it('give 20 unasked and at most 1,000, however many are asked for', async () => {
		const sizes = await Promise.all(
			['', '?limit=0', '?limit=5000'].map(
				async (query) => (await ask(BOOKINGS + query)).json.objects.length,
			),
		);
		expect(sizes).toEqual([20, 1000, 1000]);
	});

	it('between two dates are those of that evening', async () => {
		const query = '?date__gte=2026-02-14&date__lte=2026-02-14T23:59:59Z';
		const { json } = await ask(BOOKINGS + query);
		expect([json.meta.total_count, json.meta.next]).toEqual([8, null]);
		expect(json.objects[0].date).toBe('2026-02-14T17:00:00Z');
	});

	it('with one status are the others left out', async () => {
		const { json } = await ask(`${BOOKINGS}?status=cancelled&limit=1`);
		expect([json.meta.total_count, json.objects[0].status]).toEqual([300, 'cancelled']);
	});

	it('hold the one that the webhook sample points at, with the fields clients know', async () => {
		const { resourceId } = resmio.events[0].sample;
		const { status, json } = await ask(`${BOOKINGS}/${resourceId}`);
		expect(status).toBe(200);
		expect(json).toEqual({
			id: 51918313,
			ref_num: 'RUWSFD',
			status: 'confirmed',
			num: 6,
			date: '2026-03-12T17:00:00Z',
			name: 'Mia Lindqvist',
			email: 'guest312@example.com',
			phone: '+49 30 55500312',
			comment: 'Window table, please',
			price_change: null,
			checksum: expect.stringMatching(/^[0-9a-f]{8}$/),
			source: 'widget',
			newsletter_subscribe: true,
			facility: '/v1/facility/the-fish',
			facility_resources: ['/v1/facility/the-fish/resource/1'],
			resource_uri: '/v1/facility/the-fish/bookings/51918313',
		});
		const listed = await ask(`${BOOKINGS}?limit=1&offset=312`);
		expect(listed.json.objects).toEqual([json]);
	});

	it('answer 404 to an id alone where only documented paths are on, and still list it', async () => {
		await set({ inferredPaths: false });
		expect(await ask(`${BOOKINGS}/51918313`)).toMatchObject({ status: 404, text: '' });
		expect((await ask(`${BOOKINGS}?limit=1000`)).json.objects[312].id).toBe(51918313);
	});

	it('are gone after DELETE, from the list too', async () => {
		expect((await ask(`${BOOKINGS}/51918313`, KEY, 'DELETE')).status).toBe(204);
		expect((await ask(`${BOOKINGS}/51918313`)).status).toBe(404);
		const { json } = await ask(`${BOOKINGS}?limit=1&offset=312`);
		expect([json.meta.total_count, json.objects[0].id]).toEqual([1199, 51918314]);
	});

	it('are as many as set', async () => {
		await set({ bookings: 3 });
		expect((await ask(BOOKINGS)).json.meta.total_count).toBe(3);
		expect((await ask(`${BOOKINGS}/51918313`)).status).toBe(404);
	});
});

describe('facilities', () => {
	it('are public: listed, shown and with free times', async () => {
		const { json } = await ask('/facility', {});
		expect(json.objects.map(({ id }: { id: string }) => id)).toEqual(['the-fish', 'zum-anker']);
		expect((await ask('/facility/the-fish', {})).json).toMatchObject({ city: 'Berlin' });

		const path = '/facility/the-fish/availability?date__gte=2026-02-14&num=4&limit=1';
		expect((await ask(path, {})).json).toMatchObject({
			meta: { total_count: 56 },
			objects: [
				{
					available: true,
					id: 1771088400,
					date: '2026-02-14T17:00:00Z',
					resource_uri: '/v1/facility/the-fish/availability/1771088400',
				},
			],
		});
	});

	it('have no table for nine', async () => {
		const { json } = await ask('/facility/the-fish/availability?num=9', {});
		expect(json.objects.every(({ available }: { available: boolean }) => !available)).toBe(true);
	});

	it.each(['/facility/nowhere', '/facility/nowhere/bookings', `${BOOKINGS}/1`, '/nothing'])(
		'answer 404 without a body to %s',
		async (path) => {
			expect(await ask(path)).toMatchObject({ status: 404, text: '' });
		},
	);
});

it('has the online order of the webhook sample, at a path that is switched off with others', async () => {
	const order = resmio.events.find(({ name }) => name === 'productorder_created');
	const path = `/facility/the-fish/productorders/${order?.sample.resourceId}`;
	expect((await ask(path)).json).toMatchObject({ id: 7204518, total: '36.80' });
	await set({ inferredPaths: false });
	expect((await ask(path)).status).toBe(404);
});

describe('refusals', () => {
	it.each([
		[BOOKINGS, {}],
		[`${BOOKINGS}/51918313`, {}],
		[BOOKINGS, { 'Api-Key': 'other' }],
		[BOOKINGS, { Authorization: `Bearer ${SANDBOX_API_KEY}` }],
		['/facility', { 'Api-Key': 'other' }],
	])('answer 401 without a body to %s with %j', async (path, headers) => {
		expect(await ask(path, headers as Record<string, string>)).toMatchObject({
			status: 401,
			text: '',
		});
	});

	it.each([
		['limit=-1', '"limit" must be a whole number from 0 on'],
		['offset=x', '"offset" must be a whole number from 0 on'],
		['date__gte=tomorrow', '"date__gte" must be a date such as 2026-02-14'],
	])('answer 400 to %s', async (query, error) => {
		const { status, json } = await ask(`${BOOKINGS}?${query}`);
		expect([status, json]).toEqual([400, { error }]);
	});

	it('have the form of the platform when they are scripted', async () => {
		const fault = { path: '/resmio/*', message: 'Database is away' };
		await addFault({ ...fault, status: 500 });
		await addFault({ ...fault, status: 429, headers: { 'Retry-After': '3' } });
		expect(await ask(BOOKINGS)).toMatchObject({
			status: 500,
			json: { error_message: 'Database is away' },
		});
		expect(await ask(BOOKINGS)).toMatchObject({ status: 429, text: '' });
	});
});
