import { createHmac } from 'crypto';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Credentials } from './hospitality/credentials';
import { runHospitality } from './hospitality/runHospitality';

const SECRET = 'gustaio-signing-secret';
const BODY = '{"event":"order.create","timestamp":"2026-01-18T10:30:00Z","data":{"id":"o_1"}}\n';

const hex = (content: string, secret = SECRET) =>
	createHmac('sha256', secret).update(content).digest('hex');

/** A request as the core Webhook node gives it out with its option Raw Body. */
function received(body: string, headers: Record<string, string>): INodeExecutionData {
	return {
		json: { headers, params: {}, query: {}, body: {} },
		binary: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } },
	};
}

const verify = async (
	parameters: INodeParameters,
	items: INodeExecutionData[],
	credentials: Credentials = { hospitalityWebhookSecretApi: { secret: SECRET } },
) =>
	await runHospitality({
		parameters: { resource: 'event', operation: 'verify', ...parameters },
		items,
		credentials,
	});

const gustaio = { platform: 'gustaio', headers: '={{ $json.headers }}' };
const custom = {
	platform: 'custom',
	headers: '={{ $json.headers }}',
	signatureHeader: 'X-Sig',
};
const now = () => String(Math.floor(Date.now() / 1000));

function signed(body = BODY, secret = SECRET) {
	const timestamp = now();
	return {
		'x-webhook-timestamp': timestamp,
		'x-webhook-signature': hex(`${timestamp}.${body}`, secret),
	};
}

