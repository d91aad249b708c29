import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { faultSchema } from '../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { accountsAt } from './hospitality/accounts';
import type { Credentials } from './hospitality/credentials';
import { runHospitality } from './hospitality/runHospitality';

let sandbox: Sandbox;
let credentials: Credentials;

beforeEach(async () => {
	// A new address each time, because the pace of one is kept from run to run.
	sandbox = await startSandbox();
	credentials = accountsAt(sandbox);
});
afterEach(async () => await sandbox.close());

const orderPlaced: IDataObject = {
	platform: 'goTab',
	resourceType: 'order',
	action: 'placed',
	resourceId: 'ord_xxxxxxxxx',
	account: {},
	data: {},
};
const orderCreated: IDataObject = {
	platform: 'olympusCloud',
	resourceType: 'order',
	action: 'created',
	resourceId: 'order_456',
	account: { locationId: 'loc_789' },
	data: {},
};
const ORDER_PATH = '/olympusCloud/v1/commerce/orders/order_456';

const getDetails = async (events: IDataObject[], options = {}) =>
	await runHospitality({
		parameters: { resource: 'event', operation: 'getDetails', options },
		items: events.map((json) => ({ json })),
		credentials,
	});

const expectOrder = (json: IDataObject[][], count = 1) =>
	expect(json[0]).toMatchObject(
		Array.from({ length: count }, () => ({ details: { orderUuid: 'ord_xxxxxxxxx' } })),
	);

const meet = (fault: IDataObject) => sandbox.state.faults.push(faultSchema.parse(fault));
const requests = () => sandbox.state.requests.map(({ method, path }) => `${method} ${path}`);
const count = (line: string) => requests().filter((request) => request === line).length;
const TOKEN = 'POST /goTab/api/oauth/token';

describe('An access token', () => {
	it.each([401, 200] as const)(
		'that has expired is renewed once for all requests, also when status %d says so',
		async (status) => {
			sandbox.state.settings.graphqlUnauthorizedStatus = status;
			await getDetails([orderPlaced]);
			for (const token of sandbox.state.tokens.values()) token.expiresAt = 0;

			const { json, error } = await getDetails(Array.from({ length: 4 }, () => orderPlaced));
			expect(error).toBeUndefined();
			expectOrder(json, 4);
			expect(count(TOKEN)).toBe(2);
		},
	);

	it('is renewed for the request that was refused, whatever other requests are answered', async () => {
		await getDetails([orderPlaced]);
		for (const token of sandbox.state.tokens.values()) token.expiresAt = 0;
		meet({ path: '/goTab/api/loc', status: 200, body: [], times: 10 });
		sandbox.state.requests.length = 0;

		const { json, error } = await getDetails([orderPlaced]);
		expect(error).toBeUndefined();
		expectOrder(json);
		expect(requests()).toEqual(['POST /goTab/api/graph', TOKEN, 'POST /goTab/api/graph']);
	});

	it('that is revoked while requests are on their way is renewed once for all of them', async () => {
		await getDetails([orderPlaced]);
		const running = getDetails(Array.from({ length: 12 }, () => orderPlaced));
		while (count('POST /goTab/api/graph') < 4) await sleep(5);
		for (const token of sandbox.state.tokens.values()) token.expiresAt = 0;

		const { json, error } = await running;
		expect(error).toBeUndefined();
		expectOrder(json, 12);
		expect(count(TOKEN)).toBe(2);
	});

	it('is kept for the next run', async () => {
		await getDetails([orderPlaced]);
		await getDetails([orderPlaced]);
		expect(count(TOKEN)).toBe(1);
	});

	it('that is refused even when it is new ends in words that say what to do', async () => {
		meet({ path: '/goTab/api/graph', status: 401, message: 'Revoked', times: 10 });
		const { error } = await getDetails([orderPlaced]);
		expect(error).toMatchObject({
			message: 'GoTab does not accept the credential: Unauthorized',
			httpCode: '401',
		});
		// The first, and one more try.
		expect(requests()).toEqual([TOKEN, 'POST /goTab/api/graph', TOKEN, 'POST /goTab/api/graph']);
	});

	it('is not asked for again after a 403', async () => {
		meet({ path: '/goTab/api/graph', status: 403, message: 'Not granted' });
		const { error } = await getDetails([orderPlaced]);
		expect(error?.message).toBe(
			'GoTab does not let this credential access order ord_xxxxxxxxx: Not granted',
		);
		expect(requests()).toEqual([TOKEN, 'POST /goTab/api/graph']);
	});

	it('that is not handed out ends in words that say what to do', async () => {
		credentials.goTabApi.accessSecret = 'wrong';
		const { error } = await getDetails([orderPlaced]);
		expect(error?.message).toMatch(/^GoTab does not accept the credential/);
		expect(JSON.stringify(error)).not.toContain('wrong');
	});
});

