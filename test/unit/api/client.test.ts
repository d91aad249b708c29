import type { ApiAnswer } from '../../../lib/api/answer';
import { createApiClient, type ApiTransport } from '../../../lib/api/client';
import type { ApiProfile } from '../../../lib/api/declaration';
import type { ApiRequest } from '../../../lib/api/request';

const api: ApiProfile = {
	credential: 'acmeApi',
	rateLimits: [],
	errors: { message: ['message'], requestId: [] },
};
const get: ApiRequest = { protocol: 'rest', method: 'GET', path: '/things' };
const post: ApiRequest = { ...get, method: 'POST' };

const answer = (status: number, body: unknown = {}, headers = {}): ApiAnswer => ({
	kind: 'answer',
	status,
	headers,
	body,
});

let accounts = 0;

/** A client whose platform gives these answers in turn, the last of them for ever. */
function clientOf(
	answers: ApiAnswer[],
	more: Partial<ApiTransport> & { api?: Partial<ApiProfile>; longestWaitSeconds?: number } = {},
) {
	const sent: Array<ApiRequest & { renewToken: boolean }> = [];
	const waits: number[] = [];
	let nowMs = 1_000_000;
	const { longestWaitSeconds = 20 } = more;
	const client = createApiClient(
		{ name: 'Acme', api: { ...api, ...more.api }, longestWaitSeconds },
		{
			// Limits are shared by account in the whole process.
			owner: `account ${(accounts += 1)}`,
			accessToken: 'none',
			secrets: () => [],
			now: () => nowMs,
			wait: async (ms) => {
				if (ms > 0) waits.push(ms);
				nowMs += Math.max(0, ms);
			},
			send: async (request, renewToken) => {
				sent.push({ ...request, renewToken });
				return answers[Math.min(sent.length, answers.length) - 1];
			},
			...more,
		},
	);
	return { client, sent, waits };
}

describe('an API client', () => {
	it('waits out a 429 as told', async () => {
		const { client, sent, waits } = clientOf([
			answer(429, {}, { 'retry-after': '7' }),
			answer(200),
		]);
		expect(await client.send(post)).toEqual(answer(200));
		expect(sent).toHaveLength(2);
		expect(waits).toEqual([7000]);
	});

	it('leaves a longer wait than it may take to the caller', async () => {
		const slow = answer(429, {}, { 'retry-after': '21' });
		const { client, sent } = clientOf([slow]);
		expect(await client.send(get)).toEqual(slow);
		expect(sent).toHaveLength(1);
	});

	it.each([
		['an outage of a GET', get, answer(503), 3],
		['no answer to a GET', get, { kind: 'unreachable', cause: 'x' } as const, 3],
		['an outage of a POST that only reads', { ...post, readOnly: true }, answer(503), 3],
		['an outage of a POST, which may have created something', post, answer(503), 1],
		['a refusal', get, answer(400), 1],
	])('after %s has sent it %#', async (_, request, given, times) => {
		const { client, sent } = clientOf([given]);
		expect(await client.send(request)).toEqual(given);
		expect(sent).toHaveLength(times);
	});

	it('adds the headers of the API, which a request may replace', async () => {
		const headers = { 'Acme-Version': '1', Accept: 'application/vnd.api+json' };
		const { client, sent } = clientOf([answer(200)], { api: { headers } });
		await client.send({ ...get, headers: { 'Acme-Version': '2' } });
		expect(sent[0].headers).toEqual({ 'Acme-Version': '2', Accept: 'application/vnd.api+json' });
	});
});

