import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { findEvent } from '../../lib/event/name';
import { normaliseEvent } from '../../lib/event/normalise';
import { sampleDelivery } from '../../lib/event/sample';
import { platformById } from '../../platforms';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { accountsAt } from './hospitality/accounts';
import { runHospitality } from './hospitality/runHospitality';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** A documented event as the Trigger gives it out. */
function eventOf(platformId: string, name: string, changes: IDataObject = {}): IDataObject {
	const platform = platformById(platformId);
	const declared = platform && findEvent(platform, name);
	if (!declared) throw new Error(`No event ${name}`);
	const delivery = sampleDelivery(platform, declared, Date.parse('2026-01-18T10:30:00Z'));
	const event = normaliseEvent(platform, delivery, Date.parse('2026-01-18T10:30:05Z'));
	return { ...event, ...changes } as unknown as IDataObject;
}

const getDetails = async (events: IDataObject[], parameters: INodeParameters = {}) =>
	await runHospitality({
		parameters: { resource: 'event', operation: 'getDetails', ...parameters },
		items: events.map((json) => ({ json })),
		credentials: accountsAt(sandbox),
	});

const requests = () => sandbox.state.requests.map(({ method, path }) => `${method} ${path}`);

describe('Get Details of an event from resmio', () => {
	it('adds the booking to it', async () => {
		const event = eventOf('resmio', 'booking_created');
		const { json, error } = await getDetails([event]);
		expect(error).toBeUndefined();
		expect(json[0]).toHaveLength(1);
		expect(json[0][0]).toMatchObject({ ...event, detailsSource: 'api' });
		expect(json[0][0]).toMatchObject({
			details: {
				id: 51918313,
				num: 6,
				facility: '/v1/facility/the-fish',
			},
		});
		expect(requests()).toEqual(['GET /resmio/v1/facility/the-fish/bookings/51918313']);
	});

	it('finds the booking in the list where single bookings are not served', async () => {
		sandbox.state.settings.inferredPaths = false;
		const { json } = await getDetails([eventOf('resmio', 'booking_updated')]);
		expect(json[0][0]).toHaveProperty('details.id', 51918313);
		expect(requests()).toEqual([
			'GET /resmio/v1/facility/the-fish/bookings/51918313',
			...Array<string>(4).fill('GET /resmio/v1/facility/the-fish/bookings'),
		]);
	});

	it('gives no details of a deleted booking that is gone', async () => {
		const event = eventOf('resmio', 'booking_deleted', { resourceId: '1' });
		const { json, error } = await getDetails([event]);
		expect(error).toBeUndefined();
		expect(json[0][0]).toEqual({ ...event, details: null, detailsSource: 'deleted' });
		expect(requests()).toEqual(['GET /resmio/v1/facility/the-fish/bookings/1']);
	});

	it('says that a booking which should be there is not', async () => {
		sandbox.state.settings.bookings = 10;
		const { error } = await getDetails([eventOf('resmio', 'booking_created')]);
		expect(error).toMatchObject({ message: 'resmio has no booking 51918313', httpCode: '404' });
	});

	it('fetches an online order at the path of the option', async () => {
		const { json } = await getDetails([eventOf('resmio', 'productorder_created')]);
		expect(json[0][0]).toMatchObject({ details: { id: 7204518, total: '36.80' } });

		sandbox.reset();
		const elsewhere = { options: { onlineOrderPath: 'facility/{facilityId}/elsewhere/{id}' } };
		const { error } = await getDetails([eventOf('resmio', 'productorder_created')], elsewhere);
		expect(error?.message).toBe('resmio has no online order 7204518');
		expect(requests()).toEqual(['GET /resmio/v1/facility/the-fish/elsewhere/7204518']);
	});

	it('asks for nothing when the event carries no facility', async () => {
		const { error } = await getDetails([
			eventOf('resmio', 'productorder_created', { account: {} }),
		]);
		expect(error?.message).toBe('resmio needs the facility');
		expect(requests()).toEqual([]);
	});

	it('fetches a facility that is typed in', async () => {
		const { json } = await getDetails([{}], {
			platform: 'resmio',
			source: 'typed',
			resourceType: 'facility',
			resourceId: 'the-fish',
		});
		expect(json[0]).toMatchObject([
			{ platform: 'resmio', resourceType: 'facility', details: { name: 'The Fish' } },
		]);
	});

	it('fetches a booking whose facility is chosen from the list', async () => {
		const { json } = await getDetails([{}], {
			platform: 'resmio',
			source: 'typed',
			resourceType: 'booking',
			resourceId: '51918313',
			facilityId: { __rl: true, mode: 'list', value: 'the-fish' },
		});
		expect(json[0][0]).toHaveProperty('details.id', 51918313);
	});
});

