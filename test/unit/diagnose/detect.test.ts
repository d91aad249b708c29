import crypto from 'crypto';

import fc from 'fast-check';

import type { CapturedRequest } from '../../../lib/diagnose/attempts';
import { detect, detectInSteps, type Detection, type Limits } from '../../../lib/diagnose/detect';
import { OFFERED_CONTENTS, settingsOf, type SettingValues } from '../../../lib/diagnose/settings';
import { readCustomScheme } from '../../../lib/n8n/properties/readCustomScheme';
import type { RequestHeaders } from '../../../lib/headers';
import { headerFamilies, schemeProblem, type SignatureScheme } from '../../../lib/signature/scheme';
import type { HmacSecrets } from '../../../lib/signature/secret';
import { sign } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';
import { platformById, platforms } from '../../../platforms';
import { documentedDelivery } from '../../support/documentedDelivery';
import { type Vector, vectorsOf } from '../../support/platformFiles';
import { BODY, hmac, NOW, SHARED } from '../../support/refusals';
import { signed, signingSecrets } from '../../support/senders';
import { writtenSecret } from '../signature/schemes';

const URL = 'https://n8n.example/webhook/1';

function detected(
	request: Partial<CapturedRequest> & { secret?: string },
	limits?: Limits,
): Detection {
	const { secret = SHARED, ...rest } = request;
	const known = { headers: {}, body: Buffer.from(BODY), rawSecrets: { secret }, platforms };
	return detect({ ...known, nowMs: NOW * 1000, ...rest }, limits);
}

/** The settings that were found, as the nodes read them. */
function settings(detection: Detection): SettingValues {
	if (!detection.found || !detection.scheme) throw new Error('Nothing was found');
	const { webhookUrl } = detection;
	return { ...settingsOf(detection.scheme), ...(webhookUrl !== undefined && { webhookUrl }) };
}

function asRead(values: SettingValues): SignatureScheme {
	const all: Record<string, string | undefined> = values;
	return readCustomScheme((name, fallback) => all[name] ?? fallback);
}

describe('detect(requests signed by other software)', () => {
	const bodyOf = ({ body, bodyBase64, bodyRepeat }: Vector) =>
		bodyRepeat
			? Buffer.from(bodyRepeat.text.repeat(bodyRepeat.times))
			: Buffer.from(body ?? bodyBase64 ?? '', body === undefined ? 'base64' : 'utf8');
	const described = vectorsOf('custom').filter(({ expect: outcome }) => outcome === 'valid');

	it.each(described)('finds settings that verify $name', (vector) => {
		const { headers, url, method, query, secret = '', previousSecret, now } = vector;
		const secrets = { secret, previousSecret };
		const request = { headers, url, method, query, body: bodyOf(vector) };
		const found = settings(detected({ ...request, rawSecrets: secrets }));
		const verdict = verify({ scheme: asRead(found), secrets, ...request, now: now * 1000 });
		expect(verdict).toMatchObject({ valid: true, matched: vector.matched });
	});

	const declared = platforms.flatMap(({ id, signature }) =>
		signature.kind === 'hmac' && id !== 'custom'
			? vectorsOf(id)
					.filter(({ expect: outcome }) => outcome === 'valid')
					.map((vector) => ({ id, vector, name: `${id}: ${vector.name}` }))
			: [],
	);

	/** Those that sign alike can be told apart by their events alone, which the vectors do not hold. */
	const alike = (id: string) => {
		const [own] = families(id);
		return platforms.map((one) => one.id).filter((other) => families(other).includes(own));
	};
	const families = (id: string) => {
		const signature = platformById(id)?.signature;
		return signature?.kind === 'hmac'
			? headerFamilies(signature).map(({ header }) => header.toLowerCase())
			: [];
	};

	it.each(declared)('names the platform of $name', ({ id, vector }) => {
		const { headers, url, secret = '', previousSecret } = vector;
		const rawSecrets = { secret, previousSecret };
		const found = detected({ headers, url, rawSecrets, body: bodyOf(vector) });
		expect(alike(id)).toContain(found.found && found.platform?.id);
	});

	it.each(['guesty', 'standardWebhooks'])(
		'tells %s from others that sign alike by its event',
		async (id) => {
			const { body } = documentedDelivery(id);
			const headers = await signed(id, body, { at: NOW });
			const rawSecrets = signingSecrets(id) as HmacSecrets;
			const found = detected({ headers, rawSecrets, body: Buffer.from(body) });
			expect(found).toMatchObject({ found: true, platform: { id } });
		},
	);
});