describe('A rate limit', () => {
	it('of four a second is kept to without being told', async () => {
		const { json } = await getDetails(Array.from({ length: 10 }, () => orderPlaced));
		expectOrder(json, 10);
		expect(sandbox.state.requests.filter(({ status }) => status === 429)).toEqual([]);
	});

	it('that is met is waited out as told', async () => {
		meet({
			path: '/goTab/api/graph',
			status: 429,
			body: { error: 'rate_limit_exceeded', message: 'Too many requests.', statusCode: 429 },
			headers: { 'Retry-After': '1' },
		});
		const { json } = await getDetails([orderPlaced]);
		expectOrder(json);
		expect(count('POST /goTab/api/graph')).toBe(2);
	});

	it('that is met inside an answer of status 200 is waited out too', async () => {
		meet({
			path: '/goTab/api/graph',
			status: 200,
			body: {
				data: null,
				errors: [{ message: 'Slow down', extensions: { code: 'RATE_LIMIT_EXCEEDED' } }],
			},
		});
		const { json } = await getDetails([orderPlaced]);
		expectOrder(json);
	});

	it('that asks for more than five minutes is left to a person', async () => {
		meet({
			path: ORDER_PATH,
			status: 429,
			message: 'Daily quota used up',
			headers: { 'Retry-After': '3600' },
		});
		const { error } = await getDetails([orderCreated]);
		expect(error).toMatchObject({
			description: 'Wait 3600 seconds, then try again, or fetch fewer records at once.',
			httpCode: '429',
		});
		expect(requests()).toEqual([`GET ${ORDER_PATH}`]);
	});
});

describe('A platform that fails', () => {
	it('with 500 once is asked again', async () => {
		meet({ path: ORDER_PATH, status: 500, message: 'Oops' });
		const { json } = await getDetails([orderCreated]);
		expect(json[0]).toMatchObject([{ details: { id: 'order_456' } }]);
		expect(count(`GET ${ORDER_PATH}`)).toBe(2);
	});

	it('with 500 for good is quoted, with its request id', async () => {
		meet({ path: ORDER_PATH, status: 500, message: 'Database is down', times: 3 });
		const { error } = await getDetails([orderCreated]);
		expect(error?.message).toMatch(
			/^Olympus Cloud has a problem of its own \(status 500\): Database is down \(request req_\w+\)$/,
		);
		expect(error?.httpCode).toBe('500');
	});

	it('with text that is no JSON is not mistaken for a record', async () => {
		meet({
			path: ORDER_PATH,
			status: 200,
			body: '{"id": "order_456", "num',
			headers: { 'Content-Type': 'application/json' },
		});
		const { error } = await getDetails([orderCreated]);
		expect(error).toMatchObject({
			message: 'Olympus Cloud did not send order order_456 in a form that can be read',
			description:
				'Check the base URL in the credential: a proxy or a login page may have answered instead.',
		});
	});

	it('by answering too late ends at the timeout of the option', async () => {
		meet({ path: ORDER_PATH, delayMs: 3000, times: 3 });
		const { error } = await getDetails([orderCreated], { timeout: 1 });
		expect(error?.message).toBe(
			'Olympus Cloud cannot be reached: the endpoint did not answer within the time limit',
		);
	});

	it('by cutting the connection once is asked again', async () => {
		meet({ path: ORDER_PATH, lose: 'answer' });
		const { json } = await getDetails([orderCreated]);
		expect(json[0]).toMatchObject([{ details: { id: 'order_456' } }]);
	});

	it('by not being there is said in words', async () => {
		credentials.olympusCloudApi.baseUrl = 'http://127.0.0.1:9/v1';
		const { error } = await getDetails([orderCreated]);
		expect(error?.message).toBe(
			'Olympus Cloud cannot be reached: no connection to the endpoint can be made',
		);
		expect(error?.description).toMatch(/^Check the base URL in the credential/);
	});

	it('on the second page fails as a whole, so that no list is taken for complete', async () => {
		meet({ path: '/resmio/v1/facility/the-fish/bookings', delayMs: 1 });
		meet({
			path: '/resmio/v1/facility/the-fish/bookings',
			status: 500,
			body: { error_message: 'Sorry' },
			times: 3,
		});
		const { error, json } = await runHospitality({
			parameters: {
				resource: 'booking',
				operation: 'getAll',
				facilityId: 'the-fish',
				returnAll: true,
			},
			credentials,
		});
		expect(error?.message).toBe('resmio has a problem of its own (status 500): Sorry');
		expect(json).toEqual([]);
	});

	it('has no say over what an error shows: no key is in it', async () => {
		meet({ path: ORDER_PATH, status: 400, message: 'No', times: 3 });
		const { error } = await getDetails([orderCreated]);
		expect(JSON.stringify(error)).not.toContain(sandbox.apiKey);
	});
});

describe('A run that is cancelled', () => {
	/** Gets the details of events until there are so many requests, then cancels. */
	const cancelAfter = async (events: IDataObject[], sent: number) => {
		let cancel = () => {};
		const running = runHospitality({
			parameters: { resource: 'event', operation: 'getDetails' },
			items: events.map((json) => ({ json })),
			credentials,
			onStart: (execution) => {
				cancel = execution.cancel;
			},
		});
		while (requests().length < sent) await sleep(5);
		cancel();
		await running;
	};

	it('does not wait for a rate limit', async () => {
		meet({ path: ORDER_PATH, status: 429, message: 'Wait', headers: { 'Retry-After': '4' } });
		await cancelAfter([orderCreated], 1);
		expect(requests()).toHaveLength(1);
	});

	it('sends nothing more for the items that are left', async () => {
		// Eight at once and four a second: after the token and four answers the next four wait.
		await cancelAfter(
			Array.from({ length: 200 }, () => orderPlaced),
			5,
		);
		await sleep(1500);
		expect(requests()).toEqual([TOKEN, ...Array<string>(4).fill('POST /goTab/api/graph')]);
	});

	it('does not wait for an answer', async () => {
		meet({ path: ORDER_PATH, delayMs: 5000, times: 8 });
		await cancelAfter(
			Array.from({ length: 20 }, () => orderCreated),
			8,
		);
		// None of them has been answered yet.
		expect(sandbox.state.requests.map(({ status }) => status)).toEqual(
			Array<undefined>(8).fill(undefined),
		);
	});
});