describe('Get Details of an event from Olympus Cloud', () => {
	it.each([
		[
			'order.created',
			{ id: 'order_456', number: '1042', tax_total: 2.55 },
			'commerce/orders/order_456',
		],
		['order.status_changed', { id: 'order_456' }, 'commerce/orders/order_456'],
	])('%s adds the order', async (name, details, path) => {
		const { json } = await getDetails([eventOf('olympusCloud', name)]);
		expect(json[0][0]).toMatchObject({ details });
		expect(requests()).toEqual([`GET /olympusCloud/v1/${path}`]);
	});

	it('payment.processed adds the payment', async () => {
		const { json } = await getDetails([eventOf('olympusCloud', 'payment.processed')]);
		expect(json[0][0]).toMatchObject({ details: { id: 'pay_789', status: 'CAPTURED' } });
		expect(requests()).toEqual(['GET /olympusCloud/api/v1/payments/pay_789']);
	});

	it('payment.processed finds the payment in the list where single ones are not served', async () => {
		sandbox.state.settings.inferredPaths = false;
		const { json } = await getDetails([eventOf('olympusCloud', 'payment.processed')]);
		expect(json[0][0]).toMatchObject({ details: { id: 'pay_789' } });
	});

	it('menu.item_updated adds the item by the documented path', async () => {
		const event = eventOf('olympusCloud', 'menu.item_updated', { resourceId: 'item_burger' });
		const { json } = await getDetails([event]);
		expect(json[0][0]).toMatchObject({ details: { name: 'Classic Burger', price: 14.99 } });
		expect(requests()).toEqual(['GET /olympusCloud/v1/restaurants/loc_789/menu/items/item_burger']);
	});

	it('menu.item_updated without location takes the path of the SDKs', async () => {
		const event = eventOf('olympusCloud', 'menu.item_updated', {
			resourceId: 'item_burger',
			account: {},
		});
		const { json } = await getDetails([event]);
		expect(json[0][0]).toMatchObject({ details: { name: 'Classic Burger' } });
		expect(requests()).toEqual(['GET /olympusCloud/api/v1/central-menu/items/item_burger']);
	});

	it('gives what the event carries where nothing can be fetched', async () => {
		const event = eventOf('olympusCloud', 'inventory.low_stock');
		const { json } = await getDetails([event]);
		expect(json[0][0]).toEqual({ ...event, details: event.data, detailsSource: 'payload' });
		expect(requests()).toEqual([]);
	});

	it.each(['flat', 'nested'] as const)('quotes errors in the %s form', async (errorShape) => {
		sandbox.state.settings.errorShape = errorShape;
		sandbox.state.faults.push({
			path: '/olympusCloud/v1/commerce/orders/order_456',
			status: 403,
			message: 'The tenant is suspended',
			times: 1,
			delayMs: 0,
			body: undefined,
		});
		const { error } = await getDetails([eventOf('olympusCloud', 'order.created')]);
		expect(error?.message).toMatch(
			/^Olympus Cloud does not let this credential access order order_456: The tenant is suspended \(request req_\w+\)$/,
		);
		expect(error?.httpCode).toBe('403');
	});
});

describe('Get Details of an event from GoTab', () => {
	it.each([
		['ORDER_PLACED', { orderUuid: 'ord_xxxxxxxxx' }],
		['CLOSE_TAB', { tabUuid: 'tab_xxxxxxxxx' }],
		['ITEM_ADDED', { tabUuid: 'tab_xxxxxxxxx' }],
		['PRODUCT_UPDATED', { productUuid: 'prd_xxxxxxxxx', basePrice: 700 }],
		['LOCATION_UPDATED', { locationUuid: 'loc_xxxxxxxxx', name: 'Taproom' }],
	])('%s adds the record of its UUID', async (name, details) => {
		const { json, error } = await getDetails([eventOf('goTab', name)]);
		expect(error).toBeUndefined();
		expect(json[0][0]).toMatchObject({ details });
		expect(requests()).toEqual(['POST /goTab/api/oauth/token', 'POST /goTab/api/graph']);
	});

	it('takes the other published path where it is set', async () => {
		const options = { graphPath: '/api/v2/graph' };
		await getDetails([eventOf('goTab', 'ORDER_PLACED')], { options });
		expect(requests()).toContain('POST /goTab/api/v2/graph');
	});

	it('gives what the event carries where nothing can be fetched', async () => {
		const { json } = await getDetails([eventOf('goTab', 'CATEGORY_UPDATED')]);
		expect(json[0][0]).toMatchObject({ details: {}, detailsSource: 'payload' });
	});

	it('recognises an error inside an answer of status 200', async () => {
		const event = eventOf('goTab', 'LOCATION_UPDATED', { resourceId: 'loc_zzzzzzzzz' });
		const { error } = await getDetails([event]);
		expect(error).toMatchObject({
			message:
				'GoTab does not let this credential access location loc_zzzzzzzzz: This location has not granted access',
			httpCode: '403',
		});
		// A refusal is final: neither a new token nor another try would change it.
		expect(requests()).toEqual(['POST /goTab/api/oauth/token', 'POST /goTab/api/graph']);
	});

	it('says that an order is not there', async () => {
		const event = eventOf('goTab', 'ORDER_PLACED', { resourceId: 'ord_none' });
		const { error } = await getDetails([event]);
		expect(error).toMatchObject({ message: 'GoTab has no order ord_none', httpCode: '404' });
	});
});

