import type { INodeParameters } from 'n8n-workflow';

import { endpoints, tenant, URL, webhookRuns } from './hospitality/webhookRuns';

const { sandbox, requests, webhook, create } = webhookRuns();

describe('Webhook > Send Test, Get Deliveries and Retry Delivery', () => {
	/** Nobody listens there, so deliveries to it fail. */
	const nobody = 'http://127.0.0.1:9/';
	const somebody = () => `${sandbox().url}/_receiver/hook`;

	it('send an event, show it and send it again', async () => {
		const { id } = await create(['order.ready'], { webhookApi: 'endpoints', url: nobody });
		const family = { webhookApi: 'endpoints', webhookId: id };
		const test = await webhook('sendTest', { ...family, eventType: 'order.ready' });
		expect(test.json[0]).toMatchObject([{ event_type: 'order.ready', status: 'failed' }]);

		const deliveries = await webhook('getDeliveries', family);
		expect(deliveries.json[0]).toMatchObject([
			{ event_type: 'order.ready', status: 'failed', next_retry_at: expect.any(String) },
		]);
		const deliveryId = String(deliveries.json[0][0].id);
		const again = await webhook('retryDelivery', { ...family, deliveryId });
		expect(again.json[0]).toMatchObject([{ event_id: deliveries.json[0][0].event_id }]);
		expect(requests().at(-1)).toBe(`POST ${endpoints}/${id}/deliveries/${deliveryId}/retry`);
	});

	it('put failed deliveries first, the one that is retried soonest on top', async () => {
		const { id } = await create(['order.ready']);
		const at = Date.parse('2026-01-18T10:00:00Z');
		const event = {
			name: 'order.ready',
			id: 'evt_1',
			occurredAt: '2026-01-18T10:00:00Z',
			data: {},
			account: {},
		};
		const keep = (deliveryId: string, status: number, nextAttemptAt?: number) =>
			sandbox().state.deliveries.keep({
				id: deliveryId,
				webhookId: id,
				event,
				attempts: [{ at, durationMs: 5, status, response: '', headers: {}, body: '' }],
				nextAttemptAt,
			});
		keep('del_given_up', 500);
		keep('del_late', 500, at + 7_200_000);
		keep('del_soon', 500, at + 60_000);
		keep('del_fine', 200);
		const { json } = await webhook('getDeliveries', { webhookId: id });
		expect(json[0].map((item) => item.id)).toEqual([
			'del_soon',
			'del_late',
			'del_given_up',
			'del_fine',
		]);
		const failed = await webhook('getDeliveries', { webhookId: id, onlyFailed: true, limit: 2 });
		expect(failed.json[0].map((item) => item.id)).toEqual(['del_soon', 'del_late']);
	});

	it('send an event to all that want it where the webhook API knows no other way', async () => {
		const first = await create(['order.ready'], { webhookApi: 'tenant', url: somebody() });
		await create(['order.created'], { webhookApi: 'tenant', url: somebody() });
		const { json } = await webhook('sendTest', { webhookApi: 'tenant', eventType: 'order.ready' });
		expect(json[0]).toMatchObject([{ event_type: 'order.ready' }]);
		const sent = [...sandbox().state.deliveries.values()];
		expect(sent.map(({ webhookId }) => webhookId)).toEqual([first.id]);
		expect(requests()).toContain(`POST ${tenant}/test`);
	});
});

describe('Webhook > Check', () => {
	const check = async (events: string[], more: INodeParameters = {}) => {
		const { json, error } = await webhook('check', { url: URL, events, ...more });
		expect(error).toBeUndefined();
		return json[0][0];
	};
	const family = { webhookApi: 'endpoints' };

	it('says that everything is as it should be', async () => {
		const { id } = await create(['order.created'], family);
		expect(await check(['order.created'], family)).toEqual({
			upToDate: true,
			summary: 'Everything is as it should be',
			plan: [],
			reported: true,
			webhook: { id, url: URL, events: ['order.created'], active: true },
		});
	});

	it('names the events that would be added and removed', async () => {
		await create(['order.created', 'order.sent'], family);
		expect(await check(['order.created', 'order.ready'], family)).toMatchObject({
			upToDate: false,
			summary: 'would update events: +order.ready, -order.sent',
		});
	});

	it('sees that the host in front of the same path has moved', async () => {
		await create(['order.created'], {
			...family,
			url: 'https://old.example.com/webhook/abc/webhook',
		});
		expect(await check(['order.created'], family)).toMatchObject({
			plan: [`would update URL: https://old.example.com/webhook/abc/webhook → ${URL}`],
		});
	});

	it('sees one that is paused, and doubles', async () => {
		const { id } = await create(['order.created'], family);
		const double = await create(['order.created'], family);
		const stored = sandbox().state.webhooks.get(id);
		if (stored) stored.status = 'paused';
		expect(await check(['order.created'], family)).toMatchObject({
			plan: [
				'would update state: inactive → active',
				`would remove ${double.id}, which is no longer needed`,
			],
		});
	});

	it('says that it would be created', async () => {
		expect(await check(['order.created', 'order.ready'], family)).toMatchObject({
			plan: ['would create a webhook for 2 events'],
			webhook: null,
		});
	});

	it('says where a family cannot change one in place', async () => {
		await create(['order.created'], { webhookApi: 'tenant' });
		expect(await check(['order.ready'], { webhookApi: 'tenant' })).toMatchObject({
			plan: [
				'would create a new webhook, because this webhook API cannot change the events (+order.ready, -order.created) of an existing one',
				expect.stringMatching(/^would remove wh_\w+, which is no longer needed$/),
			],
		});
	});

	it('says where a family does not report what it has', async () => {
		const { id } = await create(['order.created']);
		expect(await check(['order.created'], { knownId: id })).toMatchObject({
			upToDate: null,
			summary:
				'would send an update that changes nothing, to see whether the webhook is still there',
			reported: false,
		});
	});

	it('changes nothing', async () => {
		await create(['order.created'], family);
		const before = JSON.stringify([...sandbox().state.webhooks.values()]);
		await check(['order.ready'], family);
		expect(JSON.stringify([...sandbox().state.webhooks.values()])).toBe(before);
		expect(requests().filter((line) => !line.startsWith('GET'))).toEqual([`POST ${endpoints}`]);
	});
});
