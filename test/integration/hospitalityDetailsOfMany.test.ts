import { platformById } from '../../platforms';
import { accountsAt } from './hospitality/accounts';
import { detailRuns, eventOf } from './hospitality/detailRuns';
import { runHospitality } from './hospitality/runHospitality';

const { sandbox, requests, getDetails } = detailRuns();

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
		sandbox().state.faults.push({
			path: '/olympusCloud/v1/commerce/orders/*',
			times: 16,
			delayMs: 500,
			body: undefined,
		});
		const events = Array.from({ length: 16 }, () => eventOf('olympusCloud', 'order.created'));
		let most = 0;
		const counting = sandbox().state.requests;
		const push = counting.push.bind(counting);
		counting.push = (...entries) => {
			const length = push(...entries);
			most = Math.max(most, counting.filter(({ status }) => status === undefined).length);
			return length;
		};
		const { json } = await getDetails(events);
		expect(json[0]).toHaveLength(16);
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
			credentials: accountsAt(sandbox()),
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
			credentials: accountsAt(sandbox()),
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
