import { isSelected, selectEvents } from '../../../lib/event/selection';

describe('selectEvents', () => {
	it.each([
		[['a', 'b'], '', ['a', 'b']],
		[['a', ' a ', 'b'], 'b, c', ['a', 'b', 'c']],
		[[], 'a,b;c\nd\r\n e ', ['a', 'b', 'c', 'd', 'e']],
		[['*'], ' , ;\n', ['*']],
		['a', undefined, ['a']],
		[undefined, 7, []],
		[[null, 3, ''], null, []],
	])('of %j and %j is %j', (chosen, typed, selected) => {
		expect(selectEvents(chosen, typed)).toEqual(selected);
	});
});

describe('isSelected', () => {
	it.each([
		[['order.created'], 'order.created', true],
		[['order.created'], 'order.create', false],
		[['order.created'], 'Order.Created', false],
		[['*'], 'anything', true],
		[['order.*'], 'order.created', false],
		[[], 'order.created', false],
		[['order.created'], 'unknown', true],
		[[], 'unknown', true],
	])('with %j selected, %s: %p', (selection, event, selected) => {
		expect(isSelected({}, selection, event)).toBe(selected);
	});

	it('ignores the case where the platform does', () => {
		const platform = { eventNamesIgnoreCase: true };
		expect(isSelected(platform, ['booking_created'], 'BOOKING_CREATED')).toBe(true);
	});
});
