import { parsePath, valueAt, writePath } from '../../lib/fieldPath';

describe('parsePath', () => {
	it.each([
		['meta.event', ['meta', 'event']],
		['$json.meta.event', ['meta', 'event']],
		['{{ $json.meta.event }}', ['meta', 'event']],
		['={{ $json.meta.event }}', ['meta', 'event']],
		['={{$json?.meta?.["event"]}}', ['meta', 'event']],
		['=meta.event', ['meta', 'event']],
		['$.meta.event', ['meta', 'event']],
		['{{ $input.item.json.meta.event }}', ['meta', 'event']],
		['$type', ['$type']],
		['$schema.name', ['$schema', 'name']],
		[' meta.event ', ['meta', 'event']],
		['items[0].type', ['items', '0', 'type']],
		['items.0.type', ['items', '0', 'type']],
		['data["order id"]', ['data', 'order id']],
		["['tax.rate']", ['tax.rate']],
		['größe.wert', ['größe', 'wert']],
	])('reads %s', (text, keys) => {
		expect(parsePath(text)).toEqual(keys);
	});

	it.each([
		'',
		' ',
		'$json',
		'={{ $json }}',
		'={{ $json.a }}{{ $json.b }}',
		'={{ $json.total * 2 }}',
		'a..b',
		'.a.',
		'42',
		'-1',
		'Order total',
		'data["a" + "b"]',
		'$(',
		'$',
		'$now',
		'{{ $env.FIELD }}',
		'$node["Webhook"].json.id',
	])('finds no field in %j', (text) => {
		expect(parsePath(text)).toBeNull();
	});
});

describe('writePath', () => {
	it.each([
		[['meta', 'event'], 'meta.event'],
		[['items', '0', 'type'], 'items[0].type'],
		[['data', 'order id'], 'data["order id"]'],
		[['0'], '["0"]'],
		[['$json', '$a'], '["$json"].$a'],
	])('of %j is %s, which reads the same', (keys, path) => {
		expect(writePath(keys)).toBe(path);
		expect(parsePath(path)).toEqual(keys);
	});
});

describe('valueAt', () => {
	const root = { a: { b: [{ c: 1 }], 'x.y': 2 }, empty: '', none: null };
	it.each([
		['a.b.0.c', 1],
		['empty', ''],
		['none', null],
		['none.deeper', undefined],
		['a.b.1.c', undefined],
		['a.x.y', undefined],
		['', undefined],
		['empty.length', undefined],
		['a.constructor', undefined],
		['__proto__', undefined],
		['a.b.length', 1],
	])('%j', (path, value) => {
		expect(valueAt(root, path)).toBe(value);
	});

	it('reads an own property that has the name of an inherited one', () => {
		expect(valueAt(JSON.parse('{"__proto__":{"id":5}}'), '__proto__.id')).toBe(5);
	});

	it('is right for more paths than are kept in memory', () => {
		const large = Object.fromEntries(Array.from({ length: 2_500 }, (_, n) => [`k${n}`, n]));
		for (let n = 0; n < 2_500; n += 1) expect(valueAt(large, `k${n}`)).toBe(n);
		expect(valueAt(large, 'k0')).toBe(0);
	});

	it.each([undefined, null, 'text', 7])('of %p is undefined', (root) => {
		expect(valueAt(root, 'a')).toBeUndefined();
	});
});
