import type { EventDeclaration, EventsDeclaration } from './declaration';
import type { ReadableDelivery } from './source';

/**
 * The delivery of a catalogue event as the platform would send it now, with the data of its sample.
 * Not signed.
 *
 * @param nowMs Unix milliseconds
 */
export function sampleDelivery(
	platform: Pick<EventsDeclaration, 'envelope' | 'headers'>,
	{ name, sample }: EventDeclaration,
	nowMs: number,
): ReadableDelivery {
	const { id = 'sample', data, account = {}, resourceId } = sample;
	const occurredAt = new Date(nowMs).toISOString();
	const event = { name, id, occurredAt, data, account, resourceId };
	// As bytes and back: what is undefined does not travel.
	const payload = JSON.parse(JSON.stringify(platform.envelope(event))) as Record<string, unknown>;
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	for (const [header, value] of Object.entries(platform.headers(event))) {
		headers[header.toLowerCase()] = value;
	}
	return { headers, payload };
}
