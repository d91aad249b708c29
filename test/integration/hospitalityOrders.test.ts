import type { INodeParameters } from 'n8n-workflow';

import { accountsAt } from './hospitality/accounts';
import { runHospitality } from './hospitality/runHospitality';
import { sandboxOfFile } from './hospitality/sandboxOfFile';

const { sandbox } = sandboxOfFile();

const run = async (parameters: INodeParameters) =>
	await runHospitality({ parameters, credentials: accountsAt(sandbox()) });

const requests = () =>
	sandbox().state.requests.map(({ method, path, query }) => `${method} ${path}?${query}`);

describe('Order', () => {
	it('Get gives one', async () => {
		const { json } = await run({ resource: 'order', operation: 'get', orderId: 'order_456' });
		expect(json[0][0]).toEqual({
			id: 'order_456',
			number: '1042',
			status: 'open',
			source: 'pos',
			location_id: 'loc_789',
			currency: 'USD',
			total: 49.9,
			created_at: '2026-01-18T10:30:00Z',
			updated_at: '2026-01-18T10:30:00Z',
		});
	});

	it('Get takes the order of another platform too', async () => {
		const { json } = await run({
			resource: 'order',
			operation: 'get',
			platform: 'goTab',
			orderId: 'ord_xxxxxxxxx',
		});
		expect(json[0][0]).toMatchObject({ orderUuid: 'ord_xxxxxxxxx' });
	});

	it('Get Many goes past one page', async () => {
		const { json } = await run({ resource: 'order', operation: 'getAll', returnAll: true });
		expect(json[0].map(({ id }) => id)).toEqual(
			Array.from({ length: 300 }, (_, index) => `order_${499 - index}`),
		);
		expect(requests()).toEqual([
			'GET /olympusCloud/v1/commerce/orders?limit=100&page=1',
			'GET /olympusCloud/v1/commerce/orders?limit=100&page=2',
			'GET /olympusCloud/v1/commerce/orders?limit=100&page=3',
		]);
	});

	it('Get Many keeps pages of one size, so that none is skipped', async () => {
		const { json } = await run({ resource: 'order', operation: 'getAll', limit: 150 });
		expect(json[0].map(({ id }) => id)).toEqual(
			Array.from({ length: 150 }, (_, index) => `order_${499 - index}`),
		);
	});

	it('Get Many hands the filters to the platform', async () => {
		const { json } = await run({
			resource: 'order',
			operation: 'getAll',
			filters: { status: 'ready', locationId: 'loc_789' },
			limit: 3,
		});
		expect(json[0].map(({ status, location_id: location }) => [status, location])).toEqual([
			['ready', 'loc_789'],
			['ready', 'loc_789'],
			['ready', 'loc_789'],
		]);
	});

	it('says where an order is not found', async () => {
		const { error } = await run({ resource: 'order', operation: 'get', orderId: 'order_none' });
		expect(error).toMatchObject({
			message: 'Olympus Cloud has no order order_none',
			description:
				'Check the ID and the account that it belongs to. The record may also have been deleted in the meantime.',
			httpCode: '404',
			context: { itemIndex: 0 },
		});
	});

	it.each(['..', '.', ' '])('does not let the ID "%s" lead to another path', async (orderId) => {
		const { error } = await run({ resource: 'order', operation: 'get', orderId });
		expect(error?.message).toBe('Olympus Cloud needs the ID');
		expect(requests()).toEqual([]);
	});

	it('keeps an ID with slashes within its place in the path', async () => {
		await run({ resource: 'order', operation: 'get', orderId: '../../x?y=1' });
		expect(requests()).toEqual(['GET /olympusCloud/v1/commerce/orders/..%2F..%2Fx%3Fy%3D1?']);
	});
});

describe('Location', () => {
	it('Get gives one, chosen from the list', async () => {
		const locationId = { __rl: true, mode: 'list', value: 'loc_xxxxxxxxx' };
		const location = { resource: 'location', operation: 'get', platform: 'goTab', locationId };
		const { json } = await run(location);
		expect(json[0]).toMatchObject([{ name: 'Taproom', timezone: 'America/New_York' }]);
	});

	it('Get Many gives those of a GoTab account', async () => {
		const { json } = await run({ resource: 'location', operation: 'getAll', platform: 'goTab' });
		expect(json[0]).toEqual([
			{ name: 'Taproom', locationUuid: 'loc_xxxxxxxxx' },
			{ name: 'Beer Garden', locationUuid: 'loc_b~eer-g_1' },
		]);
	});

	it('Get Many gives those of an Olympus Cloud account, at a path that can be set', async () => {
		const location = { resource: 'location', operation: 'getAll', platform: 'olympusCloud' };
		const { json } = await run(location);
		expect(json[0].map(({ id }) => id)).toEqual(['loc_789', 'loc_790']);

		sandbox().reset();
		const { error } = await run({ ...location, options: { locationsPath: '/venues' } });
		expect(error?.message).toMatch(
			/^Olympus Cloud does not offer locations at this address: GET \/olympusCloud\/v1\/venues/,
		);
	});
});
