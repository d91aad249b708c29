import { parseEndpoint } from '../../../lib/send/endpoint';
import {
	createProof,
	MAX_BODY_BYTES,
	plainFormat,
	platformFormat,
	prepareMessage,
	type MessageParts,
} from '../../../lib/send/message';
import type { Platform } from '../../../lib/platform';
import type { Secrets } from '../../../lib/signature/secret';
import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';
import { standardWebhooks } from '../../../platforms/standardWebhooks';

const NOW = 1_700_000_000_999;

const SECRETS = { secret: 'whsec_test' };

/** What is signed as a platform does it. */
const signedAs = (platform: Platform, secrets: Secrets = SECRETS) => ({
	format: platformFormat(platform),
	proof: createProof(platform.signature, secrets),
});

const parts = (changes: Partial<MessageParts> = {}): MessageParts => ({
	...signedAs(olympusCloud),
	endpoint: parseEndpoint('https://example.com/hook'),
	event: {
		name: 'order.created',
		id: 'evt_1',
		occurredAt: '2026-01-18T10:30:00Z',
		data: { name: 'Zürich 😀' },
		account: { tenantId: 'tenant_1' },
	},
	...changes,
});

describe('prepareMessage', () => {
	it('serialises the envelope of the platform once, as UTF-8', () => {
		const { body, payload } = prepareMessage(parts());
		expect(JSON.parse(body.toString('utf8'))).toEqual({
			id: 'evt_1',
			type: 'order.created',
			api_version: '2026-01-01',
			created_at: '2026-01-18T10:30:00Z',
			tenant_id: 'tenant_1',
			data: { name: 'Zürich 😀' },
		});
		expect(payload).toMatchObject({ type: 'order.created' });
	});

	it('signs anew at each time, with the same body', () => {
		const { headersAt } = prepareMessage(parts());
		const at = (ms: number) => headersAt(ms).headers['X-Olympus-Signature'];
		expect(at(NOW)).toMatch(/^t=1700000000,v1=[0-9a-f]{64}$/);
		expect(at(NOW + 1000)).toMatch(/^t=1700000001,v1=[0-9a-f]{64}$/);
		expect(at(NOW).slice(-64)).not.toBe(at(NOW + 1000).slice(-64));
		expect(at(NOW)).toBe(at(NOW));
	});

	it('sends JSON under the name of the package, unless the platform has its own', () => {
		expect(prepareMessage(parts()).headersAt(NOW).headers).toMatchObject({
			'Content-Type': 'application/json',
			'User-Agent': expect.stringMatching(/^n8n-nodes-hospitality-webhooks\/\d/),
		});
		const { headers } = prepareMessage(parts(signedAs(goTab))).headersAt(NOW);
		expect(headers).toMatchObject({
			'User-Agent': 'GoTab-WebhookAgent/1.0',
			'X-GoTab-Event-Type': 'order.created',
		});
	});

	it('sends data alone and unsigned in the plain format', () => {
		const message = prepareMessage(parts({ format: plainFormat('plain'), proof: null }));
		expect(message.body.toString()).toBe('{"name":"Zürich 😀"}');
		expect(Object.keys(message.headersAt(NOW).headers).sort()).toEqual([
			'Accept',
			'Accept-Encoding',
			'Content-Type',
			'User-Agent',
		]);
	});

	it('authenticates with user and password where the platform does', () => {
		const secrets = { username: 'Aladdin', password: 'open sesame' };
		const { headersAt } = prepareMessage(parts(signedAs(resmio, secrets)));
		expect(headersAt(NOW).headers.Authorization).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
		expect(headersAt(NOW).sensitive).toEqual(['open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==']);
	});

	it('turns user and password of the URL into a header, which nothing else overrules', () => {
		const endpoint = parseEndpoint('https://Aladdin:open%20sesame@example.com/hook');
		const { headers, sensitive } = prepareMessage(parts({ endpoint })).headersAt(NOW);
		expect(headers.Authorization).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
		expect(sensitive).toContain('open sesame');
		const own = { authorization: 'Bearer abc' };
		const message = prepareMessage(parts({ endpoint, customHeaders: own }));
		expect(message.headersAt(NOW).headers).toMatchObject(own);
		expect(message.headersAt(NOW).headers).not.toHaveProperty('Authorization');
	});

	it('names what must not be seen: secrets, custom values and the signature', () => {
		const { headers, sensitive } = prepareMessage(
			parts({
				...signedAs(olympusCloud, { secret: 's1', previousSecret: 's2' }),
				customHeaders: { 'X-Key': 'k' },
			}),
		).headersAt(NOW);
		expect(sensitive).toEqual(['k', 's1', 's2', headers['X-Olympus-Signature']]);
	});

	it.each([
		'Content-Type',
		'content-length',
		'HOST',
		'Transfer-Encoding',
		'Connection',
		'Proxy-Authorization',
		'x-olympus-signature',
	])('refuses the custom header %s by name', (name) => {
		expect(() => prepareMessage(parts({ customHeaders: { [name]: 'x' } }))).toThrow(
			`The header ${name} is reserved`,
		);
	});

	it('refuses the headers of the platform and of Basic Auth as custom ones', () => {
		const withHeader = (name: string, platform: Platform, secrets?: Secrets) =>
			prepareMessage(parts({ ...signedAs(platform, secrets), customHeaders: { [name]: 'x' } }));
		expect(() => withHeader('x-gotab-event-type', goTab)).toThrow('is reserved');
		expect(() => withHeader('user-agent', goTab)).toThrow('is reserved');
		expect(() => withHeader('webhook-id', standardWebhooks)).toThrow('is reserved');
		const basic = { username: 'u', password: 'p' };
		expect(() => withHeader('authorization', resmio, basic)).toThrow('is reserved');
	});

	it.each([
		[{ 'X Y': '1' }, '"X Y" is not a valid header name'],
		[{ '': '1' }, '"" is not a valid header name'],
		[{ 'X-A': '1', 'x-a': '2' }, 'The header x-a is given twice'],
		[{ 'X-A': 'one\r\nX-B: two' }, 'The value of the header X-A cannot be sent'],
		[{ 'X-A': '😀' }, 'The value of the header X-A cannot be sent'],
	])('refuses the custom headers %j', (customHeaders, message) => {
		expect(() => prepareMessage(parts({ customHeaders }))).toThrow(message);
	});

	it('refuses an event whose name or id cannot stand in a header', () => {
		const event = { ...parts().event, name: 'a\nb', id: 'evt\n1' };
		expect(() => prepareMessage(parts({ event, ...signedAs(goTab) }))).toThrow(
			'The value of the header X-GoTab-Event-Type cannot be sent',
		);
		expect(() => prepareMessage(parts({ event, ...signedAs(standardWebhooks) }))).toThrow(
			'The value of the header webhook-id cannot be sent',
		);
		expect(() => prepareMessage(parts({ event }))).not.toThrow();
	});

	it('refuses data that is circular, holds a bigint, or is larger than 20 MB', () => {
		const ring: Record<string, unknown> = {};
		ring.ring = ring;
		const send = (data: Record<string, unknown>) => () =>
			prepareMessage(parts({ event: { ...parts().event, data } }));
		expect(send(ring)).toThrow('The data cannot be written as JSON');
		expect(send({ count: 1n })).toThrow('The data cannot be written as JSON');
		expect(send({ text: 'x'.repeat(MAX_BODY_BYTES) })).toThrow('The data is larger than 20 MB');
	});
});

describe('createProof', () => {
	it.each([
		['an empty secret', { secret: ' ' }],
		['a secret that is not base64', { secret: 'whsec_!' }],
		['a public key', { secret: `whpk_${Buffer.alloc(32, 1).toString('base64')}` }],
	])('refuses %s', (_, secrets) => {
		expect(() => createProof(standardWebhooks.signature, secrets)).toThrow(
			expect.objectContaining({ name: 'InputError' }),
		);
	});
});
