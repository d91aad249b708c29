import type { Platform } from '../../lib/platform';
import { fixedHeaders } from '../developerPages';
import { buildMessage } from '../message';
import { nextResourceId } from '../nextRecord';
import { outgoingEvent } from '../outgoing';
import type { SandboxState } from '../state';

/** What to know of an example before one builds on it; nothing where it is documented. */
export function exampleNote({ name, events }: Platform, event: string): string | false {
	const declared = events.find((one) => one.name === event);
	return (
		declared?.payloadEvidence === 'inferred' &&
		`Inferred: no public document of ${name} shows the payload of ${event}.`
	);
}

/** The body that the platform sends for an event now, as indented JSON to be edited. */
export function samplePayload(state: SandboxState, platform: Platform, name: string): string {
	const resourceId = nextResourceId(state, platform, name);
	const event = outgoingEvent(platform, { event: name, resourceId }, state.clock());
	return JSON.stringify(platform.envelope(event), null, 2);
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
