import type { DeliveryStatus, FailureClass, FailureReason } from '../../lib/send/delivery';
import type { Chaos } from './start';

/** What a delivery to a misbehaving endpoint has to come to. */
export interface ChaosCase {
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

/** Sent with two attempts a tenth of a second apart, and half a second for each. */
export const chaosCases: readonly ChaosCase[] = [
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