describe('an API client with an access token', () => {
	const withToken = { accessToken: 'present' as const };

	it('renews it with the call that was answered 401', async () => {
		const { client, sent } = clientOf([answer(401), answer(200)], withToken);
		expect(await client.send(post)).toEqual(answer(200));
		expect(sent.map(({ path, renewToken }) => [path, renewToken])).toEqual([
			['/things', false],
			['/things', true],
		]);
	});

	it('renews it when the body says what a 401 means', async () => {
		const errors = {
			...api.errors,
			errorsAt: 'errors',
			codeAt: ['errors.0.code'],
			statusByCode: { EXPIRED: 401 },
		};
		const refused = answer(200, { errors: [{ code: 'EXPIRED' }] });
		const { client, sent } = clientOf([refused, answer(200)], { ...withToken, api: { errors } });
		expect(await client.send(get)).toEqual(answer(200));
		expect(sent.map(({ renewToken }) => renewToken)).toEqual([false, true]);
	});

	it('never renews it for a 403', async () => {
		const { client, sent } = clientOf([answer(403)], withToken);
		await client.send(get);
		expect(sent.map(({ renewToken }) => renewToken)).toEqual([false]);
	});

	it('renews it once for all requests that meet the 401', async () => {
		let isValid = false;
		const renewals: boolean[] = [];
		const { client } = clientOf([], {
			...withToken,
			send: async (_, renewToken) => {
				if (renewToken) renewals.push((isValid = true));
				const status = isValid ? 200 : 401;
				await Promise.resolve();
				return answer(status);
			},
		});
		const answers = await Promise.all(
			Array.from({ length: 6 }, async () => await client.send(get)),
		);
		expect(answers).toEqual(Array(6).fill(answer(200)));
		expect(renewals).toHaveLength(1);
	});

	it('renews it again when the new one expires in turn', async () => {
		const turns = [answer(401), answer(200), answer(401), answer(200)];
		const { client, sent } = clientOf(turns, withToken);
		await client.send(get);
		await client.send(get);
		expect(sent.map(({ renewToken }) => renewToken)).toEqual([false, true, false, true]);
	});

	it('does not fetch another one when the new one is refused as well', async () => {
		const { client, sent } = clientOf([answer(401)], withToken);
		expect(await client.send(get)).toEqual(answer(401));
		await client.send(get);
		expect(sent.map(({ renewToken }) => renewToken)).toEqual([false, true, false]);
	});

	it('lets the first request bring it, where there is none yet', async () => {
		const log: string[] = [];
		const { client } = clientOf([], {
			accessToken: 'missing',
			send: async ({ path }) => {
				log.push(`${path} sent`);
				await Promise.resolve();
				log.push(`${path} answered`);
				return answer(200);
			},
		});
		await Promise.all(['/1', '/2'].map(async (path) => await client.send({ ...get, path })));
		expect(log).toEqual(['/1 sent', '/1 answered', '/2 sent', '/2 answered']);
	});

	it('has no token to renew where calls carry a key', async () => {
		const { client, sent } = clientOf([answer(401)]);
		expect(await client.send(get)).toEqual(answer(401));
		expect(sent).toHaveLength(1);
	});
});

describe('an API client of a run that is cancelled', () => {
	const cancelled = { kind: 'unreachable', cause: 'cancelled' };

	it('sends nothing more', async () => {
		const run = new AbortController();
		const { client, sent } = clientOf([answer(200)], { signal: run.signal });
		await client.send(get);
		run.abort();
		expect(await Promise.all([client.send(get), client.send(post)])).toEqual([
			cancelled,
			cancelled,
		]);
		expect(sent).toHaveLength(1);
	});

	it('gives up a request that waits for its turn', async () => {
		const run = new AbortController();
		const { client, sent } = clientOf([answer(429, {}, { 'retry-after': '7' })], {
			signal: run.signal,
			wait: async (ms) => {
				if (ms > 0) run.abort();
			},
		});
		expect(await client.send(get)).toEqual(cancelled);
		expect(sent).toHaveLength(1);
	});

	it('says of a request that was broken off what became of it', async () => {
		const run = new AbortController();
		const { client } = clientOf([], {
			signal: run.signal,
			send: async () => {
				run.abort();
				return { kind: 'unreachable', cause: 'the connection was closed' };
			},
		});
		expect(await client.send(get)).toEqual(cancelled);
	});
});

describe('what an API client says of a failure', () => {
	it('masks what the credential and the requests hold in secret', async () => {
		const { client } = clientOf([answer(200)], { secrets: () => ['key-of-the-account'] });
		await client.send({
			...post,
			headers: { Authorization: 'Bearer abcdefgh' },
			body: { subscription: { url: 'https://n8n.example.com', signature_key: 'hunter2hunter2' } },
		});
		const message = 'key-of-the-account, abcdefgh and hunter2hunter2 at https://n8n.example.com';
		expect(client.explain({ what: 'a new webhook' }, answer(422, { message })).message).toBe(
			'Acme does not accept the request for a new webhook: ***, *** and *** at https://n8n.example.com',
		);
	});
});
