import {
	newDeliveryId,
	newEventId,
	readItemDelivery,
	withoutDelivery,
} from '../../../lib/send/itemState';
import { resumeTime } from '../../../lib/send/resumeTime';

const ours = {
	id: 'dlv_1',
	eventId: 'evt_1',
	event: 'order.created',
	status: 'retrying',
	attempts: [],
	message: { occurredAt: '2026-01-01T00:00:00Z', data: {}, account: {} },
};

describe('ids', () => {
	it('are new each time, and say of a test that it is one', () => {
		expect(newDeliveryId()).toMatch(/^dlv_[0-9a-f]{32}$/);
		expect(newEventId(false)).toMatch(/^evt_[0-9a-f]{32}$/);
		expect(newEventId(true)).toMatch(/^evt_test_[0-9a-f]{32}$/);
		expect(new Set(Array.from({ length: 1000 }, () => newEventId(false))).size).toBe(1000);
	});
});

describe('readItemDelivery', () => {
	it('finds the delivery that a sender has put into an item', () => {
		expect(readItemDelivery({ a: 1, delivery: ours })).toBe(ours);
	});

	it.each([
		['an item without one', {}],
		['what the Trigger says about a received delivery', { delivery: { scheme: 'hmac' } }],
		['another id', { delivery: { ...ours, id: 'del_1' } }],
		['an empty event id', { delivery: { ...ours, eventId: '' } }],
		['attempts that are no list', { delivery: { ...ours, attempts: 3 } }],
		['an attempt that is none', { delivery: { ...ours, attempts: [null] } }],
		['an attempt without an answer', { delivery: { ...ours, attempts: [{ number: 1 }] } }],
		['no message', { delivery: { ...ours, message: undefined } }],
		['data that is no object', { delivery: { ...ours, message: { ...ours.message, data: 1 } } }],
		['text', { delivery: 'dlv_1' }],
	])('takes nothing for one that looks like it: %s', (_case, json) => {
		expect(readItemDelivery(json)).toBeNull();
		expect(withoutDelivery(json)).toEqual(json);
	});

	it('is undone by withoutDelivery', () => {
		expect(withoutDelivery({ a: 1, delivery: ours })).toEqual({ a: 1 });
		expect(withoutDelivery({ error: 'mine', delivery: ours })).toEqual({ error: 'mine' });
	});

	it('leaves nothing of a refusal behind when the item comes again', () => {
		const refused = { id: 'dlv_1', attempts: [], status: 'failed', error: 'The URL is empty' };
		expect(withoutDelivery({ a: 1, error: 'The URL is empty', delivery: refused })).toEqual({
			a: 1,
		});
	});
});

describe('resumeTime', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');

	it('is the latest of all, so that none goes before its time', () => {
		const due = ['2026-01-01T01:00:00Z', '2026-01-01T03:00:00Z', '2026-01-01T02:00:00Z'];
		expect(resumeTime(due, now)).toBe('2026-01-01T03:00:00.000Z');
	});

	it('is never so soon that the Wait node would keep it in memory', () => {
		expect(resumeTime(['2026-01-01T00:00:05Z'], now)).toBe('2026-01-01T00:01:10.000Z');
	});
});
