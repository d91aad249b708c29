import { randomUUID } from 'crypto';

import { sleep } from 'n8n-workflow';

import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { wait } from '../../lib/n8n/wait';
import { deliver, type DeliverySettings } from '../../lib/send/deliver';
import { parseEndpoint } from '../../lib/send/endpoint';
import { createProof, platformFormat, prepareMessage } from '../../lib/send/message';
import type {
	Delivery,
	DeliveryStatus,
	FailureClass,
	FailureReason,
} from '../../lib/send/delivery';
import { standardWebhooks } from '../../platforms/standardWebhooks';
import { gzipBomb } from '../support/chaos/servers';
import { startChaos, type Chaos } from '../support/chaos/start';
import { executeHelpers } from './engine/executeHelpers';

/** What a delivery to a misbehaving endpoint has to come to. */
interface ChaosCase {
	name: string;
	url: (chaos: Chaos) => string;
	expected: {
		status: DeliveryStatus;
		reason?: FailureReason;
		/** Of each attempt. */
		statusCodes: Array<number | null>;
		/** Of each attempt; null for the one that went well. */
		failures: Array<FailureClass | null>;
	};
	/** Shortest time between the first two attempts, in seconds. */
	waitsSeconds?: number;
}

const at = (path: string) => (chaos: Chaos) => chaos.url + path;

const delivered = (status: number): ChaosCase['expected'] => ({
	status: 'delivered',
	statusCodes: [status],
	failures: [null],
});
const afterOne = (status: number): ChaosCase['expected'] => ({
	status: 'delivered',
	statusCodes: [status, 200],
	failures: ['http', null],
});
const exhausted = (kind: FailureClass, status: number | null): ChaosCase['expected'] => ({
	status: 'failed',
	reason: 'exhausted',
	statusCodes: [status, status],
	failures: [kind, kind],
});
const final = (
	kind: FailureClass,
	status: number | null,
	reason: FailureReason = 'rejected',
): ChaosCase['expected'] => ({ status: 'failed', reason, statusCodes: [status], failures: [kind] });
const paced = (name: string, status: number, after: string, waitsSeconds: number): ChaosCase => ({
	name,
	url: at(`/retry-after/${status}?after=${encodeURIComponent(after)}`),
	expected: afterOne(status),
	waitsSeconds,
});

/** Sent with two attempts a tenth of a second apart, and a second for each. */
const chaosCases: readonly ChaosCase[] = [
	{ name: '200', url: at('/ok'), expected: delivered(200) },
	{ name: '204 without a body', url: at('/status/204'), expected: delivered(204) },
	{ name: '500, then 200', url: at('/statuses/500,200'), expected: afterOne(500) },
	{ name: '408, then 200', url: at('/statuses/408,200'), expected: afterOne(408) },
	{ name: '425, then 200', url: at('/statuses/425,200'), expected: afterOne(425) },
	{
		name: '429 without Retry-After, then 200',
		url: at('/statuses/429,200'),
		expected: afterOne(429),
	},
	paced('429 with Retry-After in seconds', 429, '1', 1),
	paced('429 with Retry-After in decimals', 429, '0.7', 0.7),
	// A date has whole seconds, so up to one of them is cut off.
	paced('429 with Retry-After as a date', 429, 'date:2', 1),
	paced('503 with Retry-After in seconds', 503, '1', 1),
	paced('503 with Retry-After below the schedule', 503, '0', 0.1),
	paced('503 with Retry-After that says nothing', 503, 'soon', 0.1),
	{ name: '503 for good', url: at('/status/503'), expected: exhausted('http', 503) },
	{ name: '400', url: at('/status/400'), expected: final('http', 400) },
	{ name: '404', url: at('/status/404'), expected: final('http', 404) },
	{ name: '410 Gone', url: at('/status/410'), expected: final('http', 410, 'gone') },
	{ name: 'a redirect to itself', url: at('/redirect-loop'), expected: final('redirect', 307) },
	{ name: 'no answer', url: at('/slow-header'), expected: exhausted('timeout', null) },
	{
		name: 'a body that trickles without end',
		url: at('/slow-body'),
		expected: exhausted('timeout', 200),
	},
	{ name: 'a reset before the answer', url: at('/reset'), expected: exhausted('reset', null) },
	{
		name: 'a reset in the middle of the body',
		url: at('/reset-body'),
		expected: exhausted('reset', 200),
	},
	{
		name: 'a body shorter than its Content-Length',
		url: at('/short-body'),
		expected: exhausted('reset', 200),
	},
	{ name: 'something that is not HTTP', url: at('/not-http'), expected: exhausted('http', null) },
	{
		name: 'a megabyte of gzip that unpacks to a gigabyte',
		url: at('/gzip-bomb'),
		expected: delivered(200),
	},
	{
		name: 'a port where nothing listens',
		url: (chaos) => chaos.refusedUrl,
		expected: exhausted('connection_refused', null),
	},
	{
		name: 'a self-signed certificate',
		url: (chaos) => `${chaos.tlsUrl}/ok`,
		expected: exhausted('tls', null),
	},
	{
		name: 'a host name that does not exist',
		url: () => 'http://no-such-host.invalid/',
		expected: exhausted('dns', null),
	},
	{
		name: 'TLS where plain HTTP is spoken',
		url: (chaos) => `${chaos.url.replace('http:', 'https:')}/ok`,
		expected: exhausted('tls', null),
	},
];

