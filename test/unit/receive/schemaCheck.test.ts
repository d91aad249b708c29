import fc from 'fast-check';

import { checkPayload } from '../../../lib/receive/schemaCheck';
import { platforms } from '../../../platforms';
import { goTab } from '../../../platforms/goTab';
import { outgoing } from '../../support/samples';

describe('checkPayload', () => {
	it('names the path of what differs from the documentation', () => {
		const payload = {
			type: 'ORDER_PLACED',
			data: { total: [], itemNames: 'Soup', zoneName: 'Patio' },
		};
		expect(checkPayload(goTab, 'ORDER_PLACED', payload)).toEqual([
			{ path: 'data.total', message: 'Invalid input' },
			{ path: 'data.itemNames', message: 'Expected array, received string' },
		]);
	});

	it('has nothing to say of an event outside the catalogue', () => {
		expect(checkPayload(goTab, 'TABLE_MOVED', { data: 5 })).toEqual([]);
	});

	it('stops after 20 differences', () => {
		const payload = { type: 'ORDER_PLACED', data: { itemNames: Array(50).fill(7) } };
		const issues = checkPayload(goTab, 'ORDER_PLACED', payload);
		expect(issues.map(({ path }) => path)).toEqual(
			Array.from({ length: 20 }, (_, index) => `data.itemNames.${index}`),
		);
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
