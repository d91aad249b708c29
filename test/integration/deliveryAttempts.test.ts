import { verify as octokitVerify } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { deliver, type DeliverySettings } from '../../lib/send/deliver';
import { parseEndpoint } from '../../lib/send/endpoint';
import { createProof, platformFormat, prepareMessage } from '../../lib/send/message';
import { runQueue } from '../../lib/send/queue';
import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { wait } from '../../lib/n8n/wait';
import type { Platform } from '../../lib/platform';
import { proofHeaders } from '../../lib/signature/scheme';
import type { Secrets } from '../../lib/signature/secret';
import { verify } from '../../lib/signature/verify';
import { platforms } from '../../platforms';
import { standardWebhooks } from '../../platforms/standardWebhooks';
import type { Arrival } from '../support/chaos/routes';
import { startChaos } from '../support/chaos/start';
import { executeHelpers } from './engine/executeHelpers';

const transport = deliveryTransport(executeHelpers());
const TEXT_SECRET = 'a signing secret';
const WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const settings: DeliverySettings = {
	plan: { kind: 'list', delaysSeconds: [0.01, 0.01, 0.01, 0.01] },
	retryMode: 'inPlace',
	maxWaitSeconds: 10,
	timeoutSeconds: 10,
};
const runtime = { transport, now: Date.now, random: Math.random, wait };

function secretsFor({ signature }: Platform): Secrets {
	if (signature.kind === 'basic') return { username: 'user', password: 'pass:word' };
	const isWhsec = signature.kind === 'hmac' && signature.secretFormat === 'whsec';
	return { secret: isWhsec ? WHSEC : TEXT_SECRET };
}

function messageTo(platform: Platform, url: string, id: string) {
	const [{ name, sample }] = platform.events;
	return prepareMessage({
		format: platformFormat(platform),
		endpoint: parseEndpoint(url),
		event: {
			name,
			id,
			occurredAt: '2026-01-18T10:30:00Z',
			account: sample.account ?? {},
			data: { ...sample.data, guest: 'Jürgen 🥂 寿司' },
			resourceId: sample.resourceId,
		},
		proof: createProof(platform.signature, secretsFor(platform)),
	});
}

const headersOf = ({ headers }: Arrival) => headers as Record<string, string>;
const textOf = ({ body }: Arrival) => body.toString('utf8');

/** Receivers that others have written, by the platform whose deliveries they accept. */
const libraries: ReadonlyArray<
	[string, string, (arrival: Arrival, url: string) => Promise<unknown> | unknown]
> = [
	[
		'olympusCloud',
		'stripe',
		(arrival) =>
			Stripe.webhooks.constructEvent(
				arrival.body,
				headersOf(arrival)['x-olympus-signature'],
				TEXT_SECRET,
			),
	],
	[
		'roostSync',
		'@octokit/webhooks-methods',
		async (arrival) => {
			const signature = headersOf(arrival)['x-roostsync-signature'];
			if (!(await octokitVerify(TEXT_SECRET, textOf(arrival), signature))) throw new Error('No');
		},
	],
	[
		'standardWebhooks',
		'standardwebhooks',
		(arrival) => new StandardWebhook(WHSEC).verify(arrival.body, headersOf(arrival)),
	],
	[
		'standardWebhooks',
		'svix',
		(arrival) => new SvixWebhook(WHSEC).verify(arrival.body, headersOf(arrival)),
	],
	...platforms.map((platform): [string, string, (arrival: Arrival, url: string) => void] => [
		platform.id,
		'our own verifier',
		({ headers, body }, url) => {
			const secrets = secretsFor(platform);
			const scheme = platform.signature;
			const query = Object.fromEntries(new URL(url).searchParams);
			const request = { headers, body, url, query };
			const verdict = verify({ scheme, secrets, ...request, now: Date.now() });
			if (!verdict.valid) throw new Error(verdict.reason);
		},
	]),
];

describe('both attempts of a delivery', () => {
	it.each(libraries)('of %s satisfy %s', async (id, _, accept) => {
		const platform = platforms.find((candidate) => candidate.id === id) as Platform;
		const chaos = await startChaos({ identify: () => 'the event' });
		const message = messageTo(platform, `${chaos.url}/statuses/500,200`, 'evt_1');
		const delivery = await deliver({ id: 'del_1', message }, settings, runtime);
		await chaos.close();

		expect(delivery).toMatchObject({ status: 'delivered', eventId: 'evt_1', platform: id });
		const arrivals = chaos.ledger.of('the event');
		expect(arrivals).toHaveLength(2);
		for (const arrival of arrivals) {
			await accept(arrival, message.endpoint.url);
			expect(textOf(arrival)).toBe(message.body.toString('utf8'));
			expect(headersOf(arrival)['content-type']).toBe('application/json');
		}
	});
});

describe('an endpoint that echoes all it gets', () => {
	it.each(platforms.map((platform) => [platform.id, platform] as const))(
		'gets no secret of %s into the log',
		async (_, platform) => {
			const chaos = await startChaos({ identify: () => 'the event' });
			const url = `${chaos.url}/echo?token=in-the-query`.replace('//', '//usr:pwd-in-the-url@');
			const message = messageTo(platform, url, 'evt_1');
			const delivery = await deliver({ id: 'del_1', message }, settings, runtime);
			await chaos.close();

			const [{ headers }] = chaos.ledger.of('the event');
			// A token in the URL has no header.
			const [header = ''] = proofHeaders(platform.signature);
			const proof = String(headers[header.toLowerCase()] ?? TEXT_SECRET);
			expect(delivery.attempts[0].response).toContain('***');
			for (const secret of [
				proof,
				proof.split(/[ ,=]/).at(-1) ?? '',
				String(headers.authorization),
				TEXT_SECRET,
				WHSEC,
				'pass:word',
				'pwd-in-the-url',
				'in-the-query',
			]) {
				if (secret !== '') expect(JSON.stringify(delivery)).not.toContain(secret);
			}
		},
	);
});

describe('1,000 events to an endpoint that fails a third of the time', () => {
	it('all end, each attempt verified, each accepted exactly once or not at all', async () => {
		const webhook = new StandardWebhook(WHSEC);
		const chaos = await startChaos({
			verify: (arrival) =>
				Boolean(webhook.verify(arrival.body, arrival.headers as Record<string, string>)),
		});
		const ids = Array.from({ length: 1000 }, (_, index) => `evt_${index}`);
		const deliveries = await runQueue(
			ids,
			async (id, limit) => {
				const message = messageTo(standardWebhooks, `${chaos.url}/third`, id);
				return await deliver({ id, message }, settings, { ...runtime, limit });
			},
			{ concurrency: 10 },
		);
		await chaos.close();

		expect(deliveries.map(({ eventId }) => eventId)).toEqual(ids);
		for (const { eventId, status, reason, attempts } of deliveries) {
			const arrivals = chaos.ledger.of(eventId);
			expect(attempts.map(({ statusCode }) => statusCode)).toEqual(
				arrivals.map((arrival) => arrival.status),
			);
			expect(arrivals.every(({ verified }) => verified)).toBe(true);
			expect(chaos.ledger.accepted(eventId)).toBe(status === 'delivered' ? 1 : 0);
			if (status === 'failed') expect([reason, attempts.length]).toEqual(['exhausted', 5]);
		}
		// Which attempts fail follows from the event's id, so the count is always the same.
		const failed = deliveries.filter(({ status }) => status === 'failed');
		expect(failed).toHaveLength(4);
	});
});
