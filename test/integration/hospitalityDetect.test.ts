import { createHmac } from 'crypto';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Credentials } from './hospitality/credentials';
import { runHospitality } from './hospitality/runHospitality';

const SHARED = 'kitchen-secret-7f3a9c21';
const BODY = '{"event":"order.created","data":{"id":"o_1"}}\n';
const URL = 'https://n8n.example/webhook/capture';

const hmac = (content: string, secret = SHARED) =>
	createHmac('sha256', secret).update(content).digest('hex');

/** A request as the core Webhook node gives it out with its option Raw Body. */
function received(
	headers: Record<string, string>,
	json: IDataObject = {},
	body = BODY,
): INodeExecutionData {
	return {
		json: { headers, params: {}, query: {}, body: {}, webhookUrl: URL, ...json },
		binary: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } },
	};
}

const detect = async (
	items: INodeExecutionData[],
	parameters: INodeParameters = {},
	credentials: Credentials = { hospitalityWebhookSecretApi: { secret: SHARED } },
) =>
	await runHospitality({
		parameters: {
			resource: 'event',
			operation: 'detectScheme',
			headers: '={{ $json.headers }}',
			webhookUrl: '={{ $json.webhookUrl }}',
			query: '={{ $json.query }}',
			...parameters,
		},
		items,
		credentials,
	});

describe('Detect Scheme', () => {
	it('gives the settings of platform Custom out, as the Trigger has them', async () => {
		const headers = { 'x-hub-signature-256': `sha256=${hmac(BODY)}` };
		const { json, error } = await detect([received(headers)]);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			[
				{
					found: true,
					platform: null,
					parameters: {
						platform: 'custom',
						authentication: 'hmac',
						signatureHeader: 'x-hub-signature-256',
						signatureAlgorithm: 'sha256',
						signatureEncoding: 'hex',
						signatureLayout: 'single',
						signaturePrefix: 'sha256=',
						signedContent: '{body}',
						secretFormat: 'text',
					},
					matchedSecret: 'current',
					steps: [
						'Copy the text of nodeJson and paste it onto the canvas: it is the Trigger, set up.',
						'Or add a Hospitality Trigger and choose Custom.',
						'Set Signature Header to x-hub-signature-256',
						'Set Signature Prefix to sha256=',
						'Choose the credential "hospitalityWebhookSecretApi".',
						'Enter the Production URL of the Trigger at the sender.',
					],
					nodeJson: expect.any(String),
				},
			],
		]);
	});

	it('gives a Trigger to paste out, with the credential and without the secret', async () => {
		const headers = { 'x-sig': hmac(BODY) };
		const { json } = await detect([received(headers)]);
		const { nodes, connections } = JSON.parse(String(json[0][0].nodeJson));
		expect(connections).toEqual({});
		expect(nodes).toMatchObject([
			{
				type: expect.stringMatching(/hospitalityTrigger$/),
				typeVersion: 2,
				parameters: { platform: 'custom', events: ['*'], signatureHeader: 'x-sig' },
				credentials: { hospitalityWebhookSecretApi: { name: 'hospitalityWebhookSecretApi' } },
			},
		]);
	});

	it('names a declared platform that the request fits, and puts it into the Trigger', async () => {
		const { json } = await detect([received({ 'x-gotab-signature': hmac(BODY) })]);
		expect(json[0]).toMatchObject([
			{
				found: true,
				platform: 'goTab',
				parameters: { platform: 'custom', signatureHeader: 'x-gotab-signature' },
			},
		]);
		expect(JSON.parse(String(json[0][0].nodeJson)).nodes).toMatchObject([
			{ parameters: { platform: 'goTab' } },
		]);
		expect(json[0][0].steps).toContainEqual(expect.stringContaining('choose GoTab'));
	});

	it('finds the URL of the Webhook node in what is signed', async () => {
		const { json } = await detect([received({ 'x-sig': hmac(URL + BODY) })]);
		expect(json[0]).toMatchObject([{ parameters: { signedContent: '{url}{body}' } }]);
		expect(json[0][0].parameters).not.toHaveProperty('webhookUrl');
		expect(json[0][0].steps).toContainEqual(expect.stringContaining('set Webhook URL'));
	});

	it('finds a token in the URL, whether the query or the URL is given, and does not show it', async () => {
		const { json } = await detect([
			received({}, { query: { key: SHARED } }),
			received({}, { query: undefined, webhookUrl: `${URL}?key=${SHARED}` }),
		]);
		const parameters = { platform: 'custom', authentication: 'urlToken', tokenParameter: 'key' };
		expect(json[0]).toMatchObject([{ parameters }, { parameters }]);
		expect(JSON.stringify(json)).not.toContain(SHARED);
	});

	it('says for user name and password which credential is needed', async () => {
		const authorization = `Basic ${Buffer.from(`n8n:${SHARED}`).toString('base64')}`;
		const { json } = await detect([received({ authorization })]);
		expect(json[0]).toMatchObject([
			{ parameters: { platform: 'custom', authentication: 'basic' } },
		]);
		expect(json[0][0].steps).toContainEqual(expect.stringContaining('Basic Auth'));
		expect(JSON.stringify(json)).not.toContain(authorization.slice(6));
	});

	it('says what it tried and what to check where nothing fits', async () => {
		const headers = { 'x-sig': hmac(BODY, 'another secret') };
		const { json } = await detect([received(headers), received({})]);
		expect(json[0]).toMatchObject([
			{
				found: false,
				platform: null,
				tried: { signatureHeaders: ['x-sig'] },
				check: expect.arrayContaining([expect.stringContaining('The secret is the one of')]),
			},
			{
				found: false,
				tried: { signatureHeaders: [], digests: 0 },
				check: expect.arrayContaining([expect.stringContaining('No header holds anything')]),
			},
		]);
	});

	it('says that the body was changed on its way', async () => {
		const { json } = await detect([received({ 'x-sig': hmac(BODY.trim()) })]);
		expect(json[0]).toMatchObject([
			{ found: false, check: [expect.stringContaining('without the line break at its end')] },
		]);
	});

	it('takes the body as text, and refuses one that is parsed', async () => {
		const text = { bodySource: 'text', body: '={{ $json.raw }}' };
		const json = { raw: BODY, headers: { 'x-sig': hmac(BODY) }, query: {} };
		expect((await detect([{ json }], text)).json[0]).toMatchObject([{ found: true }]);
		const { error } = await detect([{ json: { ...json, raw: {} } }], text);
		expect(error?.message).toBe('The body has already been parsed');
	});

	it('does nothing without a credential', async () => {
		const { error } = await detect([received({ 'x-sig': hmac(BODY) })], {}, {});
		expect(error?.message).toBe('No signing secret credential is set for the sender');
	});

	it('shows neither secret nor signature', async () => {
		const signature = hmac(BODY);
		const { outputs } = await detect([
			received({ 'x-sig': `key ${signature}` }),
			received({ 'x-sig': `key="${signature}"` }),
			received({ authorization: `Bearer ${SHARED}` }),
		]);
		const shown = JSON.stringify(outputs);
		expect(shown).not.toContain(SHARED);
		expect(shown).not.toContain(signature);
	});
});
