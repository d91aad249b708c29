import { verify as verifyGitHubStyle } from '@octokit/webhooks-methods';
import { createHmac } from 'crypto';
import type { GenericValue, INodeParameters } from 'n8n-workflow';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import type { Received } from '../../sandbox/receiver';
import { hmac, receivedRuns, SECRET } from './sender/receivedRuns';

const WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const { send } = receivedRuns();

const header = ({ headers }: Received, name: string) => String(headers[name]);

describe('an event is sent as', () => {
	it('Olympus Cloud does it, to the satisfaction of stripe', async () => {
		const request = await send({
			parameters: {
				platform: 'olympusCloud',
				event: 'order.created',
				data: '{"id": "ord_1", "total": 12.5}',
				eventDetails: { tenantId: 't1', locationId: 'l1', occurredAt: '2026-01-31T18:30:00Z' },
			},
			credentials: hmac,
		});
		const stripe = new Stripe('sk_test_none');
		stripe.webhooks.constructEvent(request.body, header(request, 'x-olympus-signature'), SECRET);
		expect(request.json).toMatchObject({
			type: 'order.created',
			created_at: '2026-01-31T18:30:00.000Z',
			tenant_id: 't1',
			location_id: 'l1',
			data: { id: 'ord_1', total: 12.5 },
		});
		expect(request.json.id).toMatch(/^evt_[0-9a-f]{32}$/);
	});

	it('RoostSync does it, to the satisfaction of octokit', async () => {
		const request = await send({
			parameters: {
				platform: 'roostSync',
				event: 'booking.created',
				data: '{"id": "b1"}',
				eventDetails: { propertyId: 'p1' },
			},
			credentials: hmac,
		});
		const [name] = Object.keys(request.headers).filter((key) => key.includes('signature'));
		const body = request.body.toString();
		expect(await verifyGitHubStyle(SECRET, body, header(request, name))).toBe(true);
		expect(request.json).toMatchObject({ event: 'booking.created', property_id: 'p1' });
	});

	it('Standard Webhooks prescribes, to the satisfaction of standardwebhooks and svix', async () => {
		const request = await send({
			parameters: {
				platform: 'standardWebhooks',
				event: 'invoice.paid',
				data: '{"id": 7}',
				eventDetails: { eventId: 'msg_fixed' },
			},
			credentials: { hospitalityWebhookSecretApi: { secret: WHSEC } },
		});
		const headers = request.headers as Record<string, string>;
		new StandardWebhook(WHSEC).verify(request.body.toString(), headers);
		new SvixWebhook(WHSEC).verify(request.body.toString(), headers);
		expect(header(request, 'webhook-id')).toBe('msg_fixed');
		expect(request.json).toMatchObject({ type: 'invoice.paid', data: { id: 7 } });
	});

	it('Gustaio does it: a hex HMAC of timestamp and body', async () => {
		const request = await send({
			parameters: {
				platform: 'gustaio',
				event: 'otherEvent',
				otherEvent: 'spa.booked',
				data: '{}',
			},
			credentials: hmac,
		});
		const timestamp = header(request, 'x-webhook-timestamp');
		const signed = `${timestamp}.${request.body.toString()}`;
		const expected = createHmac('sha256', SECRET).update(signed).digest('hex');
		expect(header(request, 'x-webhook-signature')).toBe(expected);
		expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
		expect(request.json).toMatchObject({ event: 'spa.booked' });
	});

	it('GoTab does it: a hex HMAC of the body, and what it is about in headers', async () => {
		const request = await send({
			parameters: {
				platform: 'goTab',
				event: 'otherEvent',
				otherEvent: 'SPA_BOOKED',
				data: '{}',
				eventDetails: { locationUuid: 'loc_1', resourceId: 'spa_1' },
			},
			credentials: hmac,
		});
		const expected = createHmac('sha256', SECRET).update(request.body).digest('hex');
		expect(Object.values(request.headers)).toContain(expected);
		expect(request.json).toMatchObject({ type: 'SPA_BOOKED', locationUuid: 'loc_1' });
	});

	it('resmio does it: Basic Auth, and ids taken from the data', async () => {
		const request = await send({
			parameters: {
				platform: 'resmio',
				event: 'booking_created',
				data: '{"id": 51918313, "facility_id": "the-fish"}',
			},
			credentials: { hospitalityBasicAuthApi: { username: 'Aladdin', password: 'open sesame' } },
		});
		// The example of RFC 7617.
		expect(request.headers.authorization).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
		expect(request.json).toEqual({
			id: 51918313,
			facility_id: 'the-fish',
			action: 'BOOKING_CREATED',
		});
	});

	it('a custom scheme says', async () => {
		const request = await send({
			parameters: {
				platform: 'custom',
				event: 'my.event',
				data: '{"a": "ü"}',
				signatureHeader: 'X-Mine',
				signatureAlgorithm: 'sha512',
				signatureEncoding: 'base64',
				signaturePrefix: 'v0=',
				signedContent: '{id}.{timestamp}.{body}',
				timestampHeader: 'X-Time',
				timestampUnit: 'ms',
				idHeader: 'X-Id',
			},
			credentials: hmac,
		});
		const [id, time] = [header(request, 'x-id'), header(request, 'x-time')];
		const signed = `${id}.${time}.${request.body.toString()}`;
		const expected = createHmac('sha512', SECRET).update(signed).digest('base64');
		expect(header(request, 'x-mine')).toBe(`v0=${expected}`);
		expect(time).toMatch(/^\d{13}$/);
	});

	it.each<[string, GenericValue]>([
		['JSON text', '{"X-Restaurant": "7"}'],
		['an object', { 'X-Restaurant': '7' }],
		['an expression', '={{ { "X-Restaurant": $json.id } }}'],
		['a list', [{ name: 'X-Restaurant', value: '={{ $json.id }}' }]],
		['a list below a key', { parameters: [{ name: 'X-Restaurant', value: '7' }] }],
	])('custom headers arrive when they are given as %s', async (_case, headers) => {
		const request = await send({
			parameters: { platform: 'plain', options: { headers } as INodeParameters },
			items: [{ id: '7' }],
		});
		expect(request.headers['x-restaurant']).toBe('7');
	});

	it('plain JSON: the data alone, with custom headers and without a signature', async () => {
		const request = await send({
			parameters: {
				platform: 'plain',
				data: '{"a": [1, 2.50, "ü"]}',
				options: { headers: { header: [{ name: 'X-Restaurant', value: '7' }] } },
			},
		});
		expect(request.body.toString()).toBe('{"a":[1,2.5,"ü"]}');
		expect(request.headers['x-restaurant']).toBe('7');
		expect(request.headers['user-agent']).toMatch(/^n8n-nodes-hospitality-webhooks\//);
		expect(Object.keys(request.headers).join()).not.toMatch(/signature|authorization/);
	});
});
