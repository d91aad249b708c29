import { eventsIn } from '../../../lib/event/several';
import type { Platform } from '../../../lib/platform';
import { deliveryKeys, keysOfEvents, repeatWindowMinutes } from '../../../lib/receive/deliveryKeys';
import type { SignatureScheme } from '../../../lib/signature/scheme';
import { clover } from '../../../platforms/clover';
import { custom } from '../../../platforms/custom';
import { deliverect } from '../../../platforms/deliverect';
import { goTab } from '../../../platforms/goTab';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';
import { roostSync } from '../../../platforms/roostSync';
import { standardWebhooks } from '../../../platforms/standardWebhooks';

const NODE = 'workflow-1 node-1';
const NOON = Date.parse('2026-01-18T12:00:00Z');
const MINUTE_MS = 60_000;

function keysOf(
	platform: Platform,
	payload: Record<string, unknown>,
	headers: Record<string, string> = {},
	{ node = NODE, atMs = NOON } = {},
) {
	const body = Buffer.from(JSON.stringify(payload));
	const delivery = { headers, body, payload, receivedAtMs: atMs };
	return deliveryKeys(node, platform, platform.signature, delivery);
}

const keyOf = (...delivery: Parameters<typeof keysOf>) => keysOf(...delivery)[0];

/** Whether a delivery is taken for a repetition of an equal one before it. */
function isRepetition(platform: Platform, payload: Record<string, unknown>, afterMs: number) {
	const later = keysOf(platform, payload, {}, { atMs: NOON + afterMs });
	return later.includes(keyOf(platform, payload));
}

