import { SANDBOX_API_KEY } from '../../sandbox/start';
import { goTabSandbox } from './goTabSandbox';
import { CLIENT } from './sandboxCalls';

const { call, login, set, token } = goTabSandbox();

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
		expect(JSON.stringify(json)).not.toMatch(new RegExp(`${SANDBOX_API_KEY}|${token()}`));
	});
});

describe('limits', () => {
	it('let four GraphQL calls through in a second, whoever holds the token', async () => {
		const other = (await login()).json.token;
		const ask = async (bearer: string) =>
			await call('POST', '/goTab/api/graph', { query: '{ __typename }' }, bearer);
		const first = await ask(token());
		expect(first.headers.get('x-ratelimit-limit')).toBe('4');
		expect(first.headers.get('x-ratelimit-remaining')).toBe('3');
		expect(first.headers.get('x-ratelimit-reset')).toBe('1768732221');
		for (const bearer of [other, token(), other]) expect((await ask(bearer)).status).toBe(200);

		const fifth = await ask(token());
		expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([429, '1']);
		expect(fifth.json).toEqual({
			error: 'rate_limit_exceeded',
			message: 'Too many requests.',
			statusCode: 429,
		});
		expect((await call('GET', '/goTab/api/loc')).status).toBe(200);
		await set({ clockOffsetSeconds: 1 });
		expect((await ask(token())).status).toBe(200);
	});

	it('let a hundred REST calls through in a minute', async () => {
		for (let count = 0; count < 99; count++) await call('GET', '/goTab/api/loc');
		const last = await call('GET', '/goTab/api/loc');
		expect([last.status, last.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
		const refused = await call('GET', '/goTab/api/loc');
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
	});
});
