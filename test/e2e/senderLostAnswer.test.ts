import type { Platform } from '../../lib/platform';
import { type SignatureScheme, signsUrl } from '../../lib/signature/scheme';
import { platformById, platforms } from '../../platforms';
import { connectToSharedN8n, outputOf, type SharedN8n } from './harness/n8n';
import { startLosingProxy } from './harness/losingProxy';
import { type ItemJson, SENDER, startSending } from './sender/sending';
import { startReceiving } from './trigger/receiving';
import { SIGNING_TEXT, signingCredentials, signsTime } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const provesUrl = (signature: SignatureScheme) =>
	signsUrl(signature) || (signature.kind === 'token' && 'query' in signature.in);

/** What both nodes are set to, and what the Sender is in addition. */
interface Form {
	name: string;
	platform: string;
	parameters?: Record<string, unknown>;
	sending: Record<string, unknown>;
}

const timed = { signatureHeader: 'X-Sig', timestampHeader: 'X-Time' };
const timestampAndBody = { ...timed, signedContent: '{timestamp}.{body}' };
const withIdHeader = { ...timed, signedContent: '{id}.{timestamp}.{body}', idHeader: 'X-Id' };
const sale = { operation: 'send', event: 'item.sold', data: '{"sku": "beer"}' };

const forms: Form[] = [
	// Where every attempt is signed anew, something else has to say that it is the same event. A proof
	// about the URL would be one about the proxy's.
	...platforms
		.filter(({ signature }: Platform) => !provesUrl(signature))
		.filter(({ id, payload }: Platform) => payload.id.length > 0 || !signsTime(id))
		.map(({ id, name, events }: Platform) => ({
			name,
			platform: id,
			sending: {
				operation: 'sendSample',
				event: events.find(({ repeatable }) => !repeatable)?.name,
			},
		})),
	{
		name: 'Custom, with a signed time and the id in the body',
		platform: 'custom',
		parameters: timestampAndBody,
		sending: sale,
	},
	{
		name: 'Custom, with the id in a header and the data alone',
		platform: 'custom',
		parameters: withIdHeader,
		sending: { ...sale, bodyFormat: 'data' },
	},
];

it.each(forms)(
	'an event runs once at the Trigger after a lost answer: $name',
	async ({ platform, parameters, sending }) => {
		const credentials = parameters
			? { hospitalityWebhookSecretApi: { secret: SIGNING_TEXT } }
			: signingCredentials(platform);
		const { url, received, runs } = await startReceiving(n8n, {
			platform,
			parameters,
			credentials,
		});
		const proxy = await startLosingProxy(url, { lost: 1 });
		const { call, ended } = await startSending(n8n, {
			parameters: {
				platform,
				url: proxy.url,
				// A second later, so that a signed time is another one.
				retrySchedule: 'custom',
				retryDelays: '1.1',
				...parameters,
				...sending,
			},
			credentials,
		});
		await call([{}]);
		const [execution] = await ended(1);
		const [{ delivery }] = outputOf(execution, SENDER, 0) as ItemJson[];
		const { status, body } = platformById(platform)?.answer ?? { status: 200, body: 'json' };
		expect(delivery.attempts.map(({ statusCode }) => statusCode)).toEqual([null, status]);
		expect(delivery.attempts[1].response).toBe(
			body === 'empty' ? '' : '{"received":true,"duplicate":true}',
		);
		expect(proxy.answers).toEqual(['lost', status]);
		await received(1);
		expect(await runs()).toBe(1);
		await proxy.close();
	},
);
