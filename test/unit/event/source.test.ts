import { headersOf, parsePlace, placesIn, readText } from '../../../lib/event/source';

const delivery = {
	headers: { 'x-topic': 'orders', 'x-empty': ' ' },
	payload: { topic: 'Reservation', type: 'created', n: 7, none: null, list: [{ id: 'a' }] },
};
const read = (template: string) => readText(delivery, [{ template }]);

describe('readText of a template', () => {
	it.each([
		['{topic}/{type}', 'Reservation/created'],
		['{{ $json.topic }}.{{ $json.type }}', 'Reservation.created'],
		['{header:X-Topic}/{type}', 'orders/created'],
		['no. {n}', 'no. 7'],
		['{list[0].id}', 'a'],
	])('%s is %s', (template, text) => {
		expect(read(template)).toBe(text);
	});

	it.each(['{topic}/{missing}', '{topic}/{none}', '{header:X-Empty}', '{a b}', '{topic}/{}'])(
		'%s is nothing, because one of its places holds nothing',
		(template) => {
			expect(read(template)).toBeUndefined();
		},
	);

	it('leaves the next source to be tried', () => {
		expect(readText(delivery, [{ template: '{topic}/{missing}' }, { body: 'type' }])).toBe(
			'created',
		);
	});
});

describe('parsePlace', () => {
	it.each([
		['header:X-Topic', { header: 'X-Topic' }],
		[' Header: X-Topic ', { header: 'X-Topic' }],
		['$json.meta.event', { body: '$json.meta.event' }],
		['header:', null],
		['header:two words', null],
		['a..b', null],
		['', null],
	])('of %j is %j', (text, place) => {
		expect(parsePlace(text)).toEqual(place);
	});
});

describe('placesIn', () => {
	it.each([
		['{topic}/{type}', ['topic', 'type']],
		['{{ a }}{b}', [' a ', 'b']],
		['topic', null],
		['{topic', null],
		['{topic}}', null],
		['', null],
	])('of %j are %j', (template, places) => {
		expect(placesIn(template)).toEqual(places);
	});
});

describe('headersOf', () => {
	it('are those that a template names too', () => {
		expect(headersOf({ template: '{header:X-A}/{type}/{header:X-B}' })).toEqual(['X-A', 'X-B']);
		expect(headersOf({ header: 'X-A' })).toEqual(['X-A']);
		expect(headersOf({ body: 'type' })).toEqual([]);
	});
});
