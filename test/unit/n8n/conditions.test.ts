import {
	evaluateConditions,
	readFilter,
	unknownField,
	unsupportedCondition,
} from '../../../lib/n8n/conditions';
import { emptyEvent } from '../../../lib/receive/receive';
import { custom } from '../../../platforms/custom';

const event = {
	action: 'created',
	data: {
		total: 120,
		status: 'Open',
		'order id': 'A7',
		'tax.rate': 19,
		items: [{ name: 'Burger' }],
	},
};

const equals = { type: 'string', operation: 'equals' } as const;
const above = { type: 'number', operation: 'gt' } as const;

/** As saved by the editor; what it always adds is left to be filled in. */
function filterOf(leftValue: unknown, operator: object, rightValue: unknown) {
	const filter = readFilter({ conditions: [{ id: '1', leftValue, operator, rightValue }] });
	if (!filter) throw new Error('The filter is empty');
	return filter;
}

const isMet = (left: unknown, operator: object, right: unknown) =>
	evaluateConditions(filterOf(left, operator, right), event);

const MET = { ok: true, met: true };
const NOT_MET = { ok: true, met: false };

describe('evaluateConditions', () => {
	it.each([
		['a plain path', 'data.total', above, 100],
		['a path through a list', 'data.items[0].name', equals, 'Burger'],
		['the same with dots', 'data.items.0.name', equals, 'Burger'],
		["n8n's way of naming a field", '={{ $json.data.total }}', above, 100],
		["n8n's way with question marks", '={{ $json?.data?.items?.[0]?.name }}', equals, 'Burger'],
		['a key with a space', '={{ $json.data["order id"] }}', equals, 'A7'],
		['the same as plain text', 'data["order id"]', equals, 'A7'],
		['a key with a dot', "={{ $json['data']['tax.rate'] }}", above, 18],
		['an expression field that holds a plain path', '=action', equals, 'created'],
		['a value in an expression field without an expression', 'action', equals, '=created'],
		['a number in such a field', 'data.total', above, '=100'],
		['another regular expression', 'data.status', { type: 'string', operation: 'regex' }, '/^op/i'],
	])('reads %s', (_, left, operator, right) => {
		expect(isMet(left, operator, right)).toEqual(MET);
		expect(unsupportedCondition(filterOf(left, operator, right))).toBeNull();
	});

	it.each([
		['as it is added', '', ''],
		['saved without values', undefined, undefined],
		['switched to expressions', '=', '='],
	])('holds nothing back for the empty condition %s', (_, left, right) => {
		expect(isMet(left, equals, right)).toEqual(MET);
		expect(unsupportedCondition(filterOf(left, equals, right))).toBeNull();
	});

	it('tells case apart, and the value of a key that holds a dot from the one on a path', () => {
		expect(isMet('data.status', equals, 'open')).toEqual(NOT_MET);
		expect(isMet('data.tax.rate', above, 18)).toEqual(NOT_MET);
	});

	it('looks nothing up outside the event', () => {
		expect(isMet('constructor.name', equals, 'Object')).toEqual(NOT_MET);
		expect(isMet('data["__proto__"].x', equals, 'y')).toEqual(NOT_MET);
	});
});

describe('unsupportedCondition', () => {
	it.each([
		'Order total',
		'42',
		'data["a" + "b"]',
		'data..total',
		'={{ $json }}',
		'={{ $json.data.total * 2 }}',
		'={{ $json.data.total || 5 }}',
		'={{ $json.action }}{{ $json.action }}',
		'=Action: {{ $json.action }}',
		'={{ $now }} and more',
	])('names the left side %s, which can be no field', (left) => {
		expect(unsupportedCondition(filterOf(left, equals, 'x'))).toBe(left);
	});

	it('names an expression on the right', () => {
		expect(unsupportedCondition(filterOf('action', equals, '={{ $now }}'))).toBe('={{ $now }}');
	});
});

describe('unknownField', () => {
	const shape = { ...emptyEvent({ platform: custom, scheme: custom.signature }) };
	const unknown = (left: unknown) => unknownField(filterOf(left, equals, 'x'), shape);

	it.each([
		'data.total',
		'={{ $json.payload.anything.at.all }}',
		'payload.body.total',
		'account.locationId',
		'common.amount.value',
		'common.lines[0].name',
		'verification.headers["x-topic"]',
		'verification.matchedSecret',
		'schemaIssues[0].path',
		'event',
		'',
		'=',
		7,
	])('is null for %j', (left) => {
		expect(unknown(left)).toBeNull();
	});

	it.each([
		['body.data.total', 'payload.data.total'],
		['={{ $json.body.data.total }}', 'payload.data.total'],
		['{{ $json["body"]["order id"] }}', 'payload["order id"]'],
		['headers.x-topic', 'verification.headers.x-topic'],
		['total', 'data.total'],
		['Event', 'event'],
		['resourceID', 'resourceId'],
		['common.total', null],
		['event.type', null],
		['query.token', null],
	])('names %s, and what was meant: %j', (typed, meant) => {
		expect(unknown(typed)).toEqual({ typed, meant });
	});
});
