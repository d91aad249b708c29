import { normaliseEvent } from '../../lib/event/normalise';
import type { OutgoingEvent, Platform } from '../../lib/platform';
import { buildMessage } from '../message';
import { outgoingEvent } from '../outgoing';
import { newId, type SandboxState } from '../state';
import { fixedHeaders } from './developerPage';

/** The body that the platform sends for an event now, as indented JSON to be edited. */
export function samplePayload(state: SandboxState, platform: Platform, name: string): string {
	const event = outgoingEvent(platform, { event: name }, state.clock());
	return JSON.stringify(platform.envelope(event), null, 2);
}

/**
 * The event that an edited body is about. What stands in headers follows the body; the id is new
 * where the body has none.
 */
export function eventOfPayload(
	platform: Platform,
	name: string,
	payload: Record<string, unknown>,
	now: number,
): OutgoingEvent {
	const read = normaliseEvent(platform, { headers: {}, payload }, now);
	return {
		name: platform.events.some((event) => event.name === read.event) ? read.event : name,
		id: read.eventId ?? newId('evt'),
		occurredAt: read.occurredAt ?? new Date(now).toISOString(),
		data: read.data,
		account: read.account,
		resourceId: read.resourceId ?? undefined,
	};
}

const EXAMPLE_SECRET = `whsec_${Buffer.from('an example of a secret').toString('base64')}`;

/** What a receiver gets for an event, line by line, signed with an example of a secret. */
export function exampleRequest(state: SandboxState, platform: Platform, name: string): string {
	const event = outgoingEvent(platform, { event: name }, state.clock());
	const { headers, body } = buildMessage({
		platform,
		event,
		url: 'https://example.com/your/path',
		secrets:
			platform.signature.kind === 'basic'
				? { username: 'user', password: 'password' }
				: { secret: EXAMPLE_SECRET },
		timestampSeconds: Math.floor(state.clock() / 1000),
		headers: fixedHeaders(platform),
	});
	const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
	const payload = JSON.stringify(JSON.parse(body), null, 2);
	return [`POST /your/path HTTP/1.1`, ...lines, '', payload].join('\n');
}