describe('detect(a sender by its documentation)', () => {
	const time = String(NOW);
	const iso = '2026-01-01T00:00:00Z';

	it.each<[string, RequestHeaders, SettingValues]>([
		[
			'GitHub',
			{ 'x-hub-signature-256': `sha256=${hmac(SHARED, BODY)}`, 'x-hub-signature': 'sha1=00' },
			{
				signatureHeader: 'x-hub-signature-256',
				signaturePrefix: 'sha256=',
				signedContent: '{body}',
			},
		],
		[
			'Stripe',
			{ 'stripe-signature': `t=${NOW},v1=${hmac(SHARED, `${NOW}.${BODY}`)},v0=${'0'.repeat(64)}` },
			{
				signatureLayout: 'fields',
				timestampField: 't',
				signatureField: 'v1',
				signedContent: '{timestamp}.{body}',
				timestampSource: 'signatureHeader',
				timestampUnit: 's',
			},
		],
		[
			'Slack',
			{
				'x-slack-request-timestamp': time,
				'x-slack-signature': `v0=${hmac(SHARED, `v0:${NOW}:${BODY}`)}`,
			},
			{
				signatureLayout: 'single',
				signaturePrefix: 'v0=',
				signedContent: 'v0:{timestamp}:{body}',
				timestampHeader: 'x-slack-request-timestamp',
			},
		],
		[
			'Shopify',
			{ 'x-shopify-hmac-sha256': hmac(SHARED, BODY, { encoding: 'base64' }) },
			{ signatureHeader: 'x-shopify-hmac-sha256', signatureEncoding: 'base64' },
		],
		[
			'Square',
			{ 'x-square-hmacsha256-signature': hmac(SHARED, URL + BODY, { encoding: 'base64' }) },
			{ signedContent: '{url}{body}' },
		],
		[
			'Square behind a proxy that ends TLS',
			{ 'x-square-hmacsha256-signature': hmac(SHARED, `http${URL.slice(5)}${BODY}`) },
			{ signedContent: '{url}{body}', webhookUrl: 'http://n8n.example/webhook/1' },
		],
		[
			'Svix, one signature',
			{
				'svix-id': 'msg_1',
				'svix-timestamp': time,
				'svix-signature': `v1,${hmac(SHARED, `msg_1.${NOW}.${BODY}`, { encoding: 'base64' })}`,
			},
			{
				signatureLayout: 'list',
				signatureSeparator: ' ',
				signaturePrefix: 'v1,',
				signedContent: '{id}.{timestamp}.{body}',
				timestampHeader: 'svix-timestamp',
				idHeader: 'svix-id',
			},
		],
		[
			'Zendesk',
			{ 'x-time': iso, 'x-sig': hmac(SHARED, iso + BODY, { encoding: 'base64' }) },
			{ signedContent: '{timestamp}{body}', timestampUnit: 'iso' },
		],
		[
			'Trello, body and URL',
			{ 'x-trello-webhook': hmac(SHARED, BODY + URL, { algorithm: 'sha1', encoding: 'base64' }) },
			{ signatureAlgorithm: 'sha1', signedContentTemplate: '{body}{url}' },
		],
		[
			'a nonce and lines',
			{ 'x-nonce': 'n-1', 'x-sig': hmac(SHARED, `n-1\n${BODY}`) },
			{ signedContentTemplate: '{header:x-nonce}\n{body}' },
		],
		[
			'method, URL, time and body in lines',
			{ 'x-time': `${NOW}000`, 'x-sig': hmac(SHARED, `POST\n${URL}\n${NOW}000\n${BODY}`) },
			{ signedContentTemplate: '{method}\n{url}\n{timestamp}\n{body}', timestampUnit: 'ms' },
		],
		[
			'a version, a time and the body, joined by a dot',
			{ 'x-time': time, 'x-sig': hmac(SHARED, `v1.${NOW}.${BODY}`) },
			{ signedContentTemplate: 'v1.{timestamp}.{body}' },
		],
		[
			'a field of the body and the body',
			{ 'x-sig': hmac(SHARED, `order.created|${BODY}`) },
			{ signedContentTemplate: '{field:event}|{body}' },
		],
		[
			'Clover, a token in a header',
			{ 'x-clover-auth': SHARED },
			{ authentication: 'headerToken', tokenHeader: 'x-clover-auth', tokenPrefix: '' },
		],
		[
			'a Bearer token',
			{ authorization: `Bearer ${SHARED}` },
			{ authentication: 'headerToken', tokenHeader: 'authorization', tokenPrefix: 'Bearer ' },
		],
		[
			'a password',
			{ authorization: `Basic ${Buffer.from(`n8n:${SHARED}`).toString('base64')}` },
			{ authentication: 'basic' },
		],
	])('finds %s', (_, headers, expected) => {
		expect(settings(detected({ headers, url: URL }))).toMatchObject(expected);
	});

	it('spells headers as the request does', () => {
		const timed = { 'X-Time': time, 'X-Sig': hmac(SHARED, `${NOW}.${BODY}`) };
		expect(settings(detected({ headers: timed }))).toMatchObject({
			signatureHeader: 'X-Sig',
			timestampHeader: 'X-Time',
		});
		const other = { 'X-Nonce': 'n-1', 'X-Sig': hmac(SHARED, `n-1|${BODY}`) };
		expect(settings(detected({ headers: other }))).toMatchObject({
			signedContentTemplate: '{header:X-Nonce}|{body}',
		});
	});

	it('finds a token in the URL', () => {
		expect(settings(detected({ query: { page: '1', key: SHARED } }))).toEqual({
			authentication: 'urlToken',
			tokenParameter: 'key',
		});
	});

	it('prefers a signature to a token, and the stronger of two signatures', () => {
		const headers = {
			authorization: `Bearer ${SHARED}`,
			'x-sig-1': hmac(SHARED, BODY, { algorithm: 'sha1' }),
			'x-sig-512': hmac(SHARED, BODY, { algorithm: 'sha512' }),
		};
		expect(settings(detected({ headers }))).toMatchObject({
			signatureHeader: 'x-sig-512',
			signatureAlgorithm: 'sha512',
		});
	});

	it('says that it was the previous secret', () => {
		const headers = { 'x-sig': hmac('old-secret', BODY) };
		const rawSecrets = { secret: 'new-secret', previousSecret: 'old-secret' };
		expect(detected({ headers, rawSecrets })).toMatchObject({ matched: 'previous' });
	});

	it('names a platform with user name and password by its events', () => {
		const authorization = `Basic ${Buffer.from(`n8n:${SHARED}`).toString('base64')}`;
		const body = Buffer.from('{"id":1,"facility_id":"a","action":"BOOKING_CREATED"}');
		expect(detected({ headers: { authorization }, body })).toMatchObject({
			platform: { id: 'resmio' },
		});
		expect(detected({ headers: { authorization } })).toMatchObject({ platform: null });
	});
});