describe('deliveryKeys', () => {
	it('are eight characters of base64url', () => {
		expect(keyOf(olympusCloud, { id: 'evt_1' })).toMatch(/^[\w-]{8}$/);
	});

	it('follow the event id where the platform sends one in the body', () => {
		const first = keyOf(olympusCloud, { id: 'evt_1', attempt: 1 });
		expect(keyOf(olympusCloud, { id: 'evt_1', attempt: 2 })).toBe(first);
		expect(keyOf(olympusCloud, { id: 'evt_2', attempt: 1 })).not.toBe(first);
	});

	it('follow the event id in a header that is signed', () => {
		const first = keyOf(standardWebhooks, { n: 1 }, { 'webhook-id': 'msg_1' });
		expect(keyOf(standardWebhooks, { n: 2 }, { 'webhook-id': 'msg_1' })).toBe(first);
		expect(keyOf(standardWebhooks, { n: 1 }, { 'webhook-id': 'msg_2' })).not.toBe(first);
	});

	it('follow the signed bytes elsewhere, with the timestamp that is signed with them', () => {
		const at = (timestamp: string) => ({ 'x-webhook-timestamp': timestamp });
		const first = keyOf(gustaio, { n: 1 }, at('1767225600'));
		expect(keyOf(gustaio, { n: 1 }, at('1767225600'))).toBe(first);
		expect(keyOf(gustaio, { n: 2 }, at('1767225600'))).not.toBe(first);
		expect(keyOf(gustaio, { n: 1 }, at('1767225601'))).not.toBe(first);
	});

	it('follow no header that is not signed', () => {
		const first = keyOf(goTab, { type: 'ORDER_PLACED' });
		const others = { 'x-gotab-event-target-uuid': 'another', 'x-request-id': 'another' };
		expect(keyOf(goTab, { type: 'ORDER_PLACED' }, others)).toBe(first);
	});

	it('cannot be computed without knowing the node', () => {
		const first = keyOf(olympusCloud, { id: 'evt_1' });
		expect(keyOf(olympusCloud, { id: 'evt_1' }, {}, { node: 'workflow-1 node-2' })).not.toBe(first);
		expect(keyOf(olympusCloud, { id: 'evt_1' }, {}, { node: 'workflow-2 node-1' })).not.toBe(first);
	});

	it('follow the signed time where the event has no id, also in the signature header itself', () => {
		const at = (seconds: number) => ({
			'x-olympus-signature': `t=${seconds},v1=${'0'.repeat(64)}`,
		});
		const changed = { type: 'table.status_changed', data: { id: 'table_7', status: 'occupied' } };
		const first = keysOf(olympusCloud, changed, at(1767225600));
		expect(keysOf(olympusCloud, changed, at(1767225600))).toEqual(first);
		expect(keyOf(olympusCloud, changed, at(1767232800))).not.toBe(first[0]);
	});

	describe('of a sender that signs every attempt anew', () => {
		const timed = {
			...custom.signature,
			signedContent: '{timestamp}.{body}',
			timestamp: { source: { header: 'X-Time' }, unit: 's', toleranceSeconds: 300 },
		} as const;
		const withIdHeader = {
			...timed,
			signedContent: '{id}.{timestamp}.{body}',
			idHeader: 'X-Id',
		} as const;
		const attempt = (
			payload: Record<string, unknown>,
			headers: Record<string, string>,
			{ scheme = timed, platform = custom }: { scheme?: SignatureScheme; platform?: Platform } = {},
		) => {
			const body = Buffer.from(JSON.stringify(payload));
			return deliveryKeys(NODE, platform, scheme, { headers, body, payload, receivedAtMs: NOON });
		};
		const [first, second] = [{ 'x-time': '1767225600' }, { 'x-time': '1767225660' }];

		it.each<[string, Record<string, unknown>]>([
			['our own Sender', { id: 'e1', event: 'order.paid', timestamp: '2026-01-18T12:00:00Z' }],
			['other names', { event_id: 'e1', occurredAt: 1767225600 }],
		])('know the repetition by an id and a time in equal bodies: %s', (_, event) => {
			const keys = attempt(event, first);
			expect(keys).toHaveLength(1);
			expect(attempt(event, second)).toEqual(keys);
			expect(attempt({ ...event, total: 12 }, first)).not.toEqual(keys);
		});

		it.each<[string, Record<string, unknown>]>([
			['an id, which may be that of an order', { id: 'o1', event: 'order.ready' }],
			['a time', { event: 'menu.changed', timestamp: '2026-01-18T12:00:00Z' }],
			['an id and the time its order was made', { id: 'o1', created_at: '2026-01-18T12:00:00Z' }],
			['neither', { event: 'menu.changed' }],
		])('take equal bodies for two events where they hold only %s', (_, event) => {
			const keys = attempt(event, first);
			expect(attempt(event, first)).toEqual(keys);
			expect(attempt(event, second)).not.toEqual(keys);
		});

		it('know the repetition by the id in a signed header', () => {
			const ping = { event: 'menu.changed' };
			const keysOfId = (id: string, time: Record<string, string>, payload = ping) =>
				attempt(payload, { ...time, ...(id !== '' && { 'x-id': id }) }, { scheme: withIdHeader });
			const keys = keysOfId('e1', first);
			expect(keys).toHaveLength(1);
			expect(keysOfId('e1', second)).toEqual(keys);
			expect(keysOfId('e2', first)).not.toEqual(keys);
			expect(keysOfId('e1', first, { event: 'menu.other' })).not.toEqual(keys);
			// Where the check is switched off, the header may be missing.
			expect(keysOfId('', second)).not.toEqual(keysOfId('', first));
		});

		it('know it by the time in a field that the user names, but not by a header', () => {
			const named = (...eventTime: Platform['payload']['occurredAt']): Platform => ({
				...custom,
				payload: { ...custom.payload, eventTime },
			});
			const event = { id: 'e1', meta: { at: '2026-01-18T12:00:00Z' } };
			const keys = (time: Record<string, string>, platform: Platform) =>
				attempt(event, time, { platform });
			const inBody = named({ body: 'meta.at' });
			expect(keys(second, inBody)).toEqual(keys(first, inBody));
			const inHeader = named({ header: 'X-Time' });
			expect(keys(second, inHeader)).not.toEqual(keys(first, inHeader));
		});
	});

	it('tell ids apart that JavaScript numbers would not', () => {
		const [one, other] = ['9007199254740993', '9007199254740992'];
		expect(keyOf(olympusCloud, { id: one })).not.toBe(keyOf(olympusCloud, { id: other }));
	});

	it('take an equal notice without id and time for a repetition within the window only', () => {
		const cancelled = { id: 51918313, facility_id: 'the-fish', action: 'BOOKING_DELETED' };
		const after = (minutes: number) => isRepetition(resmio, cancelled, minutes * MINUTE_MS);
		expect([0, 1, 5, 10].map(after)).toEqual([true, true, true, true]);
		expect([11, 60, 600].map(after)).toEqual([false, false, false]);
	});

	it('take the window that the user has set', () => {
		const hourly = { ...custom, repeatWindowMinutes: 60 };
		const ping = { event: 'menu.changed', restaurant: 'r1' };
		const after = (minutes: number) => isRepetition(hourly, ping, minutes * MINUTE_MS);
		expect([0, 59, 67].map(after)).toEqual([true, true, false]);
	});

	it.each<[string, Platform, Record<string, unknown>]>([
		['an event id', olympusCloud, { id: 'evt_1', type: 'order.created' }],
		['an id that does not tell deliveries apart', custom, { id: 1, event: 'menu.changed' }],
		['a time', goTab, { type: 'ORDER_PLACED', createdAt: '2026-01-18T12:00:00Z' }],
		['a signed time', gustaio, { event: 'order.create' }],
	])('never let a repetition of a delivery with %s run again', (_, platform, payload) => {
		expect(isRepetition(platform, payload, 30 * 24 * 60 * MINUTE_MS)).toBe(true);
	});
});

