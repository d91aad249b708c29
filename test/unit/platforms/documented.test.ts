import { findEvent } from '../../../lib/event/name';
import { normaliseEvent } from '../../../lib/event/normalise';
import { type Body, eventsIn } from '../../../lib/event/several';
import type { EventDeclaration, Platform } from '../../../lib/platform';
import { createVerifier } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';
import { documentedDelivery } from '../../support/documentedDelivery';
import { type DocumentedDelivery, documentedOf } from '../../support/platformFiles';
import { outgoing, SIGNED_AT } from '../../support/samples';
import { calledUrl, signed, signingSecrets, signsTime } from '../../support/senders';

/*
 * The documented files hold what the platforms' own documents say, typed in from there. They are
 * never written by a script: where a declaration differs from them, one of the two is wrong.
 */

const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);

describe.each(all)('%s, as documented,', (id, platform) => {
	const documented = documentedOf(id);
	const titled = documented.deliveries.map((delivery): [string, DocumentedDelivery] => [
		delivery.what,
		delivery,
	]);
	const printedSamples = titled.filter(([, { sampleOf }]) => sampleOf !== undefined);

	it('has these events', () => {
		const declared = platform.events.filter(({ evidence }) => evidence === 'documented');
		expect(declared.map(({ name }) => name).sort()).toEqual([...documented.events].sort());
	});

	it('waits so long between attempts, and for an answer', () => {
		expect(platform.retry.delaysSeconds).toEqual(documented.retryAfterSeconds);
		expect(platform.retry.timeoutSeconds).toBe(documented.timeoutSeconds);
	});

	it('needs https only where it says so', () => {
		expect(platform.requiresHttps).toBe(documented.requiresHttps ?? false);
	});

	it('is set up where it says', () => {
		expect(platform.registration.steps.join('\n')).toContain(documented.setUpAt ?? '');
	});

	it('signs its deliveries so, and its time where it says so', async () => {
		const { body } = documentedDelivery(id);
		const url = calledUrl(id, 'https://n8n.example.com/webhook/1');
		const headers = await signed(id, body, { at: SIGNED_AT, url });
		const query = Object.fromEntries(new URL(url).searchParams);
		const verifier = createVerifier(platform.signature, signingSecrets(id));
		const request = { headers, body, url, query };
		expect(verifier(request, SIGNED_AT * 1000)).toMatchObject({ valid: true });

		const aDayLater = verifier(request, (SIGNED_AT + 86_400) * 1000);
		expect(aDayLater.valid).toBe(!signsTime(id));
	});

	if (titled.length > 0) {
		it.each(titled)('sends deliveries that are read: %s', (_, { headers = {}, body, item }) => {
			const whole = JSON.parse(body.join('\n')) as Body;
			const [first] = eventsIn({ body: whole }, platform.payload.events);
			const event = normaliseEvent(platform, { headers, ...first }, SIGNED_AT * 1000);
			const read: Record<string, unknown> = { ...event };
			expect(Object.fromEntries(Object.keys(item).map((name) => [name, read[name]]))).toEqual(item);
			if (!platform.payload.masked) expect(event.payload).toEqual(first.payload);
		});
	}

	if (printedSamples.length > 0) {
		it.each(printedSamples)('prints what is the sample: %s', (_, { body, item, sampleOf }) => {
			const printed = JSON.parse(body.join('\n')) as Record<string, unknown>;
			const event = declaredEvent(platform, String(item.event));
			const { data } = event.sample;
			if (sampleOf === 'fields') {
				const fields = Object.entries(printed.data as object).filter(
					([, value]) => !Array.isArray(value),
				);
				expect(data).toMatchObject(Object.fromEntries(fields));
				return;
			}
			const sent = sampleOf === 'data' ? data : platform.envelope(outgoing(event));
			const withoutData = { ...printed, data };
			const whole = sampleOf === 'envelope' ? withoutData : printed;
			// In the order that it is printed in.
			expect(JSON.stringify(sent)).toBe(JSON.stringify(sampleOf === 'data' ? printed.data : whole));
		});
	}
});

function declaredEvent(platform: Platform, name: string): EventDeclaration {
	const found = findEvent(platform, name);
	if (!found) throw new Error(`${platform.id} declares no event ${name}`);
	return found;
}
