import { createHmac } from 'crypto';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { basic, LOGIN, newId, SIGNING_TEXT, WHSEC } from '../../support/senders';

/** What a sender adds to a request. */
interface Proof {
	headers?: Record<string, string>;
	/** Of the URL, with its question mark. */
	query?: string;
}

/** A sender that is received through platform Custom, as a user sets it up from its documentation. */
export interface CustomSender {
	name: string;
	parameters: Record<string, unknown>;
	/** As entered in the credential. */
	secret: string;
	/** Of another sender, in the same format. */
	otherSecret: string;
	prove: (body: string, url: string, secret: string) => Proof;
	/** Why a request made with the other secret is refused. */
	refusal: string;
	/** What the sender node is set to in addition, to send the same. */
	sending?: Record<string, unknown>;
}

const KEY = Buffer.from('kitchen-key-of-32-bytes-7f3a9c21');
const OTHER_KEY = Buffer.from('another-key-of-32-bytes-00000000');

interface Digest {
	algorithm?: string;
	encoding?: 'hex' | 'base64' | 'base64url';
	key: Buffer | string;
}

const digest = (content: string, { algorithm = 'sha256', encoding = 'hex', key }: Digest) =>
	createHmac(algorithm, key).update(content).digest(encoding);

const seconds = () => String(Math.floor(Date.now() / 1000));
const isoTime = () => new Date().toISOString();
const textSecret = {
	secret: SIGNING_TEXT,
	otherSecret: 'another-secret',
	refusal: 'signature_mismatch',
};

