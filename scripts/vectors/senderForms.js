// @ts-check
/**
 * How known senders sign, in the terms of a custom scheme. Where a sender publishes an example its
 * digest stands here as published; openssl computes the others.
 *
 * @typedef {import('./hmacCases').Case} Case
 * @typedef {import('./openssl').Algorithm} Algorithm
 */
const { SOURCE } = require('./hmacCases');
const { hmac } = require('./openssl');
const { same } = require('./publishedCases');
const { NOW } = require('./senders');

const SECRET = 'a secret of the sender';
const BODY = '{"type":"order.updated","data":{"id":"ord_1042","total":86.5}}';
const ISO_NOW = '2026-01-01T00:00:00.000+0000';
const URL = 'https://n8n.example.com/webhook/1f2e/webhook';

/** @param {object} parts */
const scheme = (parts) => ({
	kind: 'hmac',
	algorithm: 'sha256',
	encoding: 'hex',
	header: 'X-Signature',
	layout: { kind: 'single', prefix: '' },
	signedContent: '{body}',
	secretFormat: 'text',
	...parts,
});

/** @param {string} header @param {string} [unit] */
const timeIn = (header, unit = 's') => ({ source: { header }, unit, toleranceSeconds: 300 });

/**
 * @param {string} content
 * @param {{ algorithm?: Algorithm, encoding?: 'hex' | 'base64' | 'base64url', key?: Buffer }} [options]
 */
const digest = (
	content,
	{ algorithm = 'sha256', encoding = 'hex', key = Buffer.from(SECRET) } = {},
) => hmac(algorithm, key, Buffer.from(content)).toString(encoding);

/** @type {(name: string, one: object, headers: object, more?: object) => Case} */
const valid = (name, one, headers, more = {}) => ({
	name,
	source: SOURCE,
	scheme: one,
	secret: SECRET,
	headers,
	body: BODY,
	now: NOW,
	expect: 'valid',
	matched: 'current',
	asSent: true,
	...more,
});

/** @type {(name: string, of: Case, reason: string, more: object) => Case} */
const refused = (name, of, reason, more) => {
	const { asSent, matched, ...rest } = of;
	return { ...rest, ...more, name, expect: reason };
};

/** Examples that senders publish. @returns {Case[]} */
function published() {
	const slackBody =
		'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
	const slackSecret = '8f742231b10e8888abcd99yyyzzz85a5';
	const slackTime = 1531420618;
	const ifoodBody =
		'{"code":"PLC","createdAt":"2023-02-20T18:19:03.20162269Z","fullCode":"PLACED","id":"a38ba215-f949-4b2c-982a-0582a9d0c10e","merchantId":"cad65e8f-6fc6-438a-b159-e64a902a6b9a","orderId":"2c97e104-35ed-4c18-85d7-854a40b6b9e3"}';
	const github = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
	const githubSecret = "It's a Secret to Everybody";
	return [
		valid(
			'Slack, v0:timestamp:body',
			scheme({
				header: 'X-Slack-Signature',
				layout: { kind: 'single', prefix: 'v0=' },
				signedContent: 'v0:{timestamp}:{body}',
				timestamp: timeIn('X-Slack-Request-Timestamp'),
			}),
			{
				'X-Slack-Request-Timestamp': String(slackTime),
				'X-Slack-Signature': `v0=${same(
					'a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
					digest(`v0:${slackTime}:${slackBody}`, { key: Buffer.from(slackSecret) }),
				)}`,
			},
			{
				source: 'docs.slack.dev, verifying requests from Slack',
				secret: slackSecret,
				body: slackBody,
				now: slackTime,
			},
		),
		valid(
			'iFood, hex of the body',
			scheme({ header: 'X-IFood-Signature' }),
			{
				'X-IFood-Signature': same(
					'6f9ed23a7b505a3b6907c5f6eb2ad1b056fbf35a643d365a9a072ed7aabca153',
					digest(ifoodBody, { key: Buffer.from('dummysecret') }),
				),
			},
			{ source: 'developer.ifood.com.br, webhooks', secret: 'dummysecret', body: ifoodBody },
		),
		valid(
			'GitHub, sha256=',
			scheme({ header: 'X-Hub-Signature-256', layout: { kind: 'single', prefix: 'sha256=' } }),
			{
				'X-Hub-Signature-256': `sha256=${same(
					github,
					digest('Hello, World!', { key: Buffer.from(githubSecret) }),
				)}`,
			},
			{
				source: 'docs.github.com, validating webhook deliveries',
				secret: githubSecret,
				body: 'Hello, World!',
			},
		),
	];
}

