import { goTabSandbox } from './goTabSandbox';

const { call, set } = goTabSandbox();

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
