import fc from 'fast-check';

import { readText } from '../../../lib/event/source';
import { parsePath, valueAt, writePath } from '../../../lib/fieldPath';
import { readListPlace, readPlace } from '../../../lib/n8n/typedPlace';

const delivery = {
	headers: { 'x-topic': 'orders/create' },
	payload: {
		meta: { event: 'a.b' },
		topic: 'Reservation',
		type: 'created',
		items: [{ type: 'first' }],
		body: { text: 'of the body' },
	},
};

describe('readPlace', () => {
	it.each([
		['meta.event', 'a.b'],
		[' meta.event ', 'a.b'],
		['$json.meta.event', 'a.b'],
		['{{ $json.meta.event }}', 'a.b'],
		['={{ $json.meta.event }}', 'a.b'],
		['={{ $json["meta"]["event"] }}', 'a.b'],
		['$.meta.event', 'a.b'],
		['items[0].type', 'first'],
		['items.0.type', 'first'],
		['header:X-Topic', 'orders/create'],
		['header: x-topic', 'orders/create'],
		['{topic}/{type}', 'Reservation/created'],
		['{{ $json.topic }}/{{ $json.type }}', 'Reservation/created'],
		['={{ $json.topic }}/{{ $json.type }}', 'Reservation/created'],
		['{header:X-Topic}', 'orders/create'],
		['["body"].text', 'of the body'],
	])('reads what %j names', (typed, value) => {
		const place = readPlace(typed);
		expect(place.ok && readText(delivery, [place.source])).toBe(value);
	});

	it.each([
		['body.meta.event', 'meta.event'],
		['$json.body.meta.event', 'meta.event'],
		['={{ $json.body.meta.event }}', 'meta.event'],
		['={{ $json["body"]["meta"]["event"] }}', 'meta.event'],
		['{{ $json.body["order id"] }}', '["order id"]'],
		['$json.body[0].type', 'items[0].type'],
		['headers.x-topic', 'header:x-topic'],
		['={{ $json.headers["x-topic"] }}', 'header:x-topic'],
		['query.topic', 'topic'],
		["{{ $('Webhook').item.json.body.meta.event }}", 'meta.event'],
		['{{ $node["Webhook"].json.meta.event }}', 'meta.event'],
		['{body.topic}/{type}', 'topic'],
		['meta..event', 'meta.event'],
		['meta.event.', 'meta.event'],
		['[0].type', 'items[0].type'],
		['Event Name', '["Event Name"]'],
		['@type', '["@type"]'],
		['{{ $json.meta.event + "x" }}', null],
		['{topic', null],
		['header:', '["header:"]'],
	])('refuses %j, and knows what was meant: %j', (typed, meant) => {
		expect(readPlace(typed)).toMatchObject({ ok: false, meant });
	});
});

describe('readListPlace', () => {
	it.each([
		['events', 'events'],
		['$json.data.events', '$json.data.events'],
		['={{ $json.events }}', '$json.events'],
		['events[*]', 'events'],
		['events[]', 'events'],
		['$.events[*]', '$.events'],
		['$', '$'],
		['$json', '$'],
		['={{ $json }}', '$'],
		['$[*]', '$'],
		['["body"]', '["body"]'],
	])('%j is the list at %s', (typed, at) => {
		expect(readListPlace(typed)).toEqual({ ok: true, at });
	});

	it.each([
		['body', '$'],
		['={{ $json.body }}', '$'],
		['={{ $json["body"] }}', '$'],
		['$json.body.events', 'events'],
		['={{ $json.body.events }}', 'events'],
		['events..list', 'events.list'],
		['headers.x-events', null],
		['header:X-Events', '["header:X-Events"]'],
	])('refuses %j, and knows what was meant: %j', (typed, meant) => {
		expect(readListPlace(typed)).toEqual({ ok: false, typed, meant });
	});
});

const piece = fc.oneof(
	fc.constantFrom('.', '[', ']', '"', "'", '{', '}', '{{', '}}', '$json', '$', '=', 'body', ' '),
	fc.constantFrom(
		'header:',
		'headers',
		'meta',
		'0',
		'__proto__',
		'constructor',
		'?.',
		'\0',
		'\ud800',
	),
	fc.string({ unit: 'binary', maxLength: 4 }),
);
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe('any text at all', () => {
	it('is a place or is refused, never an error, and what was meant instead is a place', () => {
		fc.assert(
			fc.property(anyText, fc.jsonValue(), (text, payload) => {
				readListPlace(text);
				const place = readPlace(text);
				if (place.ok) readText({ headers: {}, payload: { payload } }, [place.source]);
				else if (place.meant !== null && !place.meant.startsWith('header:')) {
					expect(parsePath(place.meant)).not.toBeNull();
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('written as the keys of a path finds what stands under them', () => {
		const key = fc.string({ minLength: 1 }).filter((text) => !/["'\\]/.test(text));
		fc.assert(
			fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), (keys) => {
				const root = keys.reduceRight<unknown>(
					(value, one) => Object.fromEntries([[one, value]]),
					'here',
				);
				expect(valueAt(root, writePath(keys))).toBe('here');
			}),
		);
	});
});
