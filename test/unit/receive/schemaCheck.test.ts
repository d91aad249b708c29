import fc from 'fast-check';

import { checkPayload } from '../../../lib/receive/schemaCheck';
import { platformById, platforms } from '../../../platforms';
import { outgoing } from '../platforms/outgoing';
import { refused, tolerated } from '../platforms/schemaCases';

function checkDelivery(id: string, event: string, payload: unknown) {
	const platform = platformById(id);
	if (!platform) throw new Error(`No platform ${id}`);
	return checkPayload(platform, event, payload as Record<string, unknown>);
}

describe('checkPayload', () => {
	it.each(tolerated)('of %s %s finds nothing in %j', (id, event, payload) => {
		expect(checkDelivery(id, event, payload)).toEqual([]);
	});

	it.each(refused)('of %s %s finds "%s" in %j', (id, event, path, payload) => {
		expect(checkDelivery(id, event, payload)).toEqual([expect.objectContaining({ path })]);
	});

	it('says what the schema says of any payload', () => {
		const cases = platforms.flatMap((platform) =>
			platform.events.map((event) => ({
				platform,
				event,
				schema: event.schema(),
				payload: platform.envelope(outgoing(event)),
			})),
		);
		const value = fc.jsonValue({ maxDepth: 2 });
		fc.assert(
			fc.property(fc.constantFrom(...cases), fc.nat(), value, (chosen, place, replacement) => {
				const payload = withOneReplaced(chosen.payload, place, replacement);
				const expected = chosen.schema.safeParse(payload).error?.issues ?? [];
				const found = checkPayload(chosen.platform, chosen.event.name, payload);
				expect(found.map(({ path }) => path)).toEqual(
					expected.slice(0, 20).map(({ path }) => path.join('.')),
				);
			}),
			{ numRuns: 1000 },
		);
	});
});

/** A copy in which one value, anywhere inside, is another. */
function withOneReplaced(payload: object, place: number, replacement: unknown) {
	const copy = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
	const places: Array<() => void> = [];
	const visit = (value: Record<string, unknown>) => {
		for (const [key, inner] of Object.entries(value)) {
			places.push(() => (value[key] = replacement));
			if (typeof inner === 'object' && inner !== null) visit(inner as Record<string, unknown>);
		}
	};
	visit(copy);
	places[place % places.length]?.();
	return copy;
}
