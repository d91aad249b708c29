import { schemeProblem } from '../../lib/signature/scheme';
import { normaliseEvent } from '../../lib/event/normalise';
import { renderSummary } from '../../lib/event/summary';
import type { Platform } from '../../lib/platform';
import { platformById, platforms } from '../../platforms';
import { outgoing } from './platforms/outgoing';

const NOW = Date.parse('2026-01-01T00:00:00Z');

const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);

const EMOJI = /\p{Extended_Pictographic}/u;
const SMALL_WORD = /^(a|an|and|at|by|for|in|of|on|or|the|to)$/;
const isTitleCase = (text: string) =>
	text
		.split(' ')
		.every((word, index) => /^[A-Z]/.test(word) || (index > 0 && SMALL_WORD.test(word)));

describe('platforms', () => {
	it('are these seven, in this order', () => {
		expect(platforms.map(({ id, name }) => `${id}: ${name}`)).toEqual([
			'gustaio: Gustaio',
			'olympusCloud: Olympus Cloud',
			'resmio: resmio',
			'goTab: GoTab',
			'roostSync: RoostSync',
			'standardWebhooks: Standard Webhooks',
			'custom: Custom',
		]);
	});

	it('are found by id, and nothing is found for an id that does not exist', () => {
		expect(platformById('goTab')?.name).toBe('GoTab');
		expect(platformById('gotab')).toBeUndefined();
		expect(platformById('toString')).toBeUndefined();
	});
});

describe.each(all)('%s', (_, platform) => {
	it('has a one-line description without final period or emoji, and https documentation', () => {
		expect(platform.description).toMatch(/^[A-Z].*[^.\s]$/);
		expect(platform.description).not.toMatch(EMOJI);
		expect(new URL(platform.docsUrl).protocol).toBe('https:');
	});

	it('declares events with unique names and unique, title-cased display names', () => {
		const names = platform.events.map(({ name }) => name.toLowerCase());
		const displayNames = platform.events.map(({ displayName }) => displayName);
		expect(names.length).toBeGreaterThan(0);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(displayNames).size).toBe(displayNames.length);
		expect(displayNames.filter((displayName) => !isTitleCase(displayName))).toEqual([]);
	});

	it('describes its events without final period or emoji, and types them in snake_case', () => {
		for (const { description, displayName, resourceType, action } of platform.events) {
			expect(description).toMatch(/^[A-Z].*[^.\s]$/);
			expect(`${description}${displayName}`).not.toMatch(EMOJI);
			expect(resourceType).toMatch(/^[a-z]+(_[a-z]+)*$/);
			expect(action).toMatch(/^[a-z]+(_[a-z]+)*$/);
		}
	});

	it('gives ascending waits between attempts and a note on them', () => {
		const delays = [...platform.retry.delaysSeconds];
		expect(delays).toEqual([...delays].sort((a, b) => a - b));
		expect(delays.every((delay) => Number.isInteger(delay) && delay > 0)).toBe(true);
		expect(platform.retry.note).toMatch(/^[A-Z].*[^.\s]$/);
	});

	it('says how to set the webhook up, in steps without final period', () => {
		expect(platform.registration.steps.length).toBeGreaterThan(1);
		for (const step of platform.registration.steps) expect(step).toMatch(/^[A-Z].*[^.\s]$/);
	});

	it('declares a signature that can be checked', () => {
		expect(schemeProblem(platform.signature)).toBeNull();
	});

	it('names headers and values that fit into an HTTP request', () => {
		for (const event of platform.events) {
			const headers = platform.headers(outgoing(event));
			expect(() => new Headers(headers)).not.toThrow();
			expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('content-type');
		}
	});

	it.each(platform.events.map((event) => [event.name, event] as const))(
		'%s: the sample fits its schema and is read back from where it stands',
		(name, event) => {
			const sent = outgoing(event);
			const payload = JSON.parse(JSON.stringify(platform.envelope(sent))) as Record<
				string,
				unknown
			>;
			expect(event.schema().safeParse(payload)).toMatchObject({ success: true });

			const headers = { ...platform.headers(sent), 'webhook-id': sent.id };
			const read = normaliseEvent(platform, { headers, payload }, NOW);
			expect(read).toMatchObject({
				platform: platform.id,
				event: name,
				resourceType: event.resourceType,
				action: event.action,
				account: sent.account,
			});
			if (platform.payload.id.length > 0) expect(read.eventId).toBe(sent.id);
			else expect(read.eventId).toBeNull();
			if (platform.payload.occurredAt.length > 0) {
				expect(Date.parse(read.occurredAt ?? '')).toBe(Date.parse(sent.occurredAt));
			} else expect(read.occurredAt).toBeNull();
			if (sent.resourceId !== undefined) expect(read.resourceId).toBe(sent.resourceId);
			if (platform.payload.data.length > 0) expect(read.data).toEqual(sent.data);
		},
	);

	it.each(platform.events.map((event) => [event.name, event] as const))(
		'%s: the summary is one line, with and without values',
		(_name, event) => {
			const payload = JSON.parse(JSON.stringify(platform.envelope(outgoing(event)))) as Record<
				string,
				unknown
			>;
			const line = /^[A-Z][^\n{}[\]]*[^\s,:]$/;
			expect(renderSummary(event.summary, payload)).toMatch(line);
			expect(renderSummary(event.summary, {})).toMatch(line);
		},
	);
});