/** @returns {Case[]} */
function computed() {
	const square = valid(
		'Square, URL and body',
		scheme({
			header: 'x-square-hmacsha256-signature',
			encoding: 'base64',
			signedContent: '{url}{body}',
		}),
		{ 'x-square-hmacsha256-signature': digest(URL + BODY, { encoding: 'base64' }) },
		{ url: URL },
	);
	const toastBody = `{"timestamp":"${ISO_NOW}","eventCategory":"stock","guid":"8f1c"}`;
	const toast = valid(
		'Toast, body and the timestamp that stands in it',
		scheme({
			header: 'Toast-Signature',
			encoding: 'base64',
			signedContent: '{body}{timestamp}',
			timestamp: { source: { body: 'timestamp' }, unit: 'iso', toleranceSeconds: 300 },
		}),
		{ 'Toast-Signature': digest(toastBody + ISO_NOW, { encoding: 'base64' }) },
		{ body: toastBody },
	);
	const decimalBody = `{"meta":{"sent":${NOW}.50},"type":"a.b"}`;
	const pagerDuty = scheme({
		header: 'X-PagerDuty-Signature',
		layout: { kind: 'list', separator: ',', prefix: 'v1=' },
	});
	const old = 'the secret before';
	const [current, previous] = [digest(BODY), digest(BODY, { key: Buffer.from(old) })];
	const outpost = scheme({ layout: { kind: 'list', separator: ',', prefix: 'v0=' } });
	const teamsKey = Buffer.from('a key of thirty-two bytes, random');
	const teams = scheme({
		header: 'Authorization',
		encoding: 'base64',
		layout: { kind: 'single', prefix: 'HMAC ' },
		secretFormat: 'base64',
	});
	const teamsDigest = digest(BODY, { encoding: 'base64', key: teamsKey });
	const fields = (/** @type {string} */ timestampField, /** @type {string} */ signatureField) => ({
		kind: 'fields',
		timestampField,
		signatureField,
	});
	const inSignature = (/** @type {string} */ signatureField, unit = 's') => ({
		source: { signatureField },
		unit,
		toleranceSeconds: 300,
	});
	const paddle = scheme({
		header: 'Paddle-Signature',
		layout: { ...fields('ts', 'h1'), separator: ';' },
		signedContent: '{timestamp}:{body}',
		timestamp: inSignature('ts'),
	});
	const payMongo = scheme({
		header: 'Paymongo-Signature',
		layout: fields('t', 'li'),
		signedContent: '{timestamp}.{body}',
		timestamp: inSignature('t'),
	});
	const millis = scheme({
		layout: fields('t', 'v1'),
		signedContent: '{timestamp}.{body}',
		timestamp: inSignature('t', 'ms'),
	});
	const twitchTime = '2026-01-01T00:00:00.123456789Z';
	const twitch = valid(
		'Twitch, ID, ISO time and body with nothing between them',
		scheme({
			header: 'Twitch-Eventsub-Message-Signature',
			layout: { kind: 'single', prefix: 'sha256=' },
			signedContent: '{id}{timestamp}{body}',
			timestamp: timeIn('Twitch-Eventsub-Message-Timestamp', 'iso'),
			idHeader: 'Twitch-Eventsub-Message-Id',
		}),
		{
			'Twitch-Eventsub-Message-Id': '84c1e79a-2a4b-4c13-ba0b-4312293e9308',
			'Twitch-Eventsub-Message-Timestamp': twitchTime,
			'Twitch-Eventsub-Message-Signature': `sha256=${digest(
				`84c1e79a-2a4b-4c13-ba0b-4312293e9308${twitchTime}${BODY}`,
			)}`,
		},
		{ asSent: undefined },
	);
	const hubSpot = valid(
		'HubSpot, method, URL, body and milliseconds',
		scheme({
			header: 'X-HubSpot-Signature-v3',
			encoding: 'base64',
			signedContent: '{method}{url}{body}{timestamp}',
			timestamp: timeIn('X-HubSpot-Request-Timestamp', 'ms'),
		}),
		{
			'X-HubSpot-Request-Timestamp': `${NOW}000`,
			'X-HubSpot-Signature-v3': digest(`POST${URL}${BODY}${NOW}000`, { encoding: 'base64' }),
		},
		{ url: URL, method: 'POST' },
	);
	return [
		square,
		refused('Square, another URL', square, 'signature_mismatch', { url: `${URL}/` }),
		refused('Square, URL not known', square, 'url_missing', { url: undefined }),
		toast,
		refused('Toast, received a day later', toast, 'timestamp_too_old', { now: NOW + 86_400 }),
		refused('Toast, no timestamp in the body', toast, 'timestamp_missing', { body: BODY }),
		valid(
			'a decimal number of seconds in the body, as it is written',
			scheme({
				signedContent: '{timestamp}.{body}',
				timestamp: {
					source: { body: 'meta.sent' },
					unit: 's',
					hasDecimals: true,
					toleranceSeconds: 300,
				},
			}),
			{ 'X-Signature': digest(`${NOW}.50.${decimalBody}`) },
			{ body: decimalBody },
		),
		valid('PagerDuty, one signature of a list', pagerDuty, {
			'X-PagerDuty-Signature': `v1=${current}`,
		}),
		valid(
			'PagerDuty, two signatures in a rotation',
			pagerDuty,
			{ 'X-PagerDuty-Signature': `v1=${current},v1=${previous}` },
			{ previousSecret: old },
		),
		valid(
			'PagerDuty, the old signature first',
			pagerDuty,
			{ 'X-PagerDuty-Signature': `v1=${previous}, v1=${current}` },
			{ asSent: undefined },
		),
		valid(
			'a prefix before the first signature only',
			outpost,
			{ 'X-Signature': `v0=${previous},${current}` },
			{ asSent: undefined },
		),
		valid(
			'Teams, HMAC and a space before base64, key in base64',
			teams,
			{ Authorization: `HMAC ${teamsDigest}` },
			{ secret: teamsKey.toString('base64') },
		),
		valid(
			'Shopify, base64 of the body',
			scheme({ header: 'X-Shopify-Hmac-Sha256', encoding: 'base64' }),
			{
				'X-Shopify-Hmac-Sha256': digest(BODY, { encoding: 'base64' }),
			},
		),
		valid(
			'GitHub, sha1=',
			scheme({
				algorithm: 'sha1',
				header: 'X-Hub-Signature',
				layout: { kind: 'single', prefix: 'sha1=' },
			}),
			{ 'X-Hub-Signature': `sha1=${digest(BODY, { algorithm: 'sha1' })}` },
		),
		valid('Paddle, fields separated by a semicolon', paddle, {
			'Paddle-Signature': `ts=${NOW};h1=${digest(`${NOW}:${BODY}`)}`,
		}),
		valid(
			'PayMongo, an empty field beside the signature',
			payMongo,
			{ 'Paymongo-Signature': `t=${NOW},te=,li=${digest(`${NOW}.${BODY}`)}` },
			{ asSent: undefined },
		),
		valid('fields with milliseconds', millis, {
			'X-Signature': `t=${NOW}000,v1=${digest(`${NOW}000.${BODY}`)}`,
		}),
		twitch,
		refused('Twitch, the end of the ID moved into nothing', twitch, 'signature_mismatch', {
			headers: {
				.../** @type {object} */ (twitch.headers),
				'Twitch-Eventsub-Message-Id': '84c1e79a',
			},
		}),
		hubSpot,
		valid(
			'a header and a field of the body in the signed content',
			scheme({ signedContent: '{header:X-Nonce}|{field:data.id}|{body}' }),
			{ 'X-Nonce': 'n-1', 'X-Signature': digest(`n-1|ord_1042|${BODY}`) },
		),
		valid(
			'base64url and a key in hex',
			scheme({ encoding: 'base64url', secretFormat: 'hex' }),
			{ 'X-Signature': digest(BODY, { encoding: 'base64url', key: teamsKey }) },
			{ secret: teamsKey.toString('hex') },
		),
	];
}

