import { goTab } from '../../platforms/goTab';
import { type Sandbox, SANDBOX_API_KEY, startSandbox } from '../../sandbox/start';

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => Date.parse('2026-01-18T10:30:20.000Z') });
});

beforeEach(async () => {
	sandbox.reset();
	token = (await login()).json.token;
});

afterAll(async () => {
	await sandbox.close();
});

const CLIENT = { api_access_id: 'acc_1', api_access_secret: SANDBOX_API_KEY };

async function call(method: string, path: string, body?: unknown, bearer: string | null = token) {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: {
			'Content-Type': 'application/json',
			...(bearer !== null && { Authorization: `Bearer ${bearer}` }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const json = text === '' ? undefined : JSON.parse(text);
	return { status: response.status, headers: response.headers, json };
}

async function login(body: unknown = CLIENT) {
	return await call('POST', '/goTab/api/oauth/token', body, null);
}

async function query(text: string, variables?: Record<string, unknown>, path = '/api/graph') {
	return await call('POST', `/goTab${path}`, { query: text, variables });
}

async function set(settings: Record<string, unknown>) {
	expect((await call('PATCH', '/_control/settings', settings)).status).toBe(200);
}

const sampleId = (event: string) =>
	goTab.events.find(({ name }) => name === event)?.sample.resourceId;

describe('tokens', () => {
	it('are handed out for a day, with a refresh token', async () => {
		const { status, json } = await login();
		expect([status, json]).toEqual([
			200,
			{
				tokenType: 'Bearer',
				token: expect.stringMatching(/^gtk_/),
				initiated: 1768732220,
				expires: 1768818620,
				expiresIn: 86400,
				refreshToken: expect.stringMatching(/^gtr_/),
			},
		]);
	});

	it('are renewed by the refresh token, any number of times', async () => {
		const { json } = await login();
		const renewal = { grant_type: 'refresh_token', refresh_token: json.refreshToken };
		for (const renewed of [await login(renewal), await login(renewal)]) {
			expect(renewed.status).toBe(200);
			const { status } = await call('GET', '/goTab/api/loc', undefined, renewed.json.token);
			expect(status).toBe(200);
		}
	});

	it.each([
		[{ ...CLIENT, api_access_secret: 'wrong' }, 401, 'invalid_client'],
		[{ grant_type: 'refresh_token', refresh_token: 'wrong' }, 401, 'invalid_grant'],
		[{ api_access_id: 'acc_1' }, 422, 'validation_error'],
		[{ ...CLIENT, grant_type: 'client_credentials' }, 422, 'validation_error'],
	])('are not given for %j', async (body, status, error) => {
		const answer = await login(body);
		expect([answer.status, answer.json]).toEqual([
			status,
			expect.objectContaining({ error, statusCode: status, message: expect.any(String) }),
		]);
	});

	it('say what is wrong with a field', async () => {
		const { json } = await login({ ...CLIENT, grant_type: 'client_credentials' });
		const message = 'Must be one of: authorization_code, refresh_token';
		expect(json.details).toEqual([{ field: 'grant_type', message }]);
	});

	it('run out when their time is over, or when all are made to', async () => {
		const isAccepted = async () => (await call('GET', '/goTab/api/loc')).status;
		await set({ clockOffsetSeconds: 86_399 });
		expect(await isAccepted()).toBe(200);
		await set({ clockOffsetSeconds: 86_400 });
		expect(await isAccepted()).toBe(401);

		await set({ clockOffsetSeconds: 0 });
		expect((await call('POST', '/_control/tokens/expire')).status).toBe(200);
		expect(await call('GET', '/goTab/api/loc')).toMatchObject({
			status: 401,
			json: { error: 'invalid_token', message: 'The token has expired', statusCode: 401 },
		});
	});

	it('live as long as is set, and stay out of the log of requests', async () => {
		await set({ tokenSeconds: 5 });
		expect((await login()).json.expiresIn).toBe(5);
		const { json } = await call('GET', '/_control/requests');
		expect(JSON.stringify(json)).not.toMatch(new RegExp(`${SANDBOX_API_KEY}|${token}`));
	});
});

describe('GraphQL', () => {
	it.each(['/api/graph', '/api/v2/graph'])('is served at %s', async (path) => {
		const { json } = await query('{ locationsList { name locationUuid } }', undefined, path);
		expect(json).toEqual({
			data: {
				locationsList: [
					{ name: 'Taproom', locationUuid: 'loc_xxxxxxxxx' },
					{ name: 'Beer Garden', locationUuid: 'loc_b~eer-g_1' },
				],
			},
		});
	});

	it('finds the order, the tab and the product that the webhook samples point at', async () => {
		const { json } = await query(
			`query ($order: String!, $tab: String!, $product: String!) {
				orderByOrderUuid(orderUuid: $order) { orderId tabId status placed isAsap }
				tabsList(condition: { tabUuid: $tab }) { tabId total itemsList { name subtotal } }
				productsList(condition: { productUuid: $product }) { productId name basePrice }
			}`,
			{
				order: sampleId('ORDER_PLACED'),
				tab: sampleId('CLOSE_TAB'),
				product: sampleId('PRODUCT_UPDATED'),
			},
		);
		expect(json).toEqual({
			data: {
				orderByOrderUuid: {
					orderId: '5551',
					tabId: '4401',
					status: 'SENT',
					placed: '2023-01-01T00:00:00.000',
					isAsap: true,
				},
				tabsList: [
					{
						tabId: '4401',
						total: 2081,
						itemsList: [
							{ name: 'Pale Ale', subtotal: 700 },
							{ name: 'Soft Pretzel', subtotal: 1150 },
						],
					},
				],
				productsList: [{ productId: '881', name: 'Pale Ale', basePrice: 700 }],
			},
		});
	});

	it('shows the location of the samples, with its orders by condition', async () => {
		const { json } = await query(
			`query ($u: String!) { location(locationUuid: $u) {
				name ordersList(condition: { orderId: "5552" }) { orderUuid }
				productsList { productId } all: productsList(includeArchived: YES) { productId }
			} }`,
			{ u: sampleId('LOCATION_UPDATED') },
		);
		expect(json.data.location).toEqual({
			name: 'Taproom',
			ordersList: [{ orderUuid: 'ord_000000001' }],
			productsList: [{ productId: '881' }, { productId: '882' }, { productId: '883' }],
			all: [{ productId: '881' }, { productId: '882' }, { productId: '883' }, { productId: '884' }],
		});
	});

	it('answers null or an empty list to what does not exist', async () => {
		const { json } = await query(
			'{ orderByOrderUuid(orderUuid: "x") { orderId } location(locationUuid: "x") { name } tabsList(condition: { tabUuid: "x" }) { tabId } }',
		);
		expect(json).toEqual({ data: { orderByOrderUuid: null, location: null, tabsList: [] } });
	});

	it('pages through a connection until there is no next page', async () => {
		await set({ graphqlPerSecond: 100 });
		const ids: string[] = [];
		let after: string | null = null;
		let hasNextPage = true;
		while (hasNextPage) {
			const { json } = await query(
				`query ($after: Cursor) { location(locationUuid: "loc_xxxxxxxxx") {
					tabs(first: 25, after: $after, condition: { fiscalDay: 20230102, hasPlacedOrders: true }) {
						nodes { tabId } totalCount pageInfo { endCursor hasNextPage }
					}
				} }`,
				{ after },
			);
			const { nodes, pageInfo, totalCount } = json.data.location.tabs;
			expect(totalCount).toBe(60);
			ids.push(...nodes.map(({ tabId }: { tabId: string }) => tabId));
			after = pageInfo.endCursor;
			hasNextPage = pageInfo.hasNextPage;
		}
		expect(ids).toEqual(Array.from({ length: 60 }, (_, index) => String(4461 + index)));
	});

	it('filters as PostGraphile does', async () => {
		const { json } = await query(
			'{ tabsList(filter: { fiscalDay: { greaterThan: 20230101 }, status: { equalTo: "OPEN" } }, first: 1, offset: 1) { tabId status fiscalDay } }',
		);
		expect(json.data.tabsList).toEqual([{ tabId: '4464', status: 'OPEN', fiscalDay: 20230102 }]);
	});

	it.each([
		['{ nothing }', 'Cannot query field "nothing" on type "Query".'],
		['{ locationsList {', 'Syntax Error: Expected Name, found <EOF>.'],
		[
			'{ location(locationUuid: "loc_xxxxxxxxx") { ordersList { orderId } } }',
			'The query took too long',
		],
	])('reports what is wrong with %s inside status 200', async (text, message) => {
		const { status, json } = await query(text);
		expect([status, json.errors[0].message]).toEqual([200, message]);
		expect(json.data?.location ?? null).toBeNull();
	});

	it('forbids a location of somebody else inside status 200', async () => {
		const { status, json } = await query('{ location(locationUuid: "loc_zzzzzzzzz") { name } }');
		expect(status).toBe(200);
		expect(json.data).toEqual({ location: null });
		expect(json.errors[0].extensions).toEqual({ code: 'FORBIDDEN' });
	});

	it.each([401, 200])('refuses an expired token with status %d, as set', async (status) => {
		await set({ graphqlUnauthorizedStatus: status });
		await call('POST', '/_control/tokens/expire');
		const answer = await query('{ locationsList { name } }');
		expect([answer.status, answer.json]).toEqual([
			status,
			{
				data: null,
				errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHENTICATED' } }],
			},
		]);
	});
});

describe('limits', () => {
	it('let four GraphQL calls through in a second, whoever holds the token', async () => {
		const other = (await login()).json.token;
		const ask = async (bearer: string) =>
			await call('POST', '/goTab/api/graph', { query: '{ __typename }' }, bearer);
		const first = await ask(token);
		expect(first.headers.get('x-ratelimit-limit')).toBe('4');
		expect(first.headers.get('x-ratelimit-remaining')).toBe('3');
		expect(first.headers.get('x-ratelimit-reset')).toBe('1768732221');
		for (const bearer of [other, token, other]) expect((await ask(bearer)).status).toBe(200);

		const fifth = await ask(token);
		expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([429, '1']);
		expect(fifth.json).toEqual({
			error: 'rate_limit_exceeded',
			message: 'Too many requests.',
			statusCode: 429,
		});
		expect((await call('GET', '/goTab/api/loc')).status).toBe(200);
		await set({ clockOffsetSeconds: 1 });
		expect((await ask(token)).status).toBe(200);
	});

	it('let a hundred REST calls through in a minute', async () => {
		for (let count = 0; count < 99; count++) await call('GET', '/goTab/api/loc');
		const last = await call('GET', '/goTab/api/loc');
		expect([last.status, last.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
		const refused = await call('GET', '/goTab/api/loc');
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
	});
});

describe('REST', () => {
	const wrapped = { warnings: [], errors: [] };

	it('lists the locations of the account, bare or wrapped', async () => {
		const bare = await call('GET', '/goTab/api/loc');
		expect(bare.json[0]).toEqual({
			locationUuid: 'loc_xxxxxxxxx',
			locationId: '1234',
			name: 'Taproom',
			timezone: 'America/New_York',
			urlName: 'taproom',
		});
		await set({ restEnvelope: 'wrapped' });
		expect((await call('GET', '/goTab/api/loc')).json).toEqual({ data: bare.json, ...wrapped });
	});

	it('tells a location that is not granted from one that does not exist', async () => {
		const path = (uuid: string) => `/goTab/api/loc/${encodeURIComponent(uuid)}/menus`;
		expect((await call('GET', path('loc_b~eer-g_1'))).status).toBe(200);
		expect((await call('GET', path('loc_none'))).status).toBe(404);
		expect(await call('GET', path('loc_zzzzzzzzz'))).toMatchObject({
			status: 403,
			json: { error: 'forbidden', statusCode: 403 },
		});
	});

	it('has a second form of its errors', async () => {
		await set({ restEnvelope: 'wrapped' });
		const { status, json } = await call('GET', '/goTab/api/loc', undefined, 'wrong');
		const error = { type: 'INVALID_TOKEN', message: 'The token is not valid' };
		expect([status, json]).toEqual([401, { data: null, warnings: [], errors: [error] }]);
	});

	it('takes on scripted faults in its own form', async () => {
		await call('POST', '/_control/faults', {
			path: '/goTab/api/loc',
			status: 429,
			message: 'Too many requests.',
			headers: { 'Retry-After': '15' },
		});
		const { status, headers, json } = await call('GET', '/goTab/api/loc');
		expect([status, headers.get('retry-after')]).toEqual([429, '15']);
		expect(json.error).toBe('rate_limit_exceeded');
	});
});
