import { detailRuns, eventOf } from './hospitality/detailRuns';

const { sandbox, requests, getDetails } = detailRuns();

describe('Get Details of an event from resmio', () => {
	it('adds the booking to it', async () => {
		const event = eventOf('resmio', 'booking_created');
		const { json, error } = await getDetails([event]);
		expect(error).toBeUndefined();
		expect(json[0]).toHaveLength(1);
		expect(json[0][0]).toMatchObject({
			...event,
			detailsSource: 'api',
			summary: 'New booking RUWSFD at the-fish, Mia Lindqvist, party of 6, 12 Mar 2026, 18:00',
			common: { startsAt: '2026-03-12T17:00:00.000Z', partySize: 6, reference: 'RUWSFD' },
		});
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
		sandbox().state.settings.inferredPaths = false;
		const { json } = await getDetails([eventOf('resmio', 'booking_updated')]);
		expect(json[0][0]).toHaveProperty('details.id', 51918313);
		// The list from two days ago on, then all of it.
		expect([...new Set(requests())]).toEqual([
			'GET /resmio/v1/facility/the-fish/bookings/51918313',
			'GET /resmio/v1/facility/the-fish/bookings',
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
		sandbox().state.settings.bookings = 10;
		const { error } = await getDetails([eventOf('resmio', 'booking_created')]);
		expect(error).toMatchObject({ message: 'resmio has no booking 51918313', httpCode: '404' });
	});

	it('fetches an online order at the path of the option', async () => {
		const { json } = await getDetails([eventOf('resmio', 'productorder_created')]);
		expect(json[0][0]).toMatchObject({ details: { id: 7204518, total: '36.80' } });

		sandbox().reset();
		const elsewhere = { options: { onlineOrderPath: 'facility/{facilityId}/elsewhere/{id}' } };
		const { error } = await getDetails([eventOf('resmio', 'productorder_created')], elsewhere);
		expect(error?.message).toBe('resmio has no online order 7204518');
		expect(requests()).toEqual(['GET /resmio/v1/facility/the-fish/elsewhere/7204518']);
	});

	it('says that only a guess was tried where no path is set', async () => {
		sandbox().state.settings.inferredPaths = false;
		const { error } = await getDetails([eventOf('resmio', 'productorder_created')]);
		expect(error?.message).toBe('resmio has no online order 7204518');
		expect(error?.description).toBe(
			'Its path is not documented, so the one that was tried is a guess. Set "Online Order Path (Not Documented)" in the options, and check the ID.',
		);
	});

	it('asks for nothing when the event carries no facility', async () => {
		const { error } = await getDetails([
			eventOf('resmio', 'productorder_created', { account: {} }),
		]);
		expect(error?.message).toBe('resmio needs the Facility ID');
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
			{ id: 'order_456', number: '1042', tax_total: 3.91 },
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
		sandbox().state.settings.inferredPaths = false;
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
		sandbox().state.settings.errorShape = errorShape;
		sandbox().state.faults.push({
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

	it('misses the tab that an item was removed from, which should still be there', async () => {
		const event = eventOf('goTab', 'ITEM_REMOVED', { data: { tabUuid: 'tab_none' } });
		const { error } = await getDetails([event]);
		expect(error).toMatchObject({ message: 'GoTab has no tab tab_none', httpCode: '404' });
	});

	it('says that an order is not there', async () => {
		const event = eventOf('goTab', 'ORDER_PLACED', { resourceId: 'ord_none' });
		const { error } = await getDetails([event]);
		expect(error).toMatchObject({ message: 'GoTab has no order ord_none', httpCode: '404' });
	});
});