/** Text moved from one value into the next one, whose signature stays right. @returns {Case[]} */
function shifted() {
	/** @type {(name: string, content: string, headers: object, body: string, signed: string, more?: object) => Case} */
	const make = (name, content, headers, body, signed, more = {}) => ({
		name,
		source: SOURCE,
		scheme: scheme({ signedContent: content, ...more }),
		secret: SECRET,
		headers: { ...headers, 'X-Signature': digest(signed) },
		body,
		now: NOW,
		expect: 'content_ambiguous',
	});
	const time = { timestamp: timeIn('X-Time', 'auto') };
	return [
		make(
			'digits of the body moved into the timestamp',
			'{timestamp}{body}',
			{ 'X-Time': String(NOW) },
			`123${BODY}`,
			`${NOW}123${BODY}`,
			time,
		),
		make(
			'decimals of the timestamp moved into the body',
			'{timestamp}.{body}',
			{ 'X-Time': String(NOW) },
			`5.${BODY}`,
			`${NOW}.5.${BODY}`,
			{ timestamp: { ...time.timestamp, hasDecimals: true } },
		),
		make(
			'text of the first header moved into the second',
			'{header:X-A}.{header:X-B}.{body}',
			{ 'X-A': 'a.b', 'X-B': 'c' },
			BODY,
			`a.b.c.${BODY}`,
		),
		make(
			'a character of the body moved into the header before it',
			'{header:X-A}{body}',
			{ 'X-A': 'a{' },
			BODY.slice(1),
			`a${BODY}`,
		),
	];
}

