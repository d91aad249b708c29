import { findEvent } from '../../../lib/event/name';
import { platformById, platforms } from '../../../platforms';
import type { Platform } from '../../../lib/platform';
import { outgoing } from './outgoing';
import { refused, tolerated } from './schemaCases';

function schemaOf(id: string, name: string) {
	const platform = platformById(id);
	const event = platform && findEvent(platform, name);
	if (!event) throw new Error(`No event ${id} ${name}`);
	return event.schema();
}

/** The same promises for whichever zod the caller has put in place. */
export function describeSchemas(): void {
	const samples = platforms.flatMap((platform: Platform) =>
		platform.events.map((event) => [platform.id, event.name, platform, event] as const),
	);

	it.each(samples)('of %s %s accepts its sample', (_id, _name, platform, event) => {
		const payload: unknown = JSON.parse(JSON.stringify(platform.envelope(outgoing(event))));
		const parsed = event.schema().safeParse(payload);
		// Nothing is dropped or converted on the way through.
		expect(parsed).toMatchObject({ success: true, data: payload });
	});

	it.each(tolerated)('of %s %s passes %j through unchanged', (id, name, payload) => {
		const parsed = schemaOf(id, name).safeParse(payload);
		expect(parsed.success).toBe(true);
		expect(parsed.data).toEqual(payload);
	});

	it.each(refused)('of %s %s finds fault with "%s" in %j', (id, name, path, payload) => {
		const parsed = schemaOf(id, name).safeParse(payload);
		expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
	});

	it.each(samples)('of %s %s refuses what is not an object', (_id, _name, _platform, event) => {
		for (const payload of [null, [], 'text', 5]) {
			expect(event.schema().safeParse(payload).success).toBe(false);
		}
	});
}
