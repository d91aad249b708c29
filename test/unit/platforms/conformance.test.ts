import { findEvent } from '../../../lib/event/name';
import { renderSummary } from '../../../lib/event/summary';
import type { EventDeclaration, OutgoingEvent, Platform } from '../../../lib/platform';
import { MASK } from '../../../lib/redact';
import { schemeProblem } from '../../../lib/signature/scheme';
import { createVerifier } from '../../../lib/signature/verify';
import { platformById, platforms } from '../../../platforms';
import { outgoing, readSample, secretsFor, SIGNED_AT, signedSample } from '../../support/samples';

const NOW = SIGNED_AT * 1000;

const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);
const withHmac = all.filter(([, { signature }]) => signature.kind === 'hmac');
const withTimestamp = withHmac.filter(
	([, { signature }]) => signature.kind === 'hmac' && signature.timestamp !== undefined,
);

const EMOJI = /\p{Extended_Pictographic}/u;
const ONE_PHRASE = /^[A-Z].*[^.\s]$/;
const SNAKE_CASE = /^[a-z]+(_[a-z]+)*$/;
const SMALL_WORD = /^(a|an|and|at|by|for|in|of|on|or|the|to)$/;
const isTitleCase = (text: string) =>
	text
		.split(' ')
		.every((word, index) => /^[A-Z]/.test(word) || (index > 0 && SMALL_WORD.test(word)));

/** What happens to one record again and again; it is made, added or deleted once. */
const RETURNING = /^(updated|enabled|disabled|cancelled|reinstated)$/;

const repeated = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

const eventsOf = ({ events }: Platform): Array<[string, EventDeclaration]> =>
	events.map((event) => [event.name, event]);

/** Whether a delivery of the event says when it happened. */
function carriesTime(platform: Platform, sent: OutgoingEvent): boolean {
	const later = { ...sent, occurredAt: '2027-01-18T10:30:00Z' };
	const [now, then] = [sent, later].map((event) =>
		JSON.stringify([platform.envelope(event), platform.headers(event)]),
	);
	return now !== then || now.includes(sent.occurredAt);
}

/** What stands in a place of secrets is not shown, by the name of its field. */
function withMasks({ payload }: Platform, data: object): object {
	const secrets = (payload.masked ?? []).map((path) => path.split('.').at(-1));
	return JSON.parse(
		JSON.stringify(data, (key, value: unknown) => (secrets.includes(key) ? MASK : value)),
	) as object;
}

describe('platforms', () => {
	it('are told apart by id and by name', () => {
		expect(repeated(platforms.map(({ id }) => id.toLowerCase()))).toEqual([]);
		expect(repeated(platforms.map(({ name }) => name.toLowerCase()))).toEqual([]);
	});

	it('are found by id, and nothing is found for an id that does not exist', () => {
		for (const platform of platforms) expect(platformById(platform.id)).toBe(platform);
		for (const id of ['', 'Custom', 'toString']) expect(platformById(id)).toBeUndefined();
	});

	it('give ids to their webhook APIs that no other has', () => {
		const ids = platforms.flatMap(({ registration }: Platform) =>
			registration.kind === 'api' ? registration.webhookApis.map(({ id }) => id) : [],
		);
		expect(repeated(ids)).toEqual([]);
	});
});

