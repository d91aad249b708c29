import * as pieces from '../../../lib/event/schema';

const { amount, flag, identifier, listOf, moment, object, objectNamedBy, optionalObject, text } =
	pieces;
const passes = (schema: ReturnType<typeof text>, value: unknown) => schema.safeParse(value).success;

describe('a piece of a payload schema', () => {
	it.each([
		['text', text(), ['', 'a', null, undefined], [1, {}, true]],
		['identifier', identifier(), ['not-a-uuid', 7, null], [{}, [], true]],
		['amount', amount(), [49.9, '49.90', 0, null], [{}, true]],
		['moment', moment(), ['2026-01-18', 1767225600, null], [{}, false]],
		['flag', flag(), [true, false, null], ['true', 1]],
		['listOf', listOf(text()), [[], ['a', null], null], ['a', {}, [1]]],
		['optionalObject', optionalObject(), [{}, { any: 1 }, null, undefined], [[], 'a']],
		['requiredText', pieces.requiredText(), ['a'], ['', null, undefined, 1]],
		['requiredIdentifier', pieces.requiredIdentifier(), ['a', 0], ['', null, undefined]],
	])('%s takes what is documented and nothing else', (_, schema, good, bad) => {
		expect(good.map((value) => passes(schema, value))).toEqual(good.map(() => true));
		expect(bad.map((value) => passes(schema, value))).toEqual(bad.map(() => false));
	});

	it('keeps fields that nobody has documented', () => {
		const payload = { id: 1, new_field: { nested: [1] } };
		expect(object({ id: identifier() }).parse(payload)).toEqual(payload);
	});

	it('objectNamedBy wants a name under one of several keys', () => {
		const schema = objectNamedBy(['type', 'event'], { data: optionalObject() });
		expect(passes(schema, { event: 'a.b' })).toBe(true);
		expect(passes(schema, { type: 'a.b', event: null, data: {} })).toBe(true);
		expect(passes(schema, { data: {} })).toBe(false);
		expect(passes(schema, { type: '' })).toBe(false);
		expect(passes(schema, { type: 7, event: 'a.b' })).toBe(false);
	});
});
