import { fillRequest } from '../../../lib/api/request';

const booking = { protocol: 'rest' as const, path: '/facility/{facilityId}/bookings/{id}' };

const pathOf = (id: string, facilityId = 'the-fish') => {
	const filled = fillRequest(booking, { id, account: { facilityId } });
	return filled.ok ? filled.request.path : filled.missing;
};

describe('fillRequest', () => {
	it('puts the known values into the path', () => {
		expect(pathOf('51918313')).toBe('/facility/the-fish/bookings/51918313');
	});

	it.each([
		['b~eer-g_1', '/facility/the-fish/bookings/b~eer-g_1'],
		['a/b?c=d#e', '/facility/the-fish/bookings/a%2Fb%3Fc%3Dd%23e'],
		[' 12 ', '/facility/the-fish/bookings/12'],
		['…', '/facility/the-fish/bookings/%E2%80%A6'],
	])('keeps the id %s within its place', (id, path) => {
		expect(pathOf(id)).toBe(path);
	});

	it.each(['', '   ', '.', '..'])('takes "%s" for no id at all', (id) => {
		expect(pathOf(id)).toEqual(['id']);
	});

	it('names everything that is missing, once', () => {
		expect(fillRequest(booking, { account: {} })).toEqual({
			ok: false,
			missing: ['facilityId', 'id'],
		});
	});

	it('leaves values of a GraphQL query as they are', () => {
		const filled = fillRequest(
			{
				protocol: 'graphQl',
				path: '/api/graph',
				query: 'query($id: String!) { order(id: $id) { id } }',
				variables: { id: '{id}' },
			},
			{ id: 'or_"} evil', account: {} },
		);
		expect(filled).toEqual({
			ok: true,
			request: {
				protocol: 'graphQl',
				method: 'POST',
				path: '/api/graph',
				body: {
					query: 'query($id: String!) { order(id: $id) { id } }',
					variables: { id: 'or_"} evil' },
				},
				readOnly: true,
			},
		});
	});

	it('takes the path that the user has set, with or without a slash in front', () => {
		const pathSetting = { name: 'orderPath', displayName: '', description: '' };
		const filled = fillRequest(
			{ ...booking, pathSetting },
			{ id: '7', account: {} },
			{ orderPath: 'orders/{id}/' },
		);
		expect(filled).toMatchObject({ ok: true, request: { path: '/orders/7/' } });
	});
});