/** Tokens, which are the secrets themselves. @returns {Case[]} */
function tokens() {
	const inHeader = { kind: 'token', in: { header: 'Authorization', prefix: 'Bearer ' } };
	const bare = { kind: 'token', in: { header: 'X-Clover-Auth', prefix: '' } };
	const inUrl = { kind: 'token', in: { query: 'token' } };
	/** @type {(name: string, one: object, request: object, expect: string, more?: object) => Case} */
	const make = (name, one, request, expect, more = {}) => ({
		name: `token: ${name}`,
		source: 'the token as it is',
		scheme: one,
		secret: SECRET,
		headers: {},
		...request,
		body: BODY,
		now: NOW,
		expect,
		...(expect === 'valid' && { matched: 'current' }),
		...more,
	});
	const bearer = (/** @type {unknown} */ value) => ({ headers: { Authorization: value } });
	return [
		make('behind Bearer', inHeader, bearer(`Bearer ${SECRET}`), 'valid', { asSent: true }),
		make('behind bearer in lower case', inHeader, bearer(`bearer ${SECRET}`), 'valid'),
		make('alone', bare, { headers: { 'X-Clover-Auth': SECRET } }, 'valid', { asSent: true }),
		make('another one', inHeader, bearer('Bearer another'), 'token_mismatch'),
		make('and more', inHeader, bearer(`Bearer ${SECRET}x`), 'token_mismatch'),
		make('without its prefix', inHeader, bearer(SECRET), 'token_malformed'),
		make('prefix only', inHeader, bearer('Bearer'), 'token_malformed'),
		make('missing', inHeader, {}, 'token_missing'),
		make('twice', inHeader, bearer([`Bearer ${SECRET}`, 'Bearer x']), 'token_duplicated'),
		make('the previous one', inHeader, bearer('Bearer before'), 'valid', {
			previousSecret: 'before',
			matched: 'previous',
		}),
		make('in the URL', inUrl, { query: { token: SECRET } }, 'valid'),
		make('missing in the URL', inUrl, { query: { other: SECRET } }, 'token_missing'),
		make('another one in the URL', inUrl, { query: { token: 'x' } }, 'token_mismatch'),
		make('twice in the URL', inUrl, { query: { token: [SECRET, 'x'] } }, 'token_duplicated'),
		make('an object in the URL', inUrl, { query: { token: { a: SECRET } } }, 'token_malformed'),
		make('no secret set', inUrl, { query: { token: '' } }, 'secret_missing', { secret: ' ' }),
	];
}

const senderForms = () => [...published(), ...computed(), ...shifted(), ...tokens()];

module.exports = { senderForms };
