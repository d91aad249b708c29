// @ts-check
/**
 * Vectors that others have published. Their digests stand here as published, and openssl has to
 * come to the same.
 *
 * @typedef {import('./hmacCases').Case} Case
 */
const { hmac, ed25519 } = require('./openssl');
const { digest } = require('./senders');

/** @typedef {import('./senders').Sender} Sender */

const repeated = (/** @type {number} */ byte, /** @type {number} */ times) =>
	Buffer.alloc(times, byte);
const ascending25 = Buffer.from(Array.from({ length: 25 }, (_, index) => index + 1));

/** RFC 2202 and RFC 4231 share most of their keys and texts. */
const KEYS = {
	'20 times 0x0b': repeated(0x0b, 20),
	Jefe: Buffer.from('Jefe'),
	'20 times 0xaa': repeated(0xaa, 20),
	'1 to 25': ascending25,
	'80 times 0xaa': repeated(0xaa, 80),
	'131 times 0xaa': repeated(0xaa, 131),
};
const LARGE_KEY = 'Test Using Larger Than Block-Size Key - Hash Key First';

/** @type {[source: string, algorithm: 'sha1' | 'sha256' | 'sha512', key: keyof typeof KEYS, text: Buffer, digest: string][]} */
// prettier-ignore
const RFC = [
	['RFC 2202 3.1', 'sha1', '20 times 0x0b', Buffer.from('Hi There'), 'b617318655057264e28bc0b6fb378c8ef146be00'],
	['RFC 2202 3.2', 'sha1', 'Jefe', Buffer.from('what do ya want for nothing?'), 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
	['RFC 2202 3.3', 'sha1', '20 times 0xaa', repeated(0xdd, 50), '125d7342b9ac11cd91a39af48aa17b4f63f175d3'],
	['RFC 2202 3.4', 'sha1', '1 to 25', repeated(0xcd, 50), '4c9007f4026250c6bc8414f9bf50c86c2d7235da'],
	['RFC 2202 3.6', 'sha1', '80 times 0xaa', Buffer.from(LARGE_KEY), 'aa4ae5e15272d00e95705637ce8a3b55ed402112'],
	['RFC 4231 4.2', 'sha256', '20 times 0x0b', Buffer.from('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
	['RFC 4231 4.3', 'sha256', 'Jefe', Buffer.from('what do ya want for nothing?'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
	['RFC 4231 4.4', 'sha256', '20 times 0xaa', repeated(0xdd, 50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
	['RFC 4231 4.5', 'sha256', '1 to 25', repeated(0xcd, 50), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'],
	['RFC 4231 4.7', 'sha256', '131 times 0xaa', Buffer.from(LARGE_KEY), '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
	['RFC 4231 4.2', 'sha512', '20 times 0x0b', Buffer.from('Hi There'), '87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854'],
	['RFC 4231 4.3', 'sha512', 'Jefe', Buffer.from('what do ya want for nothing?'), '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737'],
	['RFC 4231 4.4', 'sha512', '20 times 0xaa', repeated(0xdd, 50), 'fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb'],
	['RFC 4231 4.7', 'sha512', '131 times 0xaa', Buffer.from(LARGE_KEY), '80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598'],
];

/** The keys are bytes, so they are given in base64 like a Standard Webhooks secret. @returns {Case[]} */
function rfc() {
	return RFC.map(([source, algorithm, key, text, digest]) => ({
		name: `${source}, HMAC-${algorithm}, key ${key}`,
		source,
		scheme: {
			kind: 'hmac',
			algorithm,
			encoding: 'hex',
			header: 'X-Signature',
			layout: { kind: 'single', prefix: '' },
			signedContent: '{body}',
			secretFormat: 'whsec',
		},
		secret: KEYS[key].toString('base64'),
		headers: { 'X-Signature': same(digest, hmac(algorithm, KEYS[key], text).toString('hex')) },
		bodyBase64: text.toString('base64'),
		now: 0,
		expect: 'valid',
		matched: 'current',
		asSent: true,
	}));
}

/** @type {[hash: 'sha256' | 'sha512', encoding: 'hex' | 'base64', name: string, digest: string, expect: string][]} */
// prettier-ignore
const CONVOY = [
	['sha256', 'hex', 'simple_sha256_hex_valid', '244449b7f48cbc2709060c9dcdc2b3aa47a78f540430579015c579fb12defbb4', 'valid'],
	['sha256', 'base64', 'simple_sha256_base64_valid', 'JERJt/SMvCcJBgydzcKzqkenj1QEMFeQFcV5+xLe+7Q=', 'valid'],
	['sha512', 'hex', 'simple_sha512_hex_valid', '6cc772dc81942ae1b5ffa91c3a6a07b0d37edc8dc6bd83e3518a219f1f19ff71ae1b76d6b320940d414c236a1aad7f7930b63e0f1928951955d31219545e1b66', 'valid'],
	['sha512', 'base64', 'simple_sha512_base64_valid', 'bMdy3IGUKuG1/6kcOmoHsNN+3I3GvYPjUYohnx8Z/3GuG3bWsyCUDUFMI2oarX95MLY+DxkolRlV0xIZVF4bZg==', 'valid'],
	['sha256', 'hex', 'simple_tamper', '244449b7f48cbc2709060c9dcdc2b3aa47a78f540430579015c579fb12defbb0', 'signature_mismatch'],
];

/**
 * The figures of Convoy's vectors for signatures over the body alone. Its other ones join
 * timestamp and body with a comma, which no scheme here does.
 * @returns {Case[]}
 */
function convoy() {
	const secret = 'convoy-webhook-secret';
	const body = '{"event":"charge.success","amount":1000,"currency":"NGN"}';
	return CONVOY.map(([algorithm, encoding, name, digest, expect]) => {
		const computed = hmac(algorithm, Buffer.from(secret), Buffer.from(body)).toString(encoding);
		return {
			name: `Convoy ${name}`,
			source: 'frain-dev/convoy pkg/signature/testdata/signature-vectors.json',
			scheme: {
				kind: 'hmac',
				algorithm,
				encoding,
				header: 'X-Convoy-Signature',
				layout: { kind: 'single', prefix: '' },
				signedContent: '{body}',
				secretFormat: 'text',
			},
			secret,
			headers: { 'X-Convoy-Signature': expect === 'valid' ? same(digest, computed) : digest },
			body,
			now: 0,
			expect,
			...(expect === 'valid' && { matched: 'current', asSent: true }),
		};
	});
}

/** @type {[source: string, secret: string, id: string, timestamp: number, body: string, signature: string][]} */
// prettier-ignore
const STANDARD = [
	['standard-webhooks/standard-webhooks, libraries/javascript', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}', 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
	['standard-webhooks/standard-webhooks, libraries/rust', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk', 1649367553, '{"email":"test@example.com","username":"test_user"}', 'tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw='],
	['docs.svix.com, verifying webhooks manually', 'whsec_plJ3nmyCDGBKInavdOK15jsl', 'msg_loFOjxBNrRLzqYUf', 1731705121, '{"event_type":"ping","data":{"success":true}}', 'rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0='],
];

/** @returns {Case[]} */
function standardWebhooks() {
	return STANDARD.map(([source, secret, id, timestamp, body, signature]) => {
		const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
		const computed = hmac('sha256', key, Buffer.from(`${id}.${timestamp}.${body}`));
		return {
			name: `published by ${source}`,
			source,
			secret,
			headers: {
				'webhook-id': id,
				'webhook-timestamp': String(timestamp),
				'webhook-signature': `v1,${same(signature, computed.toString('base64'))}`,
			},
			body,
			now: timestamp,
			expect: 'valid',
			matched: 'current',
			asSent: true,
		};
	});
}

/** The same under the names that Svix itself uses, and with the names mixed. @returns {Case[]} */
function svix() {
	/** @type {Array<Case & { headers: Record<string, string> }>} */
	const renamed = standardWebhooks().map(({ name, headers, asSent, ...rest }) => ({
		...rest,
		name: `${name}, as svix-*`,
		headers: Object.fromEntries(
			Object.entries(/** @type {Record<string, string>} */ (headers)).map(([header, value]) => [
				header.replace('webhook-', 'svix-'),
				value,
			]),
		),
	}));
	const [first] = renamed;
	const { matched, ...refused } = first;
	const headers = first.headers;
	return [
		...renamed,
		{
			...refused,
			name: 'svix-signature beside webhook-id',
			headers: { ...headers, 'webhook-id': 'msg_other' },
			expect: 'header_duplicated',
		},
		{
			...refused,
			name: 'svix-signature beside webhook-timestamp, svix-timestamp missing',
			headers: {
				'svix-id': headers['svix-id'],
				'webhook-timestamp': headers['svix-timestamp'],
				'svix-signature': headers['svix-signature'],
			},
			expect: 'header_duplicated',
		},
		{
			...refused,
			name: 'a worthless webhook-signature beside svix-*',
			headers: { ...headers, 'webhook-signature': headers['svix-signature'] },
			expect: 'id_missing',
		},
	];
}

/** The one published Ed25519 vector, checked with each form of the key. @returns {Case[]} */
function ed25519Cases() {
	const source = 'svix/svix-webhooks server/svix-server/src/worker.rs, test_asymmetric_key_signing';
	const pair =
		'6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
	const signature =
		'hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
	const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
	const timestamp = 1614265330;
	const body = '{"test": 2432232314}';
	const seed = Buffer.from(pair, 'base64').subarray(0, 32);
	const good = same(
		signature,
		ed25519(seed, Buffer.from(`${id}.${timestamp}.${body}`)).toString('base64'),
	);
	const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
	const hmacSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	const hmacValue = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
	/** @type {(name: string, secret: string, value: string, expect: string, changes?: object) => Case} */
	const make = (name, secret, value, expect, changes = {}) => ({
		name: `Ed25519: ${name}`,
		source,
		secret,
		headers: {
			'webhook-id': id,
			'webhook-timestamp': String(timestamp),
			'webhook-signature': value,
		},
		body,
		now: timestamp,
		expect,
		...(expect === 'valid' && { matched: 'current' }),
		...changes,
	});
	return [
		make('public key', publicKey, `v1a,${good}`, 'valid'),
		make('private key with its public half', `whsk_${pair}`, `v1a,${good}`, 'valid', {
			asSent: true,
		}),
		make('private key alone', `whsk_${seed.toString('base64')}`, `v1a,${good}`, 'valid', {
			asSent: true,
		}),
		make(
			'beside an HMAC that belongs to another secret',
			publicKey,
			`${hmacValue} v1a,${good}`,
			'valid',
		),
		make('another body', publicKey, `v1a,${good}`, 'signature_mismatch', {
			body: '{"test": 2432232315}',
		}),
		make('HMAC signature for a public key', publicKey, hmacValue, 'signature_mismatch'),
		make(
			'Ed25519 signature for a symmetric secret',
			hmacSecret,
			`v1a,${good}`,
			'signature_mismatch',
		),
		make(
			'signature of half the length',
			publicKey,
			`v1a,${good.slice(0, 44)}`,
			'signature_malformed',
		),
		make(
			'public key of the wrong length',
			'whpk_1SiA4o9hyqTCpIqC5V9HUQ==',
			`v1a,${good}`,
			'secret_malformed',
		),
		make('rotation from HMAC to Ed25519', publicKey, hmacValue, 'valid', {
			previousSecret: hmacSecret,
			matched: 'previous',
		}),
	];
}

/** GitHub documents its signature with this example. @param {Sender} sender @returns {Case[]} */
function github({ header }) {
	const secret = "It's a Secret to Everybody";
	const digest = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
	const computed = hmac('sha256', Buffer.from(secret), Buffer.from('Hello, World!')).toString(
		'hex',
	);
	return [
		{
			name: 'published by docs.github.com',
			source: 'docs.github.com, validating webhook deliveries',
			secret,
			headers: { [header]: `sha256=${same(digest, computed)}` },
			body: 'Hello, World!',
			now: 0,
			expect: 'valid',
			matched: 'current',
			asSent: true,
		},
	];
}

/** @param {string} published @param {string} computed */
function same(published, computed) {
	if (published !== computed) throw new Error(`openssl disagrees with ${published}: ${computed}`);
	return published;
}

/**
 * Deliveries whose signatures the platform publishes, from its documented file.
 * @param {Sender} sender
 * @param {readonly import('../../test/support/platformFiles').PublishedDelivery[]} deliveries
 * @returns {Case[]}
 */
function platform(sender, deliveries = []) {
	return deliveries.map(({ name, source, secret, headers, body, url, now = 0 }) => {
		const id = sender.idHeader && headers[sender.idHeader];
		const timestamp = sender.timestampHeader ? headers[sender.timestampHeader] : now;
		const computed = digest(sender, Buffer.from(body), { secret, timestamp, id, url });
		same(headers[sender.header], sender.value([computed], Number(timestamp)));
		return {
			name,
			source,
			secret,
			headers,
			...(url !== undefined && { url }),
			body,
			now,
			expect: 'valid',
			matched: 'current',
			asSent: true,
		};
	});
}

module.exports = { platform, rfc, convoy, standardWebhooks, svix, ed25519Cases, github, same };
