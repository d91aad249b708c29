import type { Platform } from '../../lib/platform';
import { platformById, platforms } from '../../platforms';

const platform = (id: string): Platform | undefined => platformById(id);
const namesOf = (id: string) => platform(id)?.events.map(({ name }) => name);

describe('events', () => {
	it('of gustaio are the eight of its announcement', () => {
		expect(namesOf('gustaio')).toEqual([
			'order.create',
			'order.update',
			'experience.create',
			'experience.update',
			'experience.delete',
			'menu_item.create',
			'menu_item.update',
			'menu_item.delete',
		]);
	});

	it('of olympusCloud are those of its guide, its REST page, its SDKs and its older API', () => {
		const guide = [
			...['created', 'updated', 'sent', 'ready', 'completed', 'cancelled'].map((e) => `order.${e}`),
			...['processed', 'failed', 'refunded', 'voided'].map((e) => `payment.${e}`),
			...['low_stock', 'out_of_stock', 'updated'].map((e) => `inventory.${e}`),
			...['item_updated', 'item_availability', 'price_changed'].map((e) => `menu.${e}`),
			...['hours_changed', 'status_changed'].map((e) => `location.${e}`),
		];
		const rest = [
			'payment.captured',
			'reservation.created',
			'reservation.updated',
			'reservation.cancelled',
			'kds.ticket.bumped',
			'table.status_changed',
		];
		const sdks = ['payment.completed', 'voice.call.ended'];
		const older = ['order.status_changed', 'inventory.low'];
		expect([...(namesOf('olympusCloud') ?? [])].sort()).toEqual(
			[...guide, ...rest, ...sdks, ...older].sort(),
		);
	});

	it('of resmio are its six actions', () => {
		expect(namesOf('resmio')).toEqual([
			'booking_created',
			'booking_updated',
			'booking_deleted',
			'productorder_created',
			'productorder_updated',
			'productorder_deleted',
		]);
	});

	it('of goTab are the documented six and ten that its integrators know', () => {
		const byEvidence = (evidence: string) =>
			platform('goTab')
				?.events.filter((event) => event.evidence === evidence)
				.map(({ name }) => name)
				.sort();
		expect(byEvidence('documented')).toEqual([
			'CATEGORY_UPDATED',
			'FISCAL_DAY_END',
			'ITEM_ADDED',
			'MENU_UPDATED',
			'ORDER_PLACED',
			'PRODUCT_UPDATED',
		]);
		expect(byEvidence('thirdParty')).toEqual([
			'CLOSE_TAB',
			'GUEST_SUBSCRIBED',
			'GUEST_UNSUBSCRIBED',
			'GUEST_VERIFIED',
			'ITEM_COMPED',
			'ITEM_REMOVED',
			'ITEM_VOIDED',
			'LOCATION_UPDATED',
			'OPEN_TAB',
			'QR_SCANNED',
		]);
	});

	it('of roostSync are the nine of its preview', () => {
		expect(namesOf('roostSync')).toEqual([
			'booking.created',
			'booking.updated',
			'booking.cancelled',
			'guest.checkin',
			'guest.checkout',
			'order.created',
			'order.completed',
			'inventory.low',
			'payment.received',
		]);
	});

	it('may repeat with an equal body only where two changes cannot be told apart', () => {
		const repeatable = platforms.flatMap((p: Platform) =>
			p.events.filter((event) => event.repeatable).map((event) => `${p.id} ${event.name}`),
		);
		expect(repeatable).toEqual(['resmio booking_updated', 'resmio productorder_updated']);
	});
});

describe('retries', () => {
	it.each([
		['gustaio', [], undefined],
		['olympusCloud', [60, 300, 1800, 7200, 28800, 86400], undefined],
		['resmio', [], undefined],
		['goTab', [], undefined],
		['roostSync', [60, 300, 1800, 7200, 86400], 30],
		['standardWebhooks', [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400], 30],
		['custom', [], undefined],
	])('of %s wait %j seconds', (id, delaysSeconds, timeoutSeconds) => {
		const retry = platform(id)?.retry;
		expect(retry?.delaysSeconds).toEqual(delaysSeconds);
		expect(retry?.timeoutSeconds).toBe(timeoutSeconds);
	});
});

describe('registration', () => {
	it.each([
		['gustaio', 'Create Webhook'],
		['resmio', 'Settings > Integration > Developers > Webhooks'],
		['goTab', 'https://gotab.io/manager/integrations'],
		['roostSync', 'Settings > Integrations > Webhooks'],
	])('of %s is by hand, at %s', (id, place) => {
		const registration = platform(id)?.registration;
		expect(registration?.kind).toBe('manual');
		expect(registration?.steps.join('\n')).toContain(place);
	});

	it('needs https where the platform says so', () => {
		expect(platforms.filter((p) => p.requiresHttps).map(({ id }) => id)).toEqual([
			'gustaio',
			'roostSync',
		]);
	});

	it('of olympusCloud is by API: that of the guide, or one of those of its SDKs', () => {
		const registration = platform('olympusCloud')?.registration;
		if (registration?.kind !== 'api') throw new Error('Expected an API');
		const webhook = { url: 'u', events: ['order.ready'], secret: 's', idempotencyKey: 'k' };
		const headers = { 'X-Idempotency-Key': 'k' };
		expect(
			registration.webhookApis.map((api) => [
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
