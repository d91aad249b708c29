import { eventsIn } from '../../lib/event/several';
import { readObject } from '../../lib/event/source';
import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { documentedDelivery } from '../support/documentedDelivery';
import { documentedOf } from '../support/platformFiles';
import { calledUrl, newId, provedBy, signed, signsTime } from '../support/senders';
import { inAnyZone } from '../support/summaries';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { type Receiving, startReceiving } from './trigger/receiving';

jest.setTimeout(240_000);

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Of the golden files, whose summaries tell times. */
const UTC = { timezone: 'UTC' };
const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);

let n8n: SharedN8n;
const receiving = new Map<string, Receiving>();

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	await Promise.all(
		all.map(async ([id]) =>
			receiving.set(id, await startReceiving(n8n, { platform: id, settings: UTC })),
		),
	);
});

function receivingOf(platform: string): Receiving {
	const found = receiving.get(platform);
	if (!found) throw new Error(`Nothing receives ${platform}`);
	return found;
}

describe.each(all)('a documented delivery of %s', (id, platform) => {
	it('starts the workflow with one item in the common shape', async () => {
		const { body, headers, item, payload, shown } = documentedDelivery(id);
		const eventId = typeof item.eventId === 'string' ? item.eventId : newId();
		const { url: bare, received, runs } = receivingOf(id);
		const url = calledUrl(id, bare);
		const sent = { ...headers, ...(await signed(id, body, { id: eventId, url })) };
		const answer = await post(url, { headers: sent, body });
		expect([answer.status, answer.body]).toEqual(wantedAnswer(platform));

		const items = await received(1);
		const { scheme, check } = provedBy(id);
		const event = deliveredOf(platform, payload);
		expect(items).toEqual([
			{
				...item,
				summary: expect.stringMatching(inAnyZone(String(item.summary))),
				data: readObject({ headers, ...event }, platform.payload.data) ?? event.payload,
				payload: event.payload,
				schemaIssues: [],
				receivedAt: expect.stringMatching(ISO_UTC),
				verification: {
					verified: true,
					scheme,
					matchedSecret: 'current',
					checks: [
						check,
						...(signsTime(id) ? ['timestamp'] : []),
						...(mayRepeat(platform) ? [] : ['duplicate']),
					],
					signedAt: signsTime(id) ? expect.stringMatching(ISO_UTC) : null,
					headers: shown,
				},
			},
		]);
		expect(await runs()).toBe(1);
	});
});

describe('a documented delivery is refused by every other platform, where it is one of', () => {
	beforeAll(async () => {
		await Promise.all(all.map(async ([id]) => await receivingOf(id).proveSecret()));
	});

	it.each(all)('%s', async (id) => {
		const { body } = documentedDelivery(id);
		const headers = await signed(id, body, { url: receivingOf(id).url });
		const others = all.filter(([other]) => other !== id && !proveAlike(id, other));
		const statuses = await Promise.all(
			others.map(async ([other]) => (await post(receivingOf(other).url, { headers, body })).status),
		);
		expect(statuses.filter((status) => status < 400)).toEqual([]);
	});
});

/**
 * Whether one proof holds for both: the same user name and password prove a delivery to whoever asks
 * for them, and so does a Standard Webhooks signature to all that use them.
 */
function proveAlike(one: string, other: string): boolean {
	const kinds = [one, other].map((id) => documentedOf(id).signature.kind);
	return kinds[0] === kinds[1] && ['basic', 'standardWebhooks'].includes(kinds[0]);
}

/** The one event of a delivery, with what is secret in it hidden. */
function deliveredOf({ payload: { events, masked } }: Platform, payload: Record<string, unknown>) {
	const [event] = eventsIn({ body: payload }, events);
	return masked ? { ...event, payload: expect.any(Object) as Record<string, unknown> } : event;
}

/** Whether two equal deliveries of the first event may be two events. */
function mayRepeat({ events: [first] }: Platform): boolean {
	return first.repeatable === true;
}

/** What the platform wants for an answer. */
function wantedAnswer({ answer }: Platform): [number, unknown] {
	const { status, body } = answer ?? { status: 200, body: 'json' };
	return [status, body === 'empty' ? '' : { received: true }];
}
