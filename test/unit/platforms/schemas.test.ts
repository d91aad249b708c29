import { findEvent } from '../../../lib/event/name';
import { eventsIn } from '../../../lib/event/several';
import type { EventDeclaration, Platform } from '../../../lib/platform';
import type * as Catalogue from '../../../platforms';
import { documentedOf } from '../../support/platformFiles';
import { signedSample } from '../../support/samples';

/** The platforms as they are declared on one of the majors that zod's package holds. */
function platformsOn(zod: string): readonly Platform[] {
	let platforms: readonly Platform[] = [];
	jest.isolateModules(() => {
		jest.doMock('zod', () => jest.requireActual(zod));
		({ platforms } = jest.requireActual<typeof Catalogue>('../../../platforms'));
	});
	return platforms;
}

// The host brings its own zod, and its next major version is already part of the package.
describe.each([
	['zod 3', 'zod/v3'],
	['zod 4', 'zod/v4'],
])('schemas with %s', (version, module) => {
	const platforms = platformsOn(module);
	const events = platforms.flatMap((platform) =>
		platform.events.map((event) => [platform.id, event.name, platform, event] as const),
	);
	const inferred = events.filter(([, , , { payloadEvidence }]) => payloadEvidence === 'inferred');
	const tolerated = platforms.flatMap((platform) =>
		documentedOf(platform.id).tolerated.map(
			({ event, payload }) => [platform.id, event, payload, platform] as const,
		),
	);
	const contradicting = platforms.flatMap((platform) =>
		documentedOf(platform.id).contradicting.map(
			({ event, at, payload }) => [platform.id, event, at, payload, platform] as const,
		),
	);

	it('really run on it', () => {
		expect('_zod' in events[0][3].schema()).toBe(version === 'zod 4');
	});

	it.each(events)(
		'of %s %s accept the sample, and nothing else than objects',
		(...[, , platform, event]) => {
			const payload = payloadOf(platform, event);
			// Nothing is dropped or converted on the way through.
			expect(event.schema().safeParse(payload)).toMatchObject({ success: true, data: payload });
			for (const other of [null, [], 'text', 5]) {
				expect(event.schema().safeParse(other).success).toBe(false);
			}
		},
	);

	it.each(inferred)(
		'of %s %s refuse no data, because none is documented',
		(...[, , platform, event]) => {
			const sent = payloadOf(platform, event);
			const guessed = Object.keys(event.sample.data);
			const guess = JSON.stringify(event.sample.data);
			const [at] = Object.keys(sent).filter((key) => JSON.stringify(sent[key]) === guess);
			for (const value of [null, 'text', 86, true, ['a'], { any: 'thing' }]) {
				const data = Object.fromEntries([...guessed, 'unheardOf'].map((field) => [field, value]));
				const payload = { ...sent, ...(at === undefined ? data : { [at]: data }) };
				expect(event.schema().safeParse(payload).error?.issues ?? []).toEqual([]);
			}
		},
	);

	it.each(tolerated)('of %s %s pass %j through unchanged', (_, event, payload, platform) => {
		const parsed = schemaOf(platform, event).safeParse(payload);
		expect(parsed.success).toBe(true);
		expect(parsed.data).toEqual(payload);
	});

	it.each(contradicting)(
		'of %s %s find fault with "%s" in %j',
		(_, event, at, payload, platform) => {
			const parsed = schemaOf(platform, event).safeParse(payload);
			expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([at]);
		},
	);
});

/** The one event of a delivery of its sample. */
function payloadOf(platform: Platform, event: EventDeclaration): Record<string, unknown> {
	return eventsIn({ body: signedSample(platform, event).payload }, platform.payload.events)[0]
		.payload;
}

function schemaOf(platform: Platform, name: string) {
	const event = findEvent(platform, name);
	if (!event) throw new Error(`${platform.id} declares no event ${name}`);
	return event.schema();
}