describe.each(all)('%s', (_, platform) => {
	it('has a one-line description without final period or emoji, and https documentation', () => {
		expect(platform.description).toMatch(ONE_PHRASE);
		expect(platform.description).not.toMatch(EMOJI);
		expect(new URL(platform.docsUrl).protocol).toBe('https:');
	});

	it('says when its sources were looked at, and what they leave open', () => {
		expect(platform.checkedOn).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
		for (const phrase of platform.uncertain) expect(phrase).toMatch(ONE_PHRASE);
	});

	it('declares events with unique names and unique, title-cased display names', () => {
		const displayNames = platform.events.map(({ displayName }) => displayName);
		expect(platform.events.length).toBeGreaterThan(0);
		expect(repeated(platform.events.map(({ name }) => name.toLowerCase()))).toEqual([]);
		expect(repeated(displayNames)).toEqual([]);
		expect(displayNames.filter((displayName) => !isTitleCase(displayName))).toEqual([]);
	});

	it('finds its events by name, in any case only where it says so', () => {
		for (const event of platform.events) {
			const otherCase = [event.name.toUpperCase(), event.name.toLowerCase()];
			expect(findEvent(platform, event.name)).toBe(event);
			for (const name of otherCase.filter((spelling) => spelling !== event.name)) {
				expect(findEvent(platform, name)).toBe(platform.eventNamesIgnoreCase ? event : undefined);
			}
		}
	});

	it('describes its events without final period or emoji, and types them in snake_case', () => {
		for (const { description, displayName, resourceType, action } of platform.events) {
			expect(description).toMatch(ONE_PHRASE);
			expect(`${description}${displayName}`).not.toMatch(EMOJI);
			expect(resourceType).toMatch(SNAKE_CASE);
			expect(action).toMatch(SNAKE_CASE);
		}
	});

	it('lets an event repeat only where two changes cannot be told apart', () => {
		for (const event of platform.events) {
			const { headers, payload } = signedSample(platform, event);
			const { eventId, occurredAt } = readSample(platform, headers, payload);
			// What shows more of a record than its id differs where the record does.
			const isBare = eventId === null && occurredAt === null && event.common === undefined;
			const { name, action, repeatable = false } = event;
			expect([name, repeatable]).toEqual([name, isBare && RETURNING.test(action)]);
		}
	});

	it('gives ascending waits between attempts and a note on them', () => {
		const delays = [...platform.retry.delaysSeconds];
		expect(delays).toEqual([...delays].sort((a, b) => a - b));
		expect(delays.every((delay) => Number.isInteger(delay) && delay > 0)).toBe(true);
		expect(platform.retry.note).toMatch(ONE_PHRASE);
	});

	it('says how to set the webhook up, in steps without final period', () => {
		expect(platform.registration.steps.length).toBeGreaterThan(1);
		for (const step of platform.registration.steps) expect(step).toMatch(ONE_PHRASE);
	});

	it('names headers and values that fit into an HTTP request', () => {
		for (const event of platform.events) {
			const headers = platform.headers(outgoing(event));
			expect(() => new Headers(headers)).not.toThrow();
			expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('content-type');
		}
	});

	it.each(eventsOf(platform))('%s: the sample is read back from where it stands', (name, event) => {
		const sent = outgoing(event);
		const { headers, payload } = signedSample(platform, event);
		const read = readSample(platform, headers, payload);
		expect(read).toMatchObject({
			platform: platform.id,
			event: name,
			resourceType: event.resourceType,
			action: event.action,
		});
		const isRead = ([key]: [string, unknown]) => platform.payload.account[key].sources.length > 0;
		expect(read.account).toEqual(Object.fromEntries(Object.entries(sent.account).filter(isRead)));
		// Not every event of a platform that has ids and times carries one.
		const hasId =
			platform.payload.id.length > 0 && JSON.stringify([headers, payload]).includes(sent.id);
		expect(read.eventId).toBe(hasId ? sent.id : null);
		expect(read.occurredAt === null ? null : Date.parse(read.occurredAt)).toBe(
			carriesTime(platform, sent) ? Date.parse(sent.occurredAt) : null,
		);
		if (sent.resourceId !== undefined) expect(read.resourceId).toBe(sent.resourceId);
		if (platform.payload.data.length === 0) expect(read.data).toEqual(read.payload);
		expect(read.data).toMatchObject(withMasks(platform, sent.data));
	});

	it.each(eventsOf(platform))(
		'%s: the summary is one line, with and without values',
		(_name, event) => {
			const { headers, payload } = signedSample(platform, event);
			const line = /^[A-Z][^\n{}[\]]{0,298}[^\s,:]$/;
			expect(readSample(platform, headers, payload).summary).toMatch(line);
			expect(renderSummary(event.summary, {})).toMatch(line);
		},
	);
});

