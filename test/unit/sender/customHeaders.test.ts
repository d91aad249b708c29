import { readCustomHeaders } from '../../../nodes/HospitalitySender/prepare';

describe('readCustomHeaders', () => {
	const pairs = [{ name: 'X-A', value: '1' }];

	it.each([
		['names and values below a key', { header: pairs }],
		['a list', pairs],
		['an object', { 'X-A': '1' }],
		['JSON text', '{"X-A": "1"}'],
		['a number as value', { 'X-A': 1 }],
		['a nameless line besides', { header: [...pairs, { name: ' ', value: 'x' }] }],
	])('reads %s', (_case, value) => {
		expect(readCustomHeaders(value)).toEqual({ 'X-A': '1' });
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['an empty text', ' '],
		['an empty object', {}],
	])('reads %s as none', (_case, value) => {
		expect(readCustomHeaders(value)).toEqual({});
	});

	it.each([
		['text that is no JSON', 'X-A: 1', 'The headers are not names with values'],
		['a number', 7, 'The headers are not names with values'],
		['a list of texts', ['X-A'], 'A header in the list has no name'],
		['an object as value', { 'X-A': {} }, 'The value of the header X-A is no text'],
	])('refuses %s', (_case, value, message) => {
		expect(() => readCustomHeaders(value)).toThrow(message);
	});
});
