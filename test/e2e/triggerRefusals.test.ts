import { platforms } from '../../platforms';
import { documentedDelivery } from '../support/documentedDelivery';
import { documentedOf } from '../support/platformFiles';
import {
	newId,
	signatureHeader,
	signed,
	type SigningOptions,
	signsBody,
	signsTime,
	WHSEC,
} from '../support/senders';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { type Receiving, startReceiving } from './trigger/receiving';

jest.setTimeout(240_000);

const signing = platforms.map(({ id }) => id).filter(signsBody);

let n8n: SharedN8n;
const receiving = new Map<string, Receiving>();
/** How many deliveries of a platform were accepted. */
const accepted = new Map<string, number>();

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	await Promise.all(
		signing.map(async (id) => {
			const started = await startReceiving(n8n, { platform: id });
			await started.proveSecret();
			receiving.set(id, started);
			accepted.set(id, await started.runs());
		}),
	);
});

function receivingOf(platform: string): Receiving {
	const found = receiving.get(platform);
	if (!found) throw new Error(`Nothing receives ${platform}`);
	return found;
}

/** Headers in an order and number that an object cannot hold. */
const asLines = (headers: Record<string, string>): Array<[string, string]> =>
	Object.entries({ 'Content-Type': 'application/json', ...headers });

async function send(platform: string, headers: Array<[string, string]>, body: string) {
	const answer = await post(receivingOf(platform).url, { headers, body });
	if (answer.status < 300) accepted.set(platform, (accepted.get(platform) ?? 0) + 1);
	return [answer.status, answer.body];
}

/** Signed for the endpoint that receives it. */
const proofOf = async (platform: string, body: string, options: SigningOptions = {}) =>
	await signed(platform, body, { url: receivingOf(platform).url, ...options });

const otherSecret = (platform: string) =>
	documentedOf(platform).signature.kind === 'standardWebhooks'
		? 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
		: 'the-bar-secret';

describe.each(signing)('a delivery of %s is refused', (platform) => {
	const { body } = documentedDelivery(platform);

	it('with 401 signature_mismatch when it is signed with another secret', async () => {
		const headers = asLines(await proofOf(platform, body, { secret: otherSecret(platform) }));
		expect(await send(platform, headers, body)).toEqual([401, { error: 'signature_mismatch' }]);
	});

	it('with 401 signature_mismatch when a byte of the body was changed', async () => {
		const headers = asLines(await proofOf(platform, body));
		expect(await send(platform, headers, `${body} `)).toEqual([
			401,
			{ error: 'signature_mismatch' },
		]);
	});

	it('with 401 signature_missing when the signature header is missing', async () => {
		const headers = asLines(await proofOf(platform, body)).filter(
			([name]) => name !== signatureHeader(platform),
		);
		expect(await send(platform, headers, body)).toEqual([401, { error: 'signature_missing' }]);
	});

	it('with 401 header_duplicated when the signature header stands there twice', async () => {
		const headers = asLines(await proofOf(platform, body));
		const again = headers.filter(([name]) => name === signatureHeader(platform));
		expect(await send(platform, [...headers, ...again], body)).toEqual([
			401,
			{ error: 'header_duplicated' },
		]);
	});

	it('with 401 signature_malformed when the signature is no signature', async () => {
		const headers = asLines({
			...(await proofOf(platform, body)),
			[signatureHeader(platform)]:
				documentedOf(platform).signature.kind === 'stripe' ? 't=1,v1=zz' : 'not-a-signature',
		});
		expect(await send(platform, headers, body)).toEqual([401, { error: 'signature_malformed' }]);
	});
});

describe.each(signing.filter(signsTime))(
	'a delivery of %s, which signs the time, is refused',
	(platform) => {
		const { body } = documentedDelivery(platform);
		const now = () => Math.floor(Date.now() / 1000);

		it.each([
			['timestamp_too_old', -330],
			['timestamp_too_new', 330],
		])('with 401 %s when its time is %d seconds away', async (error, seconds) => {
			const headers = asLines(await proofOf(platform, body, { at: now() + seconds }));
			expect(await send(platform, headers, body)).toEqual([401, { error }]);
		});

		it('not when its time is within five minutes', async () => {
			for (const seconds of [-240, 240]) {
				const fresh = body.replace('{', `{"note":"${newId()}",`).replace('evt_abc123', newId());
				const headers = asLines(await proofOf(platform, fresh, { at: now() + seconds }));
				const [status] = await send(platform, headers, fresh);
				expect(status).toBeLessThan(300);
			}
		});
	},
);

it('refuses a Standard Webhooks delivery whose id is not the signed one', async () => {
	const { body } = documentedDelivery('standardWebhooks');
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
	const { body } = documentedDelivery('roostSync');
	const [[, signature]] = Object.entries(await signed('roostSync', body));
	const answer = await send('roostSync', [['x-ROOSTSYNC-signature', signature]], body);
	expect(answer).toEqual([200, { received: true }]);
});

it('has started nothing but what was accepted', async () => {
	expect(Object.fromEntries(accepted)).toMatchObject({ standardWebhooks: 4, roostSync: 2 });
	for (const platform of signing) {
		const count = accepted.get(platform) ?? 0;
		await receivingOf(platform).received(count);
		expect([platform, await receivingOf(platform).runs()]).toEqual([platform, count]);
	}
});
