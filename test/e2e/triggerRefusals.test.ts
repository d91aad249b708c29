import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { documentedDeliveries } from './trigger/documentedDeliveries';
import { type Receiving, startReceiving } from './trigger/receiving';
import { newId, type PlatformId, platformIds, signed, WHSEC } from './trigger/signers';

jest.setTimeout(120_000);

type Hmac = Exclude<PlatformId, 'resmio'>;
const hmacPlatforms = platformIds.filter((id) => id !== 'resmio') as Hmac[];
const timed = ['gustaio', 'olympusCloud', 'standardWebhooks'] as const;

const signatureHeader: Record<Hmac, string> = {
	gustaio: 'X-Webhook-Signature',
	olympusCloud: 'X-Olympus-Signature',
	goTab: 'X-GoTab-Signature',
	roostSync: 'X-RoostSync-Signature',
	standardWebhooks: 'webhook-signature',
	custom: 'X-Webhook-Signature',
};

let n8n: SharedN8n;
let receiving: Record<Hmac, Receiving>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	const started = await Promise.all(
		hmacPlatforms.map(async (platform) => [platform, await startReceiving(n8n, { platform })]),
	);
	receiving = Object.fromEntries(started) as typeof receiving;
});

/** Headers in an order and number that an object cannot hold. */
const asLines = (headers: Record<string, string>): Array<[string, string]> =>
	Object.entries({ 'Content-Type': 'application/json', ...headers });

async function send(platform: Hmac, headers: Array<[string, string]>, body: string) {
	const answer = await post(receiving[platform].url, { headers, body });
	return [answer.status, answer.body];
}

const otherSecret = (platform: Hmac) =>
	platform === 'standardWebhooks' ? 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' : 'the-bar-secret';

describe.each(hmacPlatforms)('a delivery of %s is refused', (platform) => {
	const { body } = documentedDeliveries[platform];

	it('with 401 signature_mismatch when it is signed with another secret', async () => {
		const headers = asLines(await signed(platform, body, { secret: otherSecret(platform) }));
		expect(await send(platform, headers, body)).toEqual([401, { error: 'signature_mismatch' }]);
	});

	it('with 401 signature_mismatch when a byte of the body was changed', async () => {
		const headers = asLines(await signed(platform, body));
		expect(await send(platform, headers, `${body} `)).toEqual([
			401,
			{ error: 'signature_mismatch' },
		]);
	});

	it('with 401 signature_missing when the signature header is missing', async () => {
		const headers = asLines(await signed(platform, body)).filter(
			([name]) => name !== signatureHeader[platform],
		);
		expect(await send(platform, headers, body)).toEqual([401, { error: 'signature_missing' }]);
	});

	it('with 401 header_duplicated when the signature header stands there twice', async () => {
		const headers = asLines(await signed(platform, body));
		const again = headers.filter(([name]) => name === signatureHeader[platform]);
		expect(await send(platform, [...headers, ...again], body)).toEqual([
			401,
			{ error: 'header_duplicated' },
		]);
	});

	it('with 401 signature_malformed when the signature is no signature', async () => {
		const headers = asLines({
			...(await signed(platform, body)),
			[signatureHeader[platform]]: platform === 'olympusCloud' ? 't=1,v1=zz' : 'not-a-signature',
		});
		expect(await send(platform, headers, body)).toEqual([401, { error: 'signature_malformed' }]);
	});
});

describe.each(timed)('a delivery of %s, which signs the time, is refused', (platform) => {
	const { body } = documentedDeliveries[platform];
	const now = () => Math.floor(Date.now() / 1000);

	it.each([
		['timestamp_too_old', -330],
		['timestamp_too_new', 330],
	])('with 401 %s when its time is %d seconds away', async (error, seconds) => {
		const headers = asLines(await signed(platform, body, { at: now() + seconds }));
		expect(await send(platform, headers, body)).toEqual([401, { error }]);
	});

	it('not when its time is within five minutes', async () => {
		for (const seconds of [-240, 240]) {
			const fresh = body.replace('{', `{"note":"${newId()}",`).replace('evt_abc123', newId());
			const headers = asLines(await signed(platform, fresh, { at: now() + seconds }));
			expect(await send(platform, headers, fresh)).toEqual([200, { received: true }]);
		}
	});
});

it('refuses a Standard Webhooks delivery whose id is not the signed one', async () => {
	const { body } = documentedDeliveries.standardWebhooks;
	const headers = { ...(await signed('standardWebhooks', body)), 'webhook-id': newId() };
	expect(await send('standardWebhooks', asLines(headers), body)).toEqual([
		401,
		{ error: 'signature_mismatch' },
	]);
});

it('accepts a signature beside one of a version and a secret that nobody here knows', async () => {
	const body = `{"type":"example.event","data":{"id":"${newId()}"}}`;
	const headers = await signed('standardWebhooks', body, { secret: WHSEC });
	const many = `v9,AAAA v1,${Buffer.alloc(32).toString('base64')} ${headers['webhook-signature']}`;
	const lines = asLines({ ...headers, 'webhook-signature': many });
	expect(await send('standardWebhooks', lines, body)).toEqual([200, { received: true }]);
});

it('reads header names in any case', async () => {
	const { body } = documentedDeliveries.roostSync;
	const [[, signature]] = Object.entries(await signed('roostSync', body));
	const answer = await send('roostSync', [['x-ROOSTSYNC-signature', signature]], body);
	expect(answer).toEqual([200, { received: true }]);
});

it('has started nothing but what was accepted', async () => {
	const accepted: Record<Hmac, number> = {
		gustaio: 2,
		olympusCloud: 2,
		goTab: 0,
		roostSync: 1,
		standardWebhooks: 3,
		custom: 0,
	};
	for (const platform of hmacPlatforms) {
		await receiving[platform].received(accepted[platform]);
		expect([platform, await receiving[platform].runs()]).toEqual([platform, accepted[platform]]);
	}
});