describe('detect(a request that nothing fits)', () => {
	const headers = { 'x-sig': hmac('another', BODY), 'x-time': String(NOW), 'x-id': '1' };

	it('says what it tried', () => {
		expect(detected({ headers, url: URL })).toMatchObject({
			found: false,
			findings: [],
			headers: ['x-sig'],
			isLimited: false,
		});
	});

	it.each([
		['a body written anew', { 'x-sig': hmac(SHARED, `${BODY}\n`) }, SHARED, 'body_changed'],
		[
			'a secret that stands before the signature',
			{ 'x-sig': `${SHARED}:${hmac(SHARED, BODY)}` },
			SHARED,
			'secret_sent_openly',
		],
		['quotation marks', { 'x-sig': hmac(SHARED, BODY) }, `"${SHARED}"`, 'secret_quoted'],
		[
			'a form of the header that nothing reads',
			{ 'x-sig': `keyId="a",signature="${hmac(SHARED, BODY)}"` },
			SHARED,
			'header_form_unknown',
		],
		[
			'values that run into each other',
			{ 'x-sig': hmac(SHARED, `a12b${BODY.slice(1)}`), 'x-id': 'a12b' },
			SHARED,
			'content_ambiguous',
		],
	])('proves %s', (_, sent, secret, cause) => {
		const body = cause === 'content_ambiguous' ? BODY.slice(1) : BODY;
		expect(detected({ headers: sent, secret, body: Buffer.from(body) })).toMatchObject({
			found: false,
			findings: [{ cause }],
		});
	});

	it('points to a declared platform whose headers it carries', () => {
		const sent = { 'x-gotab-signature': hmac('another', BODY) };
		expect(detected({ headers: sent })).toMatchObject({ looksLike: { id: 'goTab' } });
	});

	it('hashes no more of a long body than its limit, and says so', () => {
		const body = Buffer.from(`{"a":"${'x'.repeat(1024 * 1024)}"}`);
		const spy = jest.spyOn(crypto, 'createHmac');
		const limits = { attempts: 1000, bytes: 20 * body.length };
		const outcome = detected({ headers, url: URL, body }, limits);
		const digests = spy.mock.calls.length;
		spy.mockRestore();
		expect(outcome).toMatchObject({ found: false, isLimited: true, digests: 20 });
		expect(digests).toBe(20);
	});

	it('lets others work in between', () => {
		const request = { headers, body: Buffer.from(BODY), rawSecrets: { secret: SHARED } };
		const steps = detectInSteps({ ...request, platforms, nowMs: NOW * 1000 });
		const all = [...steps];
		expect(all.length).toBeGreaterThan(3);
		expect(new Set(all)).toEqual(new Set(['pause']));
	});

	it('ends after so many digests for a short body too', () => {
		const limits = { attempts: 300, bytes: 1024 * 1024 };
		const outcome = detected({ headers, url: URL }, limits);
		expect(outcome).toMatchObject({ found: false, isLimited: true, digests: 300 });
	});
});

