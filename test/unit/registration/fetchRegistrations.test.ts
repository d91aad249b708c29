import type { ApiAnswer } from '../../../lib/api/answer';
import type { ApiRequest } from '../../../lib/api/request';
import type { WebhookApi } from '../../../lib/registration/declaration';
import {
	fetchRegistrations,
	readWebhook,
	withoutSecret,
} from '../../../lib/registration/fetchRegistrations';

const api: WebhookApi = {
	id: 'acme',
	name: 'Acme',
	description: 'Its webhooks',
	secret: { by: 'user', sent: false },
	webhookAt: ['hook'],
	deliveryAt: [],
	read: ({ id, target, kinds, state, key }) => ({
		id,
		url: target,
		events: kinds,
		...(state !== undefined && { active: state === 'on' }),
		secret: key,
	}),
	create: () => ({ method: 'POST', path: '/hooks' }),
	remove: (id) => ({ method: 'DELETE', path: `/hooks/${id}` }),
};

describe('readWebhook', () => {
	it.each([
		[{ id: 'wh_1' }, { webhook: { id: 'wh_1' } }],
		[
			{ id: 12, target: 'u', kinds: ['a', 3] },
			{ webhook: { id: '12', url: 'u', events: ['a', '3'] } },
		],
		[{ hook: { id: 'wh_1', state: 'on' } }, { webhook: { id: 'wh_1', active: true } }],
		[{ hook: { id: 'wh_1', state: 'off' } }, { webhook: { id: 'wh_1', active: false } }],
		[{ hook: { id: 'wh_1', key: 's' } }, { webhook: { id: 'wh_1' }, secret: 's' }],
		[{ id: 'wh_1', key: '', target: 7, kinds: 'a' }, { webhook: { id: 'wh_1' } }],
		[{ id: '' }, null],
		[{ success: true }, null],
		['<html>', null],
		[null, null],
		[[{ id: 'wh_1' }], null],
	])('of %j is %j', (body, webhook) => {
		expect(readWebhook(api, body)).toEqual(webhook);
	});
});

it('withoutSecret leaves out what a platform calls its secret', () => {
	const webhook = { id: 'wh_1', secret: 's', signature_key: 's', signingSecret: 's', keyboard: 1 };
	const api = { secret: { by: 'user', sent: true, inUrl: 'token' } } as const;
	const url = 'https://n8n.example/webhook/1';
	const shown = withoutSecret(api, { ...webhook, url: `${url}?token=kitchen` });
	expect(shown).toEqual({ id: 'wh_1', keyboard: 1, url });
});

it('withoutSecret leaves it out wherever it stands', () => {
	const api = { secret: { by: 'user', sent: true, inUrl: 'token' } } as const;
	const url = 'https://n8n.example/webhook/1';
	const attributes = { targetUrl: `${url}?token=kitchen`, secret: 's', events: ['a'] };
	const shown = withoutSecret(api, {
		id: 'wh_1',
		attributes,
		auth: [{ name: 'A', password: 'p' }],
	});
	expect(shown).toEqual({
		id: 'wh_1',
		attributes: { targetUrl: url, events: ['a'] },
		auth: [{ name: 'A' }],
	});
});

describe('fetchRegistrations', () => {
	const asked: ApiRequest[] = [];
	const answering = (...answers: ApiAnswer[]) => {
		asked.length = 0;
		return async (request: ApiRequest) => {
			asked.push(request);
			return await Promise.resolve(answers[asked.length - 1]);
		};
	};
	const answer = (status: number, body?: unknown): ApiAnswer => ({
		kind: 'answer',
		status,
		headers: {},
		body,
	});
	const listing = (documented: boolean): WebhookApi => ({
		...api,
		basePath: '/v2',
		list: { path: '/hooks', query: { all: 1 }, itemsAt: ['hooks'], documented },
	});
	const hooks = { hooks: [{ id: 'wh_1', target: 'u' }, { nothing: true }] };

	it('lists all webhooks where the API can', async () => {
		const fetched = await fetchRegistrations(
			listing(true),
			undefined,
			answering(answer(200, hooks)),
		);
		expect(fetched).toEqual({
			kind: 'answered',
			report: { kind: 'all', webhooks: [{ id: 'wh_1', url: 'u' }], partial: false },
		});
		expect(asked).toEqual([
			expect.objectContaining({
				method: 'GET',
				path: '/hooks',
				basePath: '/v2',
				query: { all: 1 },
			}),
		]);
	});

	it('takes an answer without content for an empty list', async () => {
		expect(
			await fetchRegistrations(listing(true), undefined, answering(answer(204, ''))),
		).toMatchObject({ report: { kind: 'all', webhooks: [] } });
	});

	it.each([[500], [404], [401]])('fails where a documented list answers %d', async (status) => {
		expect(
			await fetchRegistrations(listing(true), undefined, answering(answer(status))),
		).toMatchObject({ kind: 'failed', answer: { status } });
	});

	it('knows nothing where a list that is not documented is missing', async () => {
		expect(await fetchRegistrations(listing(false), 'wh_1', answering(answer(405)))).toEqual({
			kind: 'answered',
			report: { kind: 'unknown' },
		});
	});

	it('fails where the credential is refused, whatever is documented', async () => {
		expect(await fetchRegistrations(listing(false), 'wh_1', answering(answer(401)))).toMatchObject({
			kind: 'failed',
		});
	});

	it.each([
		[200, { id: 'wh_1' }, { kind: 'one', webhook: { id: 'wh_1' } }],
		[404, undefined, { kind: 'one', webhook: null }],
	])(
		'asks for the one webhook where there is no list, answered %d',
		async (status, body, report) => {
			const single: WebhookApi = {
				...api,
				get: (id) => ({ method: 'GET', path: `/hooks/${id}` }),
			};
			expect(await fetchRegistrations(single, 'wh_1', answering(answer(status, body)))).toEqual({
				kind: 'answered',
				report,
			});
			expect(asked).toMatchObject([{ path: '/hooks/wh_1' }]);
		},
	);
});
