import type { WebhookApi } from '../../../lib/platform';
import { olympusCloud } from '../../../platforms/olympusCloud';

describe('registration', () => {
	it('is by the API of the guide, or by one of those of its SDKs', () => {
		const webhook = { url: 'u', events: ['order.ready'], secret: 's', idempotencyKey: 'k' };
		const headers = { 'X-Idempotency-Key': 'k' };
		expect(
			olympusCloud.registration.webhookApis.map((api: WebhookApi) => [
				api.id,
				api.basePath,
				api.create(webhook),
				api.update?.('a/b', { events: ['order.ready'], active: true }),
				api.remove('a/b').path,
				api.test?.('a/b', 'order.ready') ?? api.testAll?.('order.ready'),
			]),
		).toEqual([
			[
				'guide',
				undefined,
				{
					method: 'POST',
					path: '/webhooks',
					body: { url: 'u', events: ['order.ready'], secret: 's' },
					headers,
				},
				{
					method: 'PATCH',
					path: '/webhooks/a%2Fb',
					body: { events: ['order.ready'], status: 'active' },
				},
				'/webhooks/a%2Fb',
				{ method: 'POST', path: '/webhooks/a%2Fb/test', body: { event_type: 'order.ready' } },
			],
			[
				'tenant',
				'/api/v1',
				{
					method: 'POST',
					path: '/platform/tenants/me/webhooks',
					body: { url: 'u', events: ['order.ready'] },
					headers,
				},
				undefined,
				'/platform/tenants/me/webhooks/a%2Fb',
				{
					method: 'POST',
					path: '/platform/tenants/me/webhooks/test',
					body: { event_type: 'order.ready' },
				},
			],
			[
				'endpoints',
				'/api/v1',
				{
					method: 'POST',
					path: '/webhooks/endpoints',
					body: { url: 'u', events: ['order.ready'], secret: 's' },
					headers,
				},
				{
					method: 'PUT',
					path: '/webhooks/endpoints/a%2Fb',
					body: { events: ['order.ready'], status: 'active' },
				},
				'/webhooks/endpoints/a%2Fb',
				{
					method: 'POST',
					path: '/webhooks/endpoints/a%2Fb/test',
					body: { event_type: 'order.ready' },
				},
			],
		]);
	});
});