describe('deliveryKeys of one of several events', () => {
	const partKeys = (
		platform: Platform,
		payload: Record<string, unknown>,
		{ around = {}, headers = {}, others = '' } = {},
	) => {
		const body = Buffer.from(`${JSON.stringify(payload)}${others}`);
		const delivery = { headers, body, payload, delivery: around, receivedAtMs: NOON };
		return deliveryKeys(NODE, platform, platform.signature, delivery);
	};
	const withId = { ...custom, dedupeBy: 'eventId' } as const;

	it('follow its own id, wherever it comes', () => {
		const [alone] = keysOf(withId, { id: 'e1' });
		expect(partKeys(withId, { id: 'e1', n: 2 }, { around: { id: 'd1' } })).toEqual([alone]);
		expect(partKeys(withId, { id: 'e2' })).not.toEqual([alone]);
	});

	it('follow the event and what stands around it, whatever others come with it', () => {
		const event = { event: 'a', timestamp: '2026-01-01T00:00:00Z' };
		const first = partKeys(custom, event);
		expect(first).toHaveLength(1);
		expect(partKeys(custom, event, { others: ',{}' })).toEqual(first);
		expect(partKeys(custom, { ...event, n: 1 })).not.toEqual(first);
		expect(partKeys(custom, event, { around: { batch: 2 } })).not.toEqual(first);
	});

	it('never follow an id alone that all of them share', () => {
		const around = { event_id: 'd1' };
		const [one, other] = [{ n: 1 }, { n: 2 }].map((event) => partKeys(withId, event, { around }));
		expect(one).not.toEqual(other);
		expect(partKeys(withId, { n: 1 }, { around: { ...around, attempt: 2 } })).toEqual(one);

		const headers = { 'webhook-id': 'msg_1' };
		const [first, second] = [{ n: 1 }, { n: 2 }].map((event) =>
			partKeys(standardWebhooks, event, { headers }),
		);
		expect(first).not.toEqual(second);
	});

	it('change with time where neither it nor what stands around it says an id or a time', () => {
		expect(partKeys(custom, { event: 'menu.changed' }).length).toBeGreaterThan(1);
		expect(partKeys(custom, { event: 'a' }, { around: { timestamp: 1767225600 } })).toHaveLength(1);
	});
});

describe('repeatWindowMinutes', () => {
	it.each<[string, Platform, number]>([
		['what is declared', { ...resmio, repeatWindowMinutes: 3 }, 3],
		['how long the platform goes on repeating', roostSync, 1596],
		['ten minutes where that is not known', goTab, 10],
		['a minute where it never does', deliverect, 1],
	])('is %s', (_, platform, minutes) => {
		expect(Math.floor(repeatWindowMinutes(platform))).toBe(minutes);
	});
});

describe('keysOfEvents', () => {
	const keysOfList = (list: Array<Record<string, unknown>>) =>
		keysOfEvents(
			NODE,
			custom,
			custom.signature,
			{ headers: {}, body: Buffer.from(JSON.stringify(list)), receivedAtMs: NOON },
			list.map((payload) => ({ payload, delivery: {} })),
		).map(([first]) => first);
	const beer = { type: 'item.sold', sku: 'beer' };

	it('tell equal entries of a list apart, and are the same for its repetition', () => {
		const keys = keysOfList([beer, beer, { ...beer, sku: 'tea' }, beer]);
		expect(new Set(keys).size).toBe(4);
		expect(keysOfList([beer, beer])).toEqual(keys.slice(0, 2));
	});

	it('follow what stands around each event where the lists of a map differ in it', () => {
		const keysOfMap = (merchants: Record<string, unknown[]>) => {
			const body = { appId: 'app', merchants };
			const events = eventsIn({ body }, clover.payload.events);
			const request = {
				headers: {},
				body: Buffer.from(JSON.stringify(body)),
				receivedAtMs: NOON,
			};
			return keysOfEvents(NODE, clover, clover.signature, request, events).map(([first]) => first);
		};
		const installed = { objectId: 'A:app', type: 'CREATE', ts: 1 };
		const [first, second] = keysOfMap({ one: [installed], two: [installed] });
		expect(keysOfMap({ two: [installed], one: [installed] })).toEqual([second, first]);
		expect(keysOfMap({ two: [installed] })).toEqual([second]);
		const ordered = { ...installed, objectId: 'O:1' };
		const [, ofTwo] = keysOfMap({ one: [installed], two: [ordered] });
		expect(keysOfMap({ one: [ordered] })).not.toContain(ofTwo);
	});

	it('tell apart what is nested too deep for JSON', () => {
		const deep = (depth: number): Record<string, unknown> => {
			let value: Record<string, unknown> = {};
			for (let level = 0; level < depth; level++) value = { value };
			return value;
		};
		const entries = [deep(20_000), deep(20_001)].map((payload) => ({ payload, delivery: {} }));
		const request = { headers: {}, body: Buffer.from('[]'), receivedAtMs: NOON };
		const keys = keysOfEvents(NODE, custom, custom.signature, request, entries);
		expect(keys[0][0]).not.toBe(keys[1][0]);
	});
});
