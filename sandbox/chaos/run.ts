import { randomUUID } from 'crypto';

import { deliver, type DeliverySettings } from '../../lib/send/deliver';
import { parseEndpoint } from '../../lib/send/endpoint';
import { platformForm, prepareMessage } from '../../lib/send/outgoing';
import type { Delivery, Transport } from '../../lib/send/delivery';
import { wait } from '../../lib/n8n/wait';
import { standardWebhooks } from '../../platforms/standardWebhooks';
import type { ChaosCase } from './cases';
import type { Chaos } from './start';

export const CHAOS_SECRET = `whsec_${Buffer.from('chaos receiver').toString('base64')}`;

const settings: DeliverySettings = {
	plan: { kind: 'list', delaysSeconds: [0.1] },
	retryMode: 'inPlace',
	maxWaitSeconds: 10,
	timeoutSeconds: 0.5,
};

/** Sends one event to a misbehaving endpoint. */
export async function runCase(
	{ url }: ChaosCase,
	chaos: Chaos,
	transport: Transport,
): Promise<Delivery> {
	const message = prepareMessage({
		form: platformForm(standardWebhooks),
		endpoint: parseEndpoint(url(chaos)),
		event: {
			name: 'example.event',
			id: `evt_${randomUUID()}`,
			occurredAt: new Date().toISOString(),
			data: { number: 1 },
			account: {},
		},
		secrets: { secret: CHAOS_SECRET },
	});
	const { now } = Date;
	const runtime = { transport, now, random: Math.random, wait };
	return await deliver({ id: randomUUID(), message }, settings, runtime);
}

/** A delivery in the terms of a case's expectation. */
export function outcomeOf({ status, reason, attempts }: Delivery): ChaosCase['expected'] {
	return {
		status,
		...(reason && { reason }),
		statusCodes: attempts.map(({ statusCode }) => statusCode),
		failures: attempts.map(({ failure }) => failure?.class ?? null),
	};
}

/** Seconds between the ends of the first attempt and the start of the second; 0 for one attempt. */
export function waitedSeconds({ attempts: [first, second] }: Delivery): number {
	if (!second) return 0;
	return (Date.parse(second.at) - Date.parse(first.at) - first.durationMs) / 1000;
}