const headerName = fc.constantFrom('X-One', 'X-Two-Id', 'X-Three-Timestamp', 'Four', 'Request-Id');
const text = fc.stringMatching(/^[!-~]{6,30}$/);
const key = fc.uint8Array({ minLength: 16, maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const prefix = fc.oneof(
	fc.constantFrom('', 'sha256=', 'v1=', 'HMAC ', 'v1,', 'sha256-', 'hmac:'),
	// Letters alone run into the digest: with some digests nothing tells where it begins.
	fc.stringMatching(/^[A-Za-z]{1,6}[=:, ]{1,2}$/),
);
const own = fc.constantFrom(
	'{method}{url}{body}{timestamp}',
	'{id}{timestamp}{body}',
	'{timestamp}|{body}',
	'{body}.{url}',
	'{timestamp}\n{id}\n{body}',
	'{url}|{timestamp}|{body}',
	'{header:X-Nonce}:{body}',
	'{field:event}.{body}',
);
/** Values of the settings, in any combination. */
const customSettings = fc.record({
	authentication: fc.constant('hmac'),
	signatureHeader: fc.constantFrom('X-Signature', 'Authorization', 'X-Sig'),
	signatureAlgorithm: fc.constantFrom('sha1', 'sha256', 'sha384', 'sha512'),
	signatureEncoding: fc.constantFrom('hex', 'base64', 'base64url'),
	signatureLayout: fc.constantFrom('single', 'list', 'fields'),
	signaturePrefix: prefix,
	signatureSeparator: fc.constantFrom(',', ';', ' ', '|', ', '),
	signatureField: fc.constantFrom('v1', 'sig', 's', 'signature'),
	timestampField: fc.constantFrom('t', 'ts', 'time'),
	signedContent: fc.constantFrom(...OFFERED_CONTENTS, 'template'),
	signedContentTemplate: own,
	timestampSource: fc.constantFrom('header', 'signatureHeader', 'body'),
	timestampHeader: headerName,
	timestampPath: fc.constantFrom('timestamp', 'meta.sent', 'list[1].at'),
	timestampUnit: fc.constantFrom('s', 'ms', 'iso', 'auto'),
	idHeader: headerName,
	secretFormat: fc.constantFrom('text', 'base64', 'hex', 'whsec'),
});

describe('detect(whatever settings can say and the Sender can sign)', () => {
	it('finds settings that verify the same request', () => {
		let tried = 0;
		const request = fc.record({ values: customSettings, secretText: text, key, id: text });
		fc.assert(
			fc.property(request, fc.boolean(), ({ values, secretText, key: bytes, id }, rotates) => {
				const scheme = asRead(values);
				if (scheme.kind !== 'hmac' || schemeProblem(scheme) !== null) return;
				const { idHeader, timestamp, secretFormat } = scheme;
				const source = timestamp?.source;
				const timeHeader = source && 'header' in source ? source.header : undefined;
				if (idHeader !== undefined && idHeader === timeHeader) return;
				const secret = secretFormat === 'text' ? secretText : writtenSecret(secretFormat, bytes);
				const secrets = {
					secret,
					...(rotates && { previousSecret: secret.split('').reverse().join('') }),
				};
				const at = { s: NOW, ms: NOW * 1000, iso: '2026-01-01T00:00:00Z', auto: NOW };
				const time = at[timestamp?.unit ?? 's'];
				const body = Buffer.from(
					JSON.stringify({
						event: 'a.b',
						timestamp: time,
						meta: { sent: time },
						list: [1, { at: time }],
					}),
				);
				const beside = { 'X-Nonce': 'nonce-1', 'Content-Type': 'application/json' };
				const sent = { body, url: URL, headers: beside };
				let proof: Record<string, string>;
				try {
					proof = sign({ scheme, secrets, ...sent, id, timestampSeconds: NOW });
				} catch {
					return;
				}
				// A digest may begin with the end of its prefix: nothing tells then where it begins.
				if (scheme.encoding === 'base64url' && proof[scheme.header].includes('--')) return;
				const received = { body, url: URL, headers: { ...beside, ...proof } };
				const check = (one: SignatureScheme, url = URL) =>
					verify({ scheme: one, secrets, ...received, url, now: NOW * 1000 }).valid;
				if (!check(scheme)) return;
				tried += 1;
				const outcome = detected({ ...received, rawSecrets: secrets });
				expect([values, proof, outcome.found]).toEqual([values, proof, true]);
				const found = settings(outcome);
				expect([found, check(asRead(found), found.webhookUrl)]).toEqual([found, true]);
				expect(JSON.stringify(found)).not.toContain(secret);
			}),
			{ numRuns: 200 },
		);
		expect(tried).toBeGreaterThan(80);
	});

	it('finds a token behind any prefix, and in any parameter', () => {
		const values = fc.record({
			authentication: fc.constantFrom('headerToken', 'urlToken'),
			tokenHeader: headerName,
			tokenPrefix: fc.constantFrom('', 'Bearer', 'Bearer ', 'Token token=', 'key:'),
			tokenParameter: fc.constantFrom('token', 'key', 'Secret'),
		});
		fc.assert(
			fc.property(values, text, (one, secret) => {
				const scheme = asRead(one);
				if (scheme.kind !== 'token') throw new Error('No token');
				const headers = sign({
					scheme,
					secrets: { secret },
					body: BODY,
					id: '',
					timestampSeconds: 0,
				});
				const query = 'query' in scheme.in ? { [scheme.in.query]: secret } : {};
				const found = settings(detected({ headers, query, secret }));
				const request = { headers, query, body: BODY, now: NOW * 1000 };
				expect(verify({ scheme: asRead(found), secrets: { secret }, ...request }).valid).toBe(true);
				expect(JSON.stringify(found)).not.toContain(secret);
			}),
		);
	});
});