const transport = deliveryTransport(executeHelpers());
const CHAOS_SECRET = `whsec_${Buffer.from('chaos receiver').toString('base64')}`;

const settings: DeliverySettings = {
	plan: { kind: 'list', delaysSeconds: [0.1] },
	retryMode: 'inPlace',
	maxWaitSeconds: 10,
	timeoutSeconds: 1,
};

/** Sends one event to a misbehaving endpoint. */
async function runCase({ url }: ChaosCase, chaos: Chaos): Promise<Delivery> {
	const message = prepareMessage({
		format: platformFormat(standardWebhooks),
		endpoint: parseEndpoint(url(chaos)),
		event: {
			name: 'example.event',
			id: `evt_${randomUUID()}`,
			occurredAt: new Date().toISOString(),
			data: { number: 1 },
			account: {},
		},
		proof: createProof(standardWebhooks.signature, { secret: CHAOS_SECRET }),
	});
	const { now } = Date;
	const runtime = { transport, now, random: Math.random, wait };
	return await deliver({ id: randomUUID(), message }, settings, runtime);
}

/** A delivery in the terms of a case's expectation. */
function outcomeOf({ status, reason, attempts }: Delivery): ChaosCase['expected'] {
	return {
		status,
		...(reason && { reason }),
		statusCodes: attempts.map(({ statusCode }) => statusCode),
		failures: attempts.map(({ failure }) => failure?.class ?? null),
	};
}

/** Seconds between the ends of the first attempt and the start of the second; 0 for one attempt. */
function waitedSeconds({ attempts: [first, second] }: Delivery): number {
	if (!second) return 0;
	return (Date.parse(second.at) - Date.parse(first.at) - first.durationMs) / 1000;
}

let chaos: Chaos;

beforeAll(async () => {
	// Made once, and not while a delivery waits for it.
	gzipBomb();
	chaos = await startChaos();
});

afterAll(async () => await chaos.close());

describe('a delivery to an endpoint with', () => {
	it.each(chaosCases.map((chaosCase) => [chaosCase.name, chaosCase] as const))(
		'%s',
		async (_, chaosCase) => {
			const delivery = await runCase(chaosCase, chaos);
			expect(outcomeOf(delivery)).toEqual(chaosCase.expected);
			// Attempts are stamped in whole milliseconds.
			expect(waitedSeconds(delivery)).toBeGreaterThanOrEqual((chaosCase.waitsSeconds ?? 0) - 0.002);

			const arrivals = chaos.ledger.of(delivery.eventId);
			const reaching = chaosCase.url(chaos).startsWith(chaos.url) ? delivery.attempts.length : 0;
			expect(arrivals).toHaveLength(reaching);
			expect(new Set(arrivals.map(({ body }) => body.toString())).size).toBe(Math.min(reaching, 1));
			for (const { response } of delivery.attempts) {
				expect(response.length).toBeLessThanOrEqual(500);
			}
		},
	);

	it('anything of this: no connection is left open', async () => {
		for (let tries = 0; tries < 100 && (await chaos.openConnections()) > 0; tries++) {
			await sleep(20);
		}
		expect(await chaos.openConnections()).toBe(0);
	});
});
