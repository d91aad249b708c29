import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { allCredentials, runOperation } from './hospitality/running';
import { HOSPITALITY } from './hospitality/types';
import { SIGNING_TEXT, signed } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let sandbox: Sandbox;
let credentials: Record<string, { id: string; name: string }>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	sandbox = await startSandbox();
	credentials = await allCredentials(n8n, sandbox);
});
afterAll(async () => await sandbox.close());

const run = async (parameters: Record<string, unknown>, settings = {}) =>
	await runOperation(n8n, credentials, parameters, settings);

/** @returns the date there, as in `2026-02-14` */
function todayIn(timeZone: string): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
}

const facilityId = { __rl: true, mode: 'id', value: 'the-fish' };

describe('in a real n8n, the operation', () => {
	it.each([
		['booking', 'get', { facilityId, bookingId: '51918313' }, { id: 51918313 }],
		['booking', 'getAll', { facilityId, limit: 1 }, { id: 51918001 }],
		['facility', 'get', { facilityId }, { name: 'The Fish' }],
		[
			'facility',
			'getAvailability',
			{ facilityId, guests: 2, date: '2026-02-14' },
			{ date: '2026-02-14T17:00:00Z', available: true },
		],
		['order', 'get', { orderId: 'order_456' }, { id: 'order_456', total: 49.9 }],
		['order', 'getAll', { limit: 1 }, { id: 'order_499' }],
		['location', 'getAll', { platform: 'goTab' }, { name: 'Taproom' }],
		['location', 'getAll', { platform: 'olympusCloud' }, { id: 'loc_789' }],
		[
			'event',
			'createSample',
			{ platform: 'goTab', event: 'ORDER_PLACED' },
			{ event: 'ORDER_PLACED', sample: true },
		],
		[
			'event',
			'getDetails',
			{ platform: 'resmio', source: 'typed', resourceType: 'facility', resourceId: 'the-fish' },
			{ details: { name: 'The Fish' } },
		],
	])('%s > %s', async (resource, operation, parameters, expected) => {
		const { items, status } = await run({ resource, operation, ...parameters });
		expect(status).toBe('success');
		expect(items[0]).toMatchObject(expected);
	});

	// These two never have the same date; a day may end while the operation runs.
	it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
		'getAvailability looks from today in %s on when that is the time zone of the workflow',
		async (timezone) => {
			const before = todayIn(timezone);
			const { items } = await run(
				{ resource: 'facility', operation: 'getAvailability', facilityId },
				{ timezone },
			);
			expect([before, todayIn(timezone)]).toContain(items[0].local_date_formatted);
		},
	);
});

describe('Verify Signature behind the core Webhook node', () => {
	it('tells valid requests from invalid ones', async () => {
		const workflow = await n8n.createWorkflow({
			nodes: [
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					parameters: { httpMethod: 'POST', path: 'verify-here', options: { rawBody: true } },
				},
				{
					name: 'Hospitality',
					type: HOSPITALITY,
					typeVersion: 1,
					parameters: { resource: 'event', operation: 'verify', platform: 'gustaio' },
					credentials,
				},
				{ name: 'Valid', type: 'n8n-nodes-base.noOp' },
				{ name: 'Invalid', type: 'n8n-nodes-base.noOp' },
			],
			connections: {
				Webhook: { main: [[{ node: 'Hospitality', type: 'main', index: 0 }]] },
				Hospitality: {
					main: [
						[{ node: 'Valid', type: 'main', index: 0 }],
						[{ node: 'Invalid', type: 'main', index: 0 }],
					],
				},
			},
		});
		await n8n.activate(workflow);
		const target = await n8n.webhookUrl(workflow);
		if (target === undefined) throw new Error('The Webhook node has no URL');
		const body = '{"event":"order.create","data":{"id":"ö 1"}}\n';
		const headers = { 'Content-Type': 'application/json', ...(await signed('gustaio', body)) };
		await post(target, { headers, body });
		await post(target, { headers, body: body.trim() });

		const valid = await n8n.waitForOutput(workflow, 'Valid', 2);
		expect(valid).toMatchObject([
			{ event: 'order.create', resourceId: 'ö 1', verification: { verified: true } },
		]);
		const invalid = await n8n.waitForOutput(workflow, 'Invalid', 2);
		expect(invalid).toMatchObject([{ valid: false, cause: 'body_changed' }]);
	});
});

describe('a menu of the editor', () => {
	const load = async (methodName: string, parameters: Record<string, unknown>, more = {}) =>
		await n8n.session.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.any',
			nodeTypeAndVersion: { name: HOSPITALITY, version: 1 },
			currentNodeParameters: parameters,
			methodName,
			credentials,
			...more,
		});

	it('loads the facilities of the account', async () => {
		const { results } = await load('searchFacilities', { resource: 'booking', platform: 'resmio' });
		expect(results).toEqual([
			{ name: 'The Fish', value: 'the-fish' },
			{ name: 'Zum Anker', value: 'zum-anker' },
		]);
	});

	it('finds a location by a part of its name', async () => {
		const parameters = { resource: 'event', operation: 'getDetails', platform: 'goTab' };
		const { results } = await load('searchLocations', parameters, { filter: 'garden' });
		expect(results).toEqual([{ name: 'Beer Garden', value: 'loc_b~eer-g_1' }]);
	});

	it('lists the webhooks where the webhook API can', async () => {
		sandbox.reset();
		const webhook = { resource: 'webhook', webhookApi: 'endpoints' };
		const url = 'http://127.0.0.1:9/webhook';
		const created = await run({ ...webhook, operation: 'create', url, events: ['order.ready'] });
		const id: string = created.items[0].id;
		const parameters = { ...webhook, operation: 'get', platform: 'olympusCloud' };
		const { results } = await load('searchWebhooks', parameters);
		expect(results).toEqual([{ name: `${url} (${id})`, value: id }]);
	});
});

it('keeps every secret out of the log', () => {
	expect(n8n.log()).not.toContain(sandbox.apiKey);
	expect(n8n.log()).not.toContain(SIGNING_TEXT);
});

it('is offered as a tool for AI agents, with every operation of the node', async () => {
	const types: Array<{ name: string; outputs: unknown; properties: Array<{ name: string }> }> =
		await (
			await fetch(`${n8n.url}/types/nodes.json`, {
				headers: { cookie: n8n.session.cookie, 'browser-id': n8n.session.browserId },
			})
		).json();
	const tool = types.find(({ name }) => name === `${HOSPITALITY}Tool`);
	expect(tool?.outputs).toEqual(['ai_tool']);
	expect(tool?.properties.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['toolDescription', 'resource', 'operation']),
	);
});
