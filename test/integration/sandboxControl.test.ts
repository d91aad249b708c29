import { platforms } from '../../platforms';
import { type Sandbox, SANDBOX_API_KEY, startSandbox } from '../../sandbox/start';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => {
	sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
});

async function call(method: string, path: string, body?: unknown, headers = {}) {
	return await fetch(sandbox.url + path, {
		method,
		headers: {
			Authorization: `Bearer ${SANDBOX_API_KEY}`,
			'Content-Type': 'application/json',
			...headers,
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
}

async function json(method: string, path: string, body?: unknown) {
	return (await (await call(method, path, body)).json()) as Record<string, unknown>;
}

const WEBHOOKS = '/olympusCloud/v1/webhooks';
const WANTED = { url: 'http://127.0.0.1:9/hook', events: ['order.created'], secret: 'shh-secret' };

describe('scripted faults', () => {
	it('answers as told, as often as told, then as usual', async () => {
		const fault = {
			method: 'post',
			path: WEBHOOKS,
			status: 503,
			body: { error: 'MAINTENANCE' },
			headers: { 'Retry-After': '7' },
			times: 2,
		};
		expect((await call('POST', '/_control/faults', fault)).status).toBe(201);
		const first = await call('POST', WEBHOOKS, WANTED);
		expect(first.status).toBe(503);
		expect(first.headers.get('retry-after')).toBe('7');
		expect(await first.json()).toEqual({ error: 'MAINTENANCE' });
		expect((await call('POST', WEBHOOKS, WANTED)).status).toBe(503);
		expect((await call('POST', WEBHOOKS, WANTED)).status).toBe(201);
		expect(sandbox.state.webhooks.size).toBe(1);
	});

	it('leaves other methods and paths alone, and takes a path by its start', async () => {
		await call('POST', '/_control/faults', {
			method: 'DELETE',
			path: `${WEBHOOKS}/*`,
			status: 500,
		});
		expect((await call('PATCH', `${WEBHOOKS}/wh_1`, {})).status).toBe(404);
		expect((await call('POST', WEBHOOKS, WANTED)).status).toBe(201);
		expect((await call('DELETE', `${WEBHOOKS}/wh_1`)).status).toBe(500);
		expect((await call('DELETE', `${WEBHOOKS}/wh_1`)).status).toBe(404);
	});

	it('sends text as it stands, for answers that are not JSON', async () => {
		await call('POST', '/_control/faults', { path: '/*', status: 502, body: '<html>bad</html>' });
		expect(await (await call('POST', WEBHOOKS, WANTED)).text()).toBe('<html>bad</html>');
	});

	it('only delays without a status', async () => {
		await call('POST', '/_control/faults', { path: WEBHOOKS, delayMs: 5 });
		expect((await call('POST', WEBHOOKS, WANTED)).status).toBe(201);
		expect(sandbox.state.faults).toEqual([]);
	});

	it('cuts the connection before the request is handled', async () => {
		await call('POST', '/_control/faults', { path: WEBHOOKS, lose: 'request' });
		await expect(call('POST', WEBHOOKS, WANTED)).rejects.toThrow('fetch failed');
		expect(sandbox.state.webhooks.size).toBe(0);
	});

	it('cuts the connection in place of the answer, when the webhook exists already', async () => {
		await call('POST', '/_control/faults', { path: WEBHOOKS, lose: 'answer' });
		await expect(call('POST', WEBHOOKS, WANTED)).rejects.toThrow('fetch failed');
		expect(sandbox.state.webhooks.size).toBe(1);
	});

	it.each([
		{ path: 'no-slash', status: 500 },
		{ path: '/x', status: 99 },
		{ path: '/x', times: 0 },
		{ status: 500 },
		{ path: '/x', whatever: true },
	])('refuses the script %j', async (script) => {
		expect((await call('POST', '/_control/faults', script)).status).toBe(422);
		expect(sandbox.state.faults).toEqual([]);
	});

	it('can be read and cleared', async () => {
		await call('POST', '/_control/faults', { path: '/x', status: 500 });
		expect(await json('GET', '/_control/faults')).toEqual({
			faults: [{ path: '/x', status: 500, times: 1, delayMs: 0 }],
		});
		expect((await call('DELETE', '/_control/faults')).status).toBe(204);
		expect(await json('GET', '/_control/faults')).toEqual({ faults: [] });
	});
});

describe('what tests look at', () => {
	it('logs requests and their outcome, without credentials and secrets', async () => {
		await call('POST', `${WEBHOOKS}?a=1`, WANTED, { 'X-App-Id': 'app_1', Cookie: 'c=1' });
		const log = await json('GET', '/_control/requests');
		expect(log.requests).toEqual([
			{
				method: 'POST',
				path: WEBHOOKS,
				query: 'a=1',
				headers: expect.objectContaining({ 'x-app-id': 'app_1' }),
				body: { url: WANTED.url, events: ['order.created'], secret: '[hidden]' },
				status: 201,
			},
		]);
		expect(JSON.stringify(log)).not.toMatch(/authorization|cookie|shh-secret|oc_test/i);
	});

	it('shows the webhooks of all platforms, without their secrets', async () => {
		await call('POST', WEBHOOKS, WANTED);
		const { webhooks } = await json('GET', '/_control/webhooks');
		expect(webhooks).toEqual([
			{
				platform: 'olympusCloud',
				id: expect.any(String),
				url: WANTED.url,
				events: ['order.created'],
				status: 'active',
				created_at: expect.any(String),
			},
		]);
	});

	it('forgets everything on reset, settings included', async () => {
		await call('POST', WEBHOOKS, WANTED);
		await call('PATCH', '/_control/settings', { undocumentedList: true });
		await call('POST', '/_control/faults', { path: '/x', status: 500 });
		expect((await call('POST', '/_control/reset')).status).toBe(204);
		expect(await json('GET', '/_control/webhooks')).toEqual({ webhooks: [] });
		expect(await json('GET', '/_control/requests')).toEqual({ requests: [] });
		expect(await json('GET', '/_control/faults')).toEqual({ faults: [] });
		expect(await json('GET', '/_control/settings')).toMatchObject({ undocumentedList: false });
	});

	it('refuses a setting that does not exist', async () => {
		expect((await call('PATCH', '/_control/settings', { errorShape: 'round' })).status).toBe(422);
	});
});

describe('the catalogue', () => {
	it('lists every platform with its events and samples', async () => {
		const { platforms: listed } = (await json('GET', '/platforms')) as {
			platforms: Array<{ id: string; credential: string; events: Array<{ name: string }> }>;
		};
		expect(listed.map(({ id }) => id)).toEqual(platforms.map(({ id }) => id));
		expect(listed.find(({ id }) => id === 'resmio')?.credential).toBe('basic');
		const olympus = listed.find(({ id }) => id === 'olympusCloud');
		expect(olympus?.events).toContainEqual(expect.objectContaining({ name: 'order.created' }));
	});

	it('serves a page for people, and a mark for each platform', async () => {
		const page = await call('GET', '/');
		expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(await page.text()).toContain('<title>Overview · Hospitality Sandbox</title>');
		for (const { id } of platforms) {
			const icon = await call('GET', `/icons/${id}.svg`);
			expect([id, icon.status]).toEqual([id, 200]);
			expect(icon.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
		}
	});

	it('ignores a firing that another web page could send unasked', async () => {
		const response = await fetch(`${sandbox.url}/fire`, {
			method: 'POST',
			headers: { 'Content-Type': 'text/plain' },
			body: JSON.stringify({ platform: 'goTab', secret: 's', url: sandbox.url }),
		});
		expect(response.status).toBe(422);
	});

	it('answers 404 to any other path', async () => {
		const response = await call('GET', '/no/such/path');
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('connection tests of the accounts', () => {
	it.each([
		['olympusCloud', '/commerce/orders?limit=1', 'Authorization', `Bearer ${SANDBOX_API_KEY}`],
		['resmio', '/facility?limit=1', 'Api-Key', SANDBOX_API_KEY],
		['resmio', '/facility/the-fish/bookings?limit=1', 'Api-Key', SANDBOX_API_KEY],
	])('lets the right key of %s into %s, and no other', async (id, path, header, key) => {
		const ask = async (value: string) =>
			(await fetch(sandbox.apiUrl(id) + path, { headers: { [header]: value } })).status;
		expect([await ask(key), await ask(`${key}x`)]).toEqual([200, 401]);
	});
});

it('says so when its port is taken', async () => {
	const port = Number(new URL(sandbox.url).port);
	await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