export const customSenders: CustomSender[] = [
	{
		...textSecret,
		name: 'GitHub: sha256= and hex',
		parameters: { signatureHeader: 'X-Hub-Signature-256', signaturePrefix: 'sha256=' },
		prove: (body, _, key) => ({
			headers: { 'X-Hub-Signature-256': `sha256=${digest(body, { key })}` },
		}),
	},
	{
		...textSecret,
		name: 'GitHub: sha1= and hex',
		parameters: {
			signatureHeader: 'X-Hub-Signature',
			signatureAlgorithm: 'sha1',
			signaturePrefix: 'sha1=',
		},
		prove: (body, _, key) => ({
			headers: { 'X-Hub-Signature': `sha1=${digest(body, { algorithm: 'sha1', key })}` },
		}),
	},
	{
		...textSecret,
		name: 'Shopify: base64 of the body',
		parameters: { signatureHeader: 'X-Shopify-Hmac-Sha256', signatureEncoding: 'base64' },
		prove: (body, _, key) => ({
			headers: { 'X-Shopify-Hmac-Sha256': digest(body, { encoding: 'base64', key }) },
		}),
	},
	{
		...textSecret,
		name: 'Stripe: named fields, by its library',
		parameters: {
			signatureHeader: 'Stripe-Signature',
			signatureLayout: 'fields',
			timestampField: 't',
			signatureField: 'v1',
			signedContent: '{timestamp}.{body}',
			timestampSource: 'signatureHeader',
		},
		prove: (payload, _, secret) => ({
			headers: {
				'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
			},
		}),
	},
	{
		...textSecret,
		name: 'Slack: v0, timestamp and body',
		parameters: {
			signatureHeader: 'X-Slack-Signature',
			signaturePrefix: 'v0=',
			signedContent: 'v0:{timestamp}:{body}',
			timestampHeader: 'X-Slack-Request-Timestamp',
		},
		prove: (body, _, key) => {
			const time = seconds();
			return {
				headers: {
					'X-Slack-Request-Timestamp': time,
					'X-Slack-Signature': `v0=${digest(`v0:${time}:${body}`, { key })}`,
				},
			};
		},
	},
	{
		...textSecret,
		name: 'Square: URL and body',
		parameters: {
			signatureHeader: 'x-square-hmacsha256-signature',
			signatureEncoding: 'base64',
			signedContent: '{url}{body}',
		},
		prove: (body, url, key) => ({
			headers: {
				'x-square-hmacsha256-signature': digest(url + body, { encoding: 'base64', key }),
			},
		}),
	},
	{
		...textSecret,
		name: 'Toast: body and the time in it',
		parameters: {
			signatureHeader: 'Toast-Signature',
			signatureEncoding: 'base64',
			signedContent: '{body}{timestamp}',
			timestampSource: 'body',
			timestampPath: 'timestamp',
			timestampUnit: 'iso',
		},
		prove: (body, _, key) => {
			const { timestamp } = JSON.parse(body) as { timestamp: string };
			return {
				headers: { 'Toast-Signature': digest(body + timestamp, { encoding: 'base64', key }) },
			};
		},
	},
	{
		...textSecret,
		name: 'PagerDuty: a list, in which the other signature is of an old secret',
		parameters: {
			signatureHeader: 'X-PagerDuty-Signature',
			signatureLayout: 'list',
			signaturePrefix: 'v1=',
		},
		prove: (body, _, key) => ({
			headers: {
				'X-PagerDuty-Signature': `v1=${digest(body, { key: 'old' })},v1=${digest(body, { key })}`,
			},
		}),
	},
	{
		name: 'Teams: HMAC, a space and base64, with a key in base64',
		secret: KEY.toString('base64'),
		otherSecret: OTHER_KEY.toString('base64'),
		refusal: 'signature_mismatch',
		parameters: {
			signatureHeader: 'Authorization',
			signatureEncoding: 'base64',
			signaturePrefix: 'HMAC ',
			secretFormat: 'base64',
		},
		prove: (body, _, secret) => {
			const key = Buffer.from(secret, 'base64');
			return { headers: { Authorization: `HMAC ${digest(body, { encoding: 'base64', key })}` } };
		},
	},
	{
		name: 'Svix, by its library',
		secret: WHSEC,
		otherSecret: `whsec_${OTHER_KEY.toString('base64')}`,
		refusal: 'signature_mismatch',
		parameters: {
			signatureHeader: 'svix-signature',
			signatureEncoding: 'base64',
			signatureLayout: 'list',
			signatureSeparator: ' ',
			signaturePrefix: 'v1,',
			signedContent: '{id}.{timestamp}.{body}',
			timestampHeader: 'svix-timestamp',
			idHeader: 'svix-id',
			secretFormat: 'whsec',
		},
		prove: (body, _, secret) => {
			const [id, at] = [newId(), new Date()];
			return {
				headers: {
					'svix-id': id,
					'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
					'svix-signature': new SvixWebhook(secret).sign(id, at, body),
				},
			};
		},
	},
	{
		...textSecret,
		name: 'Paddle: fields and a semicolon',
		parameters: {
			signatureHeader: 'Paddle-Signature',
			signatureLayout: 'fields',
			signatureSeparator: ';',
			timestampField: 'ts',
			signatureField: 'h1',
			signedContent: '{timestamp}:{body}',
			timestampSource: 'signatureHeader',
		},
		prove: (body, _, key) => {
			const time = seconds();
			const signature = digest(`${time}:${body}`, { key });
			return { headers: { 'Paddle-Signature': `ts=${time};h1=${signature}` } };
		},
	},
	{
		...textSecret,
		name: 'Zendesk: ISO time and body with nothing between them',
		parameters: {
			signatureHeader: 'X-Zendesk-Webhook-Signature',
			signatureEncoding: 'base64',
			signedContent: '{timestamp}{body}',
			timestampHeader: 'X-Zendesk-Webhook-Signature-Timestamp',
			timestampUnit: 'iso',
		},
		prove: (body, _, key) => {
			const time = isoTime();
			return {
				headers: {
					'X-Zendesk-Webhook-Signature-Timestamp': time,
					'X-Zendesk-Webhook-Signature': digest(time + body, { encoding: 'base64', key }),
				},
			};
		},
	},
	{
		...textSecret,
		name: 'HubSpot: method, URL, body and milliseconds',
		parameters: {
			signatureHeader: 'X-HubSpot-Signature-v3',
			signatureEncoding: 'base64',
			signedContent: 'template',
			signedContentTemplate: '{method}{url}{body}{timestamp}',
			timestampHeader: 'X-HubSpot-Request-Timestamp',
			timestampUnit: 'ms',
		},
		prove: (body, url, key) => {
			const time = String(Date.now());
			const signature = digest(`POST${url}${body}${time}`, { encoding: 'base64', key });
			return {
				headers: { 'X-HubSpot-Request-Timestamp': time, 'X-HubSpot-Signature-v3': signature },
			};
		},
	},
	{
		...textSecret,
		name: 'Twitch: ID, ISO time and body with nothing between them',
		parameters: {
			signatureHeader: 'Twitch-Eventsub-Message-Signature',
			signaturePrefix: 'sha256=',
			signedContent: 'template',
			signedContentTemplate: '{id}{timestamp}{body}',
			timestampHeader: 'Twitch-Eventsub-Message-Timestamp',
			timestampUnit: 'iso',
			idHeader: 'Twitch-Eventsub-Message-Id',
		},
		prove: (body, _, key) => {
			const [id, time] = [newId(), isoTime()];
			return {
				headers: {
					'Twitch-Eventsub-Message-Id': id,
					'Twitch-Eventsub-Message-Timestamp': time,
					'Twitch-Eventsub-Message-Signature': `sha256=${digest(id + time + body, { key })}`,
				},
			};
		},
	},
	{
		name: 'SHA-384 in base64url, with a key in hex',
		secret: KEY.toString('hex'),
		otherSecret: OTHER_KEY.toString('hex'),
		refusal: 'signature_mismatch',
		parameters: {
			signatureHeader: 'X-Sig',
			signatureAlgorithm: 'sha384',
			signatureEncoding: 'base64url',
			secretFormat: 'hex',
		},
		prove: (body, _, secret) => {
			const key = Buffer.from(secret, 'hex');
			const signature = digest(body, { algorithm: 'sha384', encoding: 'base64url', key });
			return { headers: { 'X-Sig': signature } };
		},
	},
	{
		...textSecret,
		name: 'a header, a field of the body and a decimal time',
		parameters: {
			signatureHeader: 'X-Sig',
			signedContent: 'template',
			signedContentTemplate: '{header:X-Nonce}\n{field:event}\n{timestamp}\n{body}',
			timestampHeader: 'X-Time',
		},
		prove: (body, _, key) => {
			const time = String(Date.now() / 1000);
			const { event } = JSON.parse(body) as { event: string };
			return {
				headers: {
					'X-Nonce': 'n-1',
					'X-Time': time,
					'X-Sig': digest(`n-1\n${event}\n${time}\n${body}`, { key }),
				},
			};
		},
		sending: { options: { headers: { header: [{ name: 'X-Nonce', value: 'n-2' }] } } },
	},
	{
		name: 'Clover: a token in a header',
		secret: SIGNING_TEXT,
		otherSecret: 'another-token',
		refusal: 'token_mismatch',
		parameters: { authentication: 'headerToken', tokenHeader: 'X-Clover-Auth' },
		prove: (_body, _url, token) => ({ headers: { 'X-Clover-Auth': token } }),
	},
	{
		name: 'a Bearer token',
		secret: SIGNING_TEXT,
		otherSecret: 'another-token',
		refusal: 'token_mismatch',
		parameters: {
			authentication: 'headerToken',
			tokenHeader: 'Authorization',
			tokenPrefix: 'Bearer ',
		},
		prove: (_body, _url, token) => ({ headers: { Authorization: `Bearer ${token}` } }),
	},
	{
		name: 'Mews: a token in the URL',
		secret: SIGNING_TEXT,
		otherSecret: 'another-token',
		refusal: 'token_mismatch',
		parameters: { authentication: 'urlToken', tokenParameter: 'token' },
		prove: (_body, _url, token) => ({ query: `?token=${token}` }),
	},
	{
		name: 'Apaleo: Basic authentication',
		secret: LOGIN.password,
		otherSecret: 'another-password',
		refusal: 'authorization_mismatch',
		parameters: { authentication: 'basic' },
		prove: (_body, _url, password) => ({
			headers: { Authorization: basic(LOGIN.username, password) },
		}),
	},
];
