import { goTab } from '../../platforms/goTab';
import * as queries from '../../platforms/goTab/queries';
import { goTabSandbox } from './goTabSandbox';

const { call, set } = goTabSandbox();

async function query(text: string, variables?: Record<string, unknown>, path = '/api/graph') {
	return await call('POST', `/goTab${path}`, { query: text, variables });
}

const sampleId = (event: string) =>
	goTab.events.find(({ name }) => name === event)?.sample.resourceId;

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

	it.each([
		['orderQuery', queries.orderQuery, 'ORDER_PLACED', 'orderByOrderUuid'],
		['tabQuery', queries.tabQuery, 'OPEN_TAB', 'tabsList'],
		['productQuery', queries.productQuery, 'PRODUCT_UPDATED', 'productsList'],
		['productAtLocationQuery', queries.productAtLocationQuery, 'PRODUCT_UPDATED', 'location'],
		['locationQuery', queries.locationQuery, 'LOCATION_UPDATED', 'location'],
		['locationsQuery', queries.locationsQuery, 'LOCATION_UPDATED', 'locationsList'],
	])('knows every field that %s asks for', async (_name, text, event, field) => {
		const { json } = await query(text, { id: sampleId(event), location: 'loc_xxxxxxxxx' });
		expect(json).toEqual({ data: { [field]: expect.anything() } });
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
