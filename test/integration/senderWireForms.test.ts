import { verify as verifyGitHubStyle } from '@octokit/webhooks-methods';
import { createHmac } from 'crypto';
import type { GenericValue, INodeParameters } from 'n8n-workflow';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { version } from '../../package.json';
import type { Received } from '../../sandbox/receiver';
import { hmac, receivedRuns, SECRET } from './sender/receivedRuns';
import { runSender } from './sender/runNode';

const WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const { receiver, send } = receivedRuns();

const KEY = Buffer.from('a key of thirty-two bytes, random');
const PREVIOUS = Buffer.from('the secret before this one');

const digest = (
	content: Buffer,
	encoding: 'hex' | 'base64' = 'hex',
	key: Buffer | string = SECRET,
) => createHmac('sha256', key).update(content).digest(encoding);

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
			created_at: '2026-01-31T18:30:00Z',
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

	it('Svix does it, to its satisfaction', async () => {
		const { headers, body } = await send({
			parameters: {
				platform: 'standardWebhooks',
				event: 'invoice.paid',
				data: '{"id": 7}',
				options: { signatureHeaders: 'svix-signature' },
			},
			credentials: { hospitalityWebhookSecretApi: { secret: WHSEC } },
		});
		const svix = Object.keys(headers).filter((name) => name.startsWith('svix-'));
		expect(svix.sort()).toEqual(['svix-id', 'svix-signature', 'svix-timestamp']);
		expect(Object.keys(headers).filter((name) => name.startsWith('webhook-'))).toEqual([]);
		new SvixWebhook(WHSEC).verify(body.toString(), headers as Record<string, string>);
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

	it('GoTab does it: the application in a header, and null where an event has no target', async () => {
		const request = await send({
			parameters: {
				platform: 'goTab',
				event: 'FISCAL_DAY_END',
				data: '{}',
				eventDetails: { applicationId: 'int_1' },
			},
			credentials: hmac,
		});
		expect(request.headers).toMatchObject({
			'x-gotab-application-id': 'int_1',
			'x-gotab-event-type': 'FISCAL_DAY_END',
		});
		expect(request.json).toMatchObject({ type: 'FISCAL_DAY_END', targetUuid: null });
		expect(JSON.stringify(request.json)).not.toContain('int_1');
	});

	it('RoostSync does it: times in whole seconds, whatever is entered', async () => {
		const request = await send({
			parameters: {
				platform: 'roostSync',
				event: 'booking.created',
				data: '{"booking_id": "b1"}',
				eventDetails: { occurredAt: '2026-01-31T18:30:00.250Z' },
			},
			credentials: hmac,
		});
		expect(request.json).toMatchObject({ timestamp: '2026-01-31T18:30:00Z' });
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

	it.each<[string, INodeParameters, (request: Received) => string]>([
		[
			'a prefix with a space at its end, and a key in base64',
			{
				signatureHeader: 'Authorization',
				signatureEncoding: 'base64',
				signaturePrefix: 'HMAC ',
				secretFormat: 'base64',
			},
			({ body }) => `authorization: HMAC ${digest(body, 'base64', KEY)}`,
		],
		[
			'a list with the signatures of both secrets',
			{ signatureHeader: 'X-Sig', signatureLayout: 'list', signaturePrefix: 'v1=' },
			({ body }) => `x-sig: v1=${digest(body)},v1=${digest(body, 'hex', PREVIOUS)}`,
		],
		[
			'named fields',
			{
				signatureHeader: 'X-Sig',
				signatureLayout: 'fields',
				signatureSeparator: ';',
				timestampField: 'ts',
				signatureField: 'h1',
				signedContent: '{timestamp}:{body}',
			},
			(request) => {
				const time = /ts=(\d+)/.exec(header(request, 'x-sig'))?.[1];
				const content = Buffer.concat([Buffer.from(`${time}:`), request.body]);
				return `x-sig: ts=${time};h1=${digest(content)};h1=${digest(content, 'hex', PREVIOUS)}`;
			},
		],
		[
			'the URL of the endpoint',
			{ signatureHeader: 'X-Sig', signatureEncoding: 'base64', signedContent: '{url}{body}' },
			({ body, headers }) => {
				const url = Buffer.from(`http://${String(headers.host)}/hook`);
				return `x-sig: ${digest(Buffer.concat([url, body]), 'base64')}`;
			},
		],
		[
			'the time that stands in the body',
			{
				signatureHeader: 'X-Sig',
				signedContent: '{body}{timestamp}',
				timestampSource: 'body',
				timestampPath: 'timestamp',
				timestampUnit: 'iso',
			},
			({ body }) => {
				const { timestamp } = JSON.parse(body.toString()) as { timestamp: string };
				return `x-sig: ${digest(Buffer.concat([body, Buffer.from(timestamp)]))}`;
			},
		],
		[
			'milliseconds right behind the body',
			{
				signatureHeader: 'X-Sig',
				signedContent: 'template',
				signedContentTemplate: '{method}{body}{timestamp}',
				timestampHeader: 'X-Time',
				timestampUnit: 'ms',
			},
			(request) => {
				const time = header(request, 'x-time');
				const content = ['POST', request.body, time].map((part) => Buffer.from(part));
				return `x-sig: ${digest(Buffer.concat(content))}`;
			},
		],
		[
			'a token in a header',
			{ authentication: 'headerToken', tokenHeader: 'X-Auth', tokenPrefix: 'Bearer ' },
			() => `x-auth: Bearer ${SECRET}`,
		],
	])('a custom scheme says: %s', async (_case, parameters, expected) => {
		const { secretFormat } = parameters;
		const secret = secretFormat === 'base64' ? KEY.toString('base64') : SECRET;
		const previousSecret = parameters.signatureLayout ? PREVIOUS.toString() : '';
		const request = await send({
			parameters: { platform: 'custom', event: 'my.event', data: '{"a": "ü"}', ...parameters },
			credentials: { hospitalityWebhookSecretApi: { secret, previousSecret } },
		});
		const [name] = expected(request).split(': ');
		expect(`${name}: ${header(request, name)}`).toBe(expected(request));
	});

	it('a custom scheme says: a token in the URL, which is shown nowhere', async () => {
		const parameters = {
			operation: 'send',
			url: `${receiver().url}/hook?a=1`,
			platform: 'custom',
			event: 'my.event',
			data: '{"a": 1}',
			authentication: 'urlToken',
			tokenParameter: 'key',
		};
		const { outputs } = await runSender({ parameters, credentials: hmac });
		const [{ url }] = receiver().received;
		expect(url).toBe(`/hook?a=1&key=${SECRET}`);
		expect(JSON.stringify(outputs)).not.toContain(SECRET);
	});

	it.each<[string, INodeParameters, string]>([
		['no body', { signedContentTemplate: '{timestamp}' }, 'has no {body}'],
		['an unknown place', { signedContentTemplate: '{body}{nonce}' }, 'has {nonce}, which is none'],
		[
			'a field that the event lacks',
			{ signedContentTemplate: '{field:data.missing}.{body}' },
			'A field of the body that is part of the signed content is missing',
		],
	])('nothing is sent by a template with %s', async (_case, template, message) => {
		const { error } = await runSender({
			parameters: {
				operation: 'send',
				url: `${receiver().url}/hook`,
				platform: 'custom',
				event: 'my.event',
				data: '{"a": 1}',
				signedContent: 'template',
				...template,
			},
			credentials: hmac,
		});
		expect(error?.message).toContain(message);
		expect(receiver().received).toHaveLength(0);
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
		expect(request.headers['user-agent']).toBe(`n8n-nodes-hospitality-webhooks/${version}`);
		expect(Object.keys(request.headers).join()).not.toMatch(/signature|authorization/);
	});

	it.each<[string, INodeParameters, string, string]>([
		['an object', { data: '{"id": 7, "a": [1]}' }, 'application/json', '{"id":7,"a":[1]}'],
		['a list', { data: '[{"id": 7}, 8]' }, 'application/json', '[{"id":7},8]'],
		[
			'another JSON type',
			{ data: '{"id": 7}', contentType: 'application/vnd.api+json' },
			'application/vnd.api+json',
			'{"id":7}',
		],
		[
			'a form',
			{ data: '{"id": 7, "payload": {"a": 1}}', contentType: 'application/x-www-form-urlencoded' },
			'application/x-www-form-urlencoded; charset=utf-8',
			'id=7&payload=%7B%22a%22%3A1%7D',
		],
	])('the data alone, signed: %s', async (_, parameters, type, body) => {
		await runSender({
			parameters: {
				operation: 'send',
				url: `${receiver().url}/hook`,
				platform: 'custom',
				event: 'order.created',
				bodyFormat: 'data',
				...parameters,
			},
			credentials: hmac,
		});
		const [request] = receiver().received;
		expect(request.body.toString()).toBe(body);
		expect(request.headers['content-type']).toBe(type);
		expect(header(request, 'x-webhook-signature')).toBe(digest(Buffer.from(body)));
	});
});
