import fc from 'fast-check';

import type { EventDeclaration } from '../../../lib/platform';
import { checkPayload } from '../../../lib/receive/schemaCheck';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { platformById, platforms } from '../../../platforms';
import { outgoing } from '../platforms/outgoing';
import { refused, tolerated } from '../platforms/schemaCases';

/** A platform of one event, whose schema counts how often it is asked. */
function counting(schema: EventDeclaration['schema']) {
	const asked = { times: 0 };
	const event: EventDeclaration = {
		...olympusCloud.events[0],
		name: 'counted',
		schema: () => {
			const real = schema();
			const safeParse = real.safeParse.bind(real);
			real.safeParse = (payload) => {
				asked.times += 1;
				return safeParse(payload);
			};
			return real;
		},
	};
	return { asked, platform: { ...olympusCloud, events: [event] } };
}

function checkDelivery(id: string, event: string, payload: unknown) {
	const platform = platformById(id);
	if (!platform) throw new Error(`No platform ${id}`);
	return checkPayload(platform, event, payload as Record<string, unknown>);
}

const [orderCreated] = olympusCloud.events;
const order = (id: unknown) => ({ type: 'order.created', data: { id } });

describe('checkPayload', () => {
	it.each(tolerated)('of %s %s finds nothing in %j, however often', (id, event, payload) => {
		const check = () => checkDelivery(id, event, payload);
		expect([check(), check()]).toEqual([[], []]);
	});

	it.each(refused)('of %s %s finds "%s" in %j, however often', (id, event, path, payload) => {
		const check = () => checkDelivery(id, event, payload);
		const found = [expect.objectContaining({ path })];
		expect([check(), check()]).toEqual([found, found]);
	});

	it('asks the schema once for payloads that differ in nothing but their values', () => {
		const { asked, platform } = counting(orderCreated.schema);
		for (const id of ['1', '2', '3']) {
			expect(checkPayload(platform, 'counted', order(id))).toEqual([]);
		}
		expect(asked.times).toBe(1);
		checkPayload(platform, 'counted', order(4));
		expect(asked.times).toBe(2);
	});

	it('asks the schema each time while a payload contradicts it', () => {
		const { asked, platform } = counting(orderCreated.schema);
		for (const id of [[1], [2]]) {
			expect(checkPayload(platform, 'counted', order(id))).toHaveLength(1);
		}
		expect(asked.times).toBe(2);
	});

	it('remembers no more than 50 shapes', () => {
		const { asked, platform } = counting(orderCreated.schema);
		const withField = (number: number) => ({ ...order('1'), [`field_${number}`]: 1 });
		for (let number = 0; number < 51; number += 1) {
			checkPayload(platform, 'counted', withField(number));
		}
		expect(asked.times).toBe(51);
		checkPayload(platform, 'counted', withField(50));
		expect(asked.times).toBe(51);
		checkPayload(platform, 'counted', withField(0));
		expect(asked.times).toBe(52);
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
			{ numRuns: 5000 },
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