describe.each(all)('the signature of %s', (_, platform) => {
	const { right, wrong } = secretsFor(platform.signature);
	const verifier = createVerifier(platform.signature, right);
	const sample = signedSample(platform, platform.events[0]);
	const { headers } = sample;

	it('has a scheme that can be checked', () => {
		expect(schemeProblem(platform.signature)).toBeNull();
	});

	it('is accepted, with the header spelling that it declares and in lower case', () => {
		expect(verifier(sample, NOW)).toMatchObject({ valid: true, matched: 'current' });
		const lowerCase = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		expect(verifier({ ...sample, headers: lowerCase }, NOW)).toMatchObject({ valid: true });
	});

	it('is refused when it was made with another secret', () => {
		const { kind } = platform.signature;
		expect(createVerifier(platform.signature, wrong)(sample, NOW)).toEqual({
			valid: false,
			reason:
				kind === 'basic'
					? 'authorization_mismatch'
					: `${kind === 'hmac' ? 'signature' : kind}_mismatch`,
		});
	});

	it('is refused when any one of its headers is missing, or what its URL carries', () => {
		const others = ['Content-Type', ...Object.keys(platform.headers(outgoing(platform.events[0])))];
		const own = Object.keys(headers).filter((name) => !others.includes(name));
		const lacking = [
			...own.map((missing) => ({
				...sample,
				headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing)),
			})),
			...(Object.keys(sample.query).length > 0 ? [{ ...sample, query: {} }] : []),
		];
		expect(lacking.length).toBeGreaterThan(0);
		for (const request of lacking) {
			expect(verifier(request, NOW)).toMatchObject({
				valid: false,
				reason: expect.stringMatching(/_missing$/),
			});
		}
	});
});

describe.each(withHmac)('%s, which signs the body,', (_, platform) => {
	const verifier = createVerifier(platform.signature, secretsFor(platform.signature).right);
	const sample = signedSample(platform, platform.events[0]);
	const { body } = sample;
	// A changed byte may also be one of a field that is signed once more.
	const reason = expect.stringMatching(/^(signature_mismatch|field_missing)$/) as unknown;
	const mismatch = { valid: false, reason };

	it('refuses a body with one changed byte, wherever it is', () => {
		const bytes = Buffer.from(body);
		for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
			const changed = Buffer.from(bytes);
			changed[at] ^= 1;
			expect(verifier({ ...sample, body: changed }, NOW)).toEqual(mismatch);
		}
	});

	it('refuses the same JSON in another notation', () => {
		const rewritten = JSON.stringify(JSON.parse(body), null, 2);
		expect(verifier({ ...sample, body: rewritten }, NOW)).toEqual(mismatch);
	});
});

describe.each(withTimestamp)('%s, which signs a timestamp,', (_, platform) => {
	const verifier = createVerifier(platform.signature, secretsFor(platform.signature).right);
	const signedAt = (seconds: number) => signedSample(platform, platform.events[0], seconds);

	it.each([
		[-301, { valid: false, reason: 'timestamp_too_old' }],
		[-300, { valid: true }],
		[300, { valid: true }],
		[301, { valid: false, reason: 'timestamp_too_new' }],
	])('judges a timestamp %d s from now', (offset, verdict) => {
		expect(verifier(signedAt(SIGNED_AT + offset), NOW)).toMatchObject(verdict);
	});

	it('refuses a fresh timestamp on an old signature', () => {
		const anHourAgo = SIGNED_AT - 3600;
		const { headers: old, body, url } = signedAt(anHourAgo);
		const headers = Object.fromEntries(
			Object.entries(old).map(([name, value]) => [
				name,
				value.replace(String(anHourAgo), String(SIGNED_AT)),
			]),
		);
		expect(verifier({ headers, body, url }, NOW)).toEqual({
			valid: false,
			reason: 'signature_mismatch',
		});
	});
});