describe('Verify Signature', () => {
	it('gives a valid request out as the Trigger would, on the first output', async () => {
		const { outputs, json, error } = await verify(gustaio, [received(BODY, signed())]);
		expect(error).toBeUndefined();
		expect(json[1]).toEqual([]);
		expect(outputs[0]).toMatchObject([
			{
				json: {
					platform: 'gustaio',
					event: 'order.create',
					resourceType: 'order',
					occurredAt: '2026-01-18T10:30:00.000Z',
					resourceId: 'o_1',
					verification: { scheme: 'hmac-sha256', verified: true, matchedSecret: 'current' },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('gives out an item for each event of a list, all of the item that they came in', async () => {
		const body = '{"shop":"s1","events":[{"type":"a.created","id":1},{"type":"b.created","id":2}]}';
		const { outputs } = await verify({ ...custom, eventsField: 'events' }, [
			received(BODY, { 'x-sig': hex(BODY) }),
			received(body, { 'x-sig': hex(body) }),
		]);
		expect(
			outputs[0].map(({ json, pairedItem }) => [json.event, json.delivery, pairedItem]),
		).toEqual([
			['order.create', undefined, { item: 0 }],
			['a.created', { shop: 's1' }, { item: 1 }],
			['b.created', { shop: 's1' }, { item: 1 }],
		]);
	});

	it('refuses a place that can name nothing, with the one that was meant', async () => {
		const { error } = await verify({ ...custom, eventIdField: 'headers.x-id' }, [
			received(BODY, { 'x-sig': hex(BODY) }),
		]);
		expect(error?.message).toContain('Did you mean header:x-id?');
	});

	it('gives what it cannot check out on the second as well, when the node may continue', async () => {
		const { json, outputs } = await runHospitality({
			parameters: { resource: 'event', operation: 'verify', ...gustaio },
			items: [{ json: { headers: signed() } }, received(BODY, signed())],
			credentials: { hospitalityWebhookSecretApi: { secret: SECRET } },
			node: { onError: 'continueRegularOutput' },
		});
		expect(json[0]).toMatchObject([{ resourceId: 'o_1' }]);
		expect(json[1]).toMatchObject([{ error: 'The item has no binary field "data"' }]);
		expect(outputs[1][0].pairedItem).toEqual({ item: 0 });
	});

	it('gives an invalid one out on the second, with reason and explanation', async () => {
		const { json } = await verify(gustaio, [received(BODY, signed(BODY, 'another secret'))]);
		expect(json[0]).toEqual([]);
		expect(json[1]).toMatchObject([
			{ platform: 'gustaio', valid: false, reason: 'signature_mismatch' },
		]);
		expect(typeof json[1][0].explanation).toBe('string');
	});

	it('explains a body that was serialised again', async () => {
		const { json } = await verify(gustaio, [
			received(JSON.stringify(JSON.parse(BODY)), signed(BODY)),
		]);
		expect(json[1]).toMatchObject([{ valid: false, cause: 'body_changed' }]);
	});

	it('keeps each item in its place', async () => {
		const { outputs } = await verify(gustaio, [
			received(BODY, signed(BODY, 'another secret')),
			received(BODY, signed()),
			received(BODY, {}),
		]);
		expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 1 }],
			[{ item: 0 }, { item: 2 }],
		]);
		expect(outputs[1][1].json.reason).toBe('signature_missing');
	});

	it('takes the body as text, byte for byte', async () => {
		const headers = signed('{"event":"ö"}\r\n');
		const item = { json: { raw: '{"event":"ö"}\r\n', headers } };
		const text = { ...gustaio, bodySource: 'text', body: '={{ $json.raw }}' };
		const { json } = await verify(text, [item]);
		expect(json[0]).toMatchObject([{ event: 'ö' }]);
	});

	it('says that a parsed body cannot be verified', async () => {
		const text = { ...gustaio, bodySource: 'text', body: '={{ $json.body }}' };
		const { error } = await verify(text, [{ json: { body: { event: 'x' }, headers: {} } }]);
		expect(error?.message).toBe('The body has already been parsed');
	});

	it('says which option of the Webhook node is missing', async () => {
		const { error } = await verify(gustaio, [{ json: { body: {}, headers: {} } }]);
		expect(error).toMatchObject({
			message: 'The item has no binary field "data"',
			description:
				'Switch on the option Raw Body of the Webhook node, or set Raw Body to Text here.',
		});
	});

	it('refuses an old request, unless the tolerance is larger', async () => {
		const timestamp = String(Math.floor(Date.now() / 1000) - 400);
		const headers = {
			'x-webhook-timestamp': timestamp,
			'x-webhook-signature': hex(`${timestamp}.${BODY}`),
		};
		const { json } = await verify(gustaio, [received(BODY, headers)]);
		expect(json[1]).toMatchObject([{ reason: 'timestamp_too_old' }]);
		const wide = { ...gustaio, options: { toleranceSeconds: 900 } };
		expect((await verify(wide, [received(BODY, headers)])).json[0]).toHaveLength(1);
	});

	it('takes a tolerance of 0 as none, not as the usual one', async () => {
		const timestamp = String(Math.floor(Date.now() / 1000) - 30);
		const headers = {
			'x-webhook-timestamp': timestamp,
			'x-webhook-signature': hex(`${timestamp}.${BODY}`),
		};
		const none = { ...gustaio, options: { toleranceSeconds: 0 } };
		const { json } = await verify(none, [received(BODY, headers)]);
		expect(json[1]).toMatchObject([{ reason: 'timestamp_too_old' }]);
	});

	it('checks Basic Auth', async () => {
		const credentials = { hospitalityBasicAuthApi: { username: 'n8n', password: 'p:w' } };
		const body = '{"id":51918313,"facility_id":"the-fish","action":"BOOKING_CREATED"}';
		const parameters = { platform: 'resmio', headers: '={{ $json.headers }}' };
		const right = { authorization: `Basic ${Buffer.from('n8n:p:w').toString('base64')}` };
		const wrong = { authorization: `Basic ${Buffer.from('n8n:pw').toString('base64')}` };
		const { json } = await verify(
			parameters,
			[received(body, right), received(body, wrong)],
			credentials,
		);
		expect(json[0]).toMatchObject([
			{ event: 'booking_created', verification: { scheme: 'basic' } },
		]);
		expect(json[1]).toMatchObject([{ reason: 'authorization_mismatch' }]);
		expect(JSON.stringify(json)).not.toContain('Basic ');
	});

	it('checks the scheme that the user describes', async () => {
		const parameters = {
			platform: 'custom',
			headers: '={{ $json.headers }}',
			signatureHeader: 'X-Hub-Signature',
			signatureAlgorithm: 'sha1',
			signaturePrefix: 'sha1=',
		};
		const signature = createHmac('sha1', SECRET).update(BODY).digest('hex');
		const { json } = await verify(parameters, [
			received(BODY, { 'X-Hub-Signature': `sha1=${signature}` }),
		]);
		expect(json[0]).toMatchObject([{ verification: { scheme: 'hmac-sha1', verified: true } }]);
	});

	it.each([
		['the URL of the Webhook node', {}, 'valid'],
		['the URL that the user enters', { webhookUrl: 'https://other.example/hook' }, 'invalid'],
	])('checks a signature that covers the URL, by %s', async (_, url, expected) => {
		const webhookUrl = 'https://n8n.example/webhook/1';
		const item = received(BODY, { 'x-sig': hex(webhookUrl + BODY) });
		item.json.webhookUrl = webhookUrl;
		const parameters = { ...custom, signedContent: '{url}{body}', ...url };
		const { json } = await verify(parameters, [item]);
		expect(json.map((items) => items.length)).toEqual(expected === 'valid' ? [1, 0] : [0, 1]);
	});

	it('checks a token in the query string, and shows it nowhere', async () => {
		const [right, wrong] = [SECRET, 'wrong'].map((token) => {
			const item = received(BODY, {});
			item.json.query = { key: token };
			return item;
		});
		const parameters = {
			...custom,
			authentication: 'urlToken',
			tokenParameter: 'key',
			query: '={{ $json.query }}',
		};
		const { json } = await verify(parameters, [right, wrong]);
		expect(json[0]).toMatchObject([
			{ verification: { scheme: 'token', matchedSecret: 'current' } },
		]);
		expect(json[1]).toMatchObject([{ reason: 'token_mismatch' }]);
		expect(JSON.stringify(json)).not.toContain(SECRET);
	});

	it.each(['mewsConnector', 'apaleo'])(
		'checks the token that %s has in the query string, and shows it nowhere',
		async (platform) => {
			const [right, wrong] = [SECRET, 'wrong'].map((token) => {
				const item = received('{"id":"1","topic":"Folio","type":"closed"}', {});
				item.json.query = { token };
				return item;
			});
			const { json } = await verify({ platform }, [right, wrong]);
			expect(json[0]).toMatchObject([{ platform, verification: { scheme: 'token' } }]);
			expect(json[1]).toMatchObject([{ reason: 'token_mismatch' }]);
			expect(JSON.stringify(json)).not.toContain(SECRET);
		},
	);

	it('checks user name and password of a sender that the user describes', async () => {
		const credentials = { hospitalityBasicAuthApi: { username: 'n8n', password: 'p:w' } };
		const authorization = `Basic ${Buffer.from('n8n:p:w').toString('base64')}`;
		const parameters = { ...custom, authentication: 'basic' };
		const { json } = await verify(parameters, [received(BODY, { authorization })], credentials);
		expect(json[0]).toMatchObject([{ verification: { scheme: 'basic', verified: true } }]);
	});

	it.each([
		['{timestamp}.{nonce}', '{nonce}'],
		['{ url }{body}', '{ url }'],
	])('says what is wrong with the template %s', async (signedContentTemplate, place) => {
		const parameters = { ...custom, signedContent: 'template', signedContentTemplate };
		const { error } = await verify(parameters, [received(BODY, {})]);
		expect(error?.message).toContain(`The signed content has ${place}, which is none of {body}`);
	});

	it('says of a multipart form that it cannot be verified', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const { error } = await verify(gustaio, [{ json: { headers } }]);
		expect(error?.message).toBe(
			'The request is a multipart form, whose raw bytes n8n does not keep',
		);
	});

	it('does nothing without a credential', async () => {
		const { error, json } = await verify(gustaio, [received(BODY, signed())], {});
		expect(json).toEqual([]);
		expect(error?.message).toBe('No signing secret credential is set for Gustaio');
	});

	it('shows no secret and no signature in what it gives out', async () => {
		const headers = signed();
		const { outputs } = await verify(gustaio, [
			received(BODY, headers),
			received(`${BODY} `, headers),
		]);
		const shown = JSON.stringify(outputs);
		expect(shown).not.toContain(SECRET);
		expect(shown).not.toContain(headers['x-webhook-signature']);
	});
});