describe('Get Details of many events', () => {
	it.each(['gustaio', 'roostSync', 'standardWebhooks', 'custom'])(
		'passes events of %s through, which carry everything',
		async (id) => {
			const event = eventOf(id, platformById(id)?.events[0]?.name ?? '');
			const { json } = await getDetails([event]);
			expect(json[0]).toEqual([{ ...event, details: event.data, detailsSource: 'payload' }]);
			expect(requests()).toEqual([]);
		},
	);

	it('takes events of all platforms at once and keeps their order', async () => {
		const events = [
			eventOf('goTab', 'ORDER_PLACED'),
			eventOf('gustaio', 'order.create'),
			eventOf('resmio', 'booking_created'),
			eventOf('olympusCloud', 'order.created'),
			eventOf('goTab', 'PRODUCT_UPDATED'),
		];
		const { outputs } = await getDetails(events);
		expect(outputs[0].map(({ json, pairedItem }) => [json.platform, pairedItem])).toEqual([
			['goTab', { item: 0 }],
			['gustaio', { item: 1 }],
			['resmio', { item: 2 }],
			['olympusCloud', { item: 3 }],
			['goTab', { item: 4 }],
		]);
	});

	it('fetches one access token for all of them', async () => {
		const events = Array.from({ length: 6 }, () => eventOf('goTab', 'ORDER_PLACED'));
		const { json } = await getDetails(events);
		expect(json[0]).toMatchObject(
			Array.from({ length: 6 }, () => ({ details: { orderUuid: 'ord_xxxxxxxxx' } })),
		);
		expect(requests().filter((line) => line.endsWith('/oauth/token'))).toHaveLength(1);
	});

	it('has at most eight requests on their way', async () => {
		sandbox.state.faults.push({
			path: '/olympusCloud/v1/commerce/orders/*',
			times: 40,
			delayMs: 20,
			body: undefined,
		});
		const events = Array.from({ length: 40 }, () => eventOf('olympusCloud', 'order.created'));
		let most = 0;
		const counting = sandbox.state.requests;
		const push = counting.push.bind(counting);
		counting.push = (...entries) => {
			const length = push(...entries);
			most = Math.max(most, counting.filter(({ status }) => status === undefined).length);
			return length;
		};
		const { json } = await getDetails(events);
		expect(json[0]).toHaveLength(40);
		expect(most).toBe(8);
	});

	it('keeps the other events when one fails and the node may continue', async () => {
		const { outputs } = await runHospitality({
			parameters: { resource: 'event', operation: 'getDetails' },
			items: [
				{ json: eventOf('goTab', 'ORDER_PLACED', { resourceId: 'ord_none' }) },
				{ json: { some: 'thing' } },
				{ json: eventOf('olympusCloud', 'order.created') },
			],
			credentials: accountsAt(sandbox),
			node: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0]).toMatchObject([
			{ json: { error: 'GoTab has no order ord_none' }, pairedItem: { item: 0 } },
			{
				json: { error: 'This item is not an event of the Hospitality Trigger' },
				pairedItem: { item: 1 },
			},
			{ json: { details: { id: 'order_456' } }, pairedItem: { item: 2 } },
		]);
	});

	it('sends events that fail to the error output, where the node has one', async () => {
		const failing = eventOf('goTab', 'ORDER_PLACED', { resourceId: 'ord_none' });
		const { json } = await runHospitality({
			parameters: { resource: 'event', operation: 'getDetails' },
			items: [{ json: failing }, { json: eventOf('olympusCloud', 'order.created') }],
			credentials: accountsAt(sandbox),
			node: { onError: 'continueErrorOutput' },
		});
		expect(json[0]).toMatchObject([{ details: { id: 'order_456' } }]);
		expect(json[1]).toMatchObject([
			{
				resourceId: 'ord_none',
				error: 'GoTab has no order ord_none',
				message: expect.stringMatching(/^Check the ID/),
			},
		]);
	});

	it('refuses an event of another platform than the one chosen', async () => {
		const { error } = await getDetails([eventOf('gustaio', 'order.create')], { platform: 'goTab' });
		expect(error?.message).toBe('This event comes from Gustaio, not from GoTab');
	});

	it('says which credential is missing', async () => {
		const { error } = await runHospitality({
			parameters: { resource: 'event', operation: 'getDetails' },
			items: [{ json: eventOf('goTab', 'ORDER_PLACED') }],
		});
		expect(error).toMatchObject({
			message: 'No API credential is set for GoTab',
			context: { itemIndex: 0 },
		});
	});
});
