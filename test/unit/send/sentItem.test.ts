import { createHmac } from 'crypto';

import type { DeliveryState } from '../../../lib/send/sentItem';
import {
	createSeal,
	eventIdFrom,
	lastAttempt,
	newDeliveryId,
	sealedState,
	withDelivery,
	withoutDelivery,
} from '../../../lib/send/sentItem';

const state: DeliveryState = {
	id: 'dlv_1',
	platform: 'olympusCloud',
	status: 'retrying',
	nextAttemptAt: '2026-01-01T00:01:00.000Z',
	attempts: [],
	event: {
		name: 'order.created',
		id: 'evt_1',
		occurredAt: '2026-01-01T00:00:00Z',
		data: { id: 'ord_1' },
		account: {},
	},
};

describe('ids', () => {
	it('of a delivery are new each time', () => {
		expect(newDeliveryId()).toMatch(/^dlv_[0-9a-f]{32}$/);
		expect(newDeliveryId()).not.toBe(newDeliveryId());
	});

	it('of an event are the same for the same parts, and say of a test that it is one', () => {
		expect(eventIdFrom(['run', 0], false)).toMatch(/^evt_[0-9a-f]{32}$/);
		expect(eventIdFrom(['run', 0], true)).toMatch(/^evt_test_[0-9a-f]{32}$/);
		expect(eventIdFrom(['run', 0], false)).toBe(eventIdFrom(['run', 0], false));
		expect(eventIdFrom(['run', 0], false)).not.toBe(eventIdFrom(['run', 1], false));
		expect(eventIdFrom(['run', { count: 1n }], false)).toMatch(/^evt_[0-9a-f]{32}$/);
	});
});

describe('a seal', () => {
	const seal = createSeal(['current-secret']);

	it('opens what it has closed', () => {
		expect(seal.open(seal.close(state, 'key'), 'key')).toEqual(state);
	});

	it('opens what the previous secret has closed, and closes with the current one', () => {
		const rotated = createSeal(['next-secret', 'current-secret']);
		expect(rotated.open(seal.close(state, 'key'), 'key')).toEqual(state);
		expect(seal.open(rotated.close(state, 'key'), 'key')).toBeNull();
	});

	it('does not open what was closed for another endpoint', () => {
		expect(seal.open(seal.close(state, 'key'), 'other')).toBeNull();
	});

	it('does not open what another secret has closed', () => {
		expect(createSeal(['other-secret']).open(seal.close(state, 'key'), 'key')).toBeNull();
		expect(
			createSeal(['other-secret', '']).open(createSeal(['']).close(state, 'key'), 'key'),
		).toBeNull();
	});

	it('does not open a state that was changed, or put beside another seal', () => {
		const [content, signature] = seal.close(state, 'key').split('.');
		const forged = Buffer.from(
			JSON.stringify({ ...state, event: { ...state.event, name: 'payment.processed' } }),
		).toString('base64url');
		const [, other] = seal.close({ ...state, id: 'dlv_2' }, 'key').split('.');
		expect(seal.open(`${forged}.${signature}`, 'key')).toBeNull();
		expect(seal.open(`${content}.${other}`, 'key')).toBeNull();
		expect(seal.open(`${content}.${signature}.${signature}`, 'key')).toBeNull();
	});

	it('is no signature that the secret itself would make', () => {
		const content = Buffer.from(JSON.stringify(state)).toString('base64url');
		const plain = createHmac('sha256', 'current-secret').update(content).digest('base64url');
		expect(seal.open(`${content}.${plain}`, 'key')).toBeNull();
	});

	it.each([undefined, null, 7, '', '.', 'a.b', {}, ['a.b']])('opens nothing else: %j', (value) => {
		expect(seal.open(value, 'key')).toBeNull();
	});
});

describe('the flat fields of the last attempt', () => {
	it('are those of the last one, and how many there were', () => {
		const attempt = {
			number: 1,
			at: '2026-01-01T00:00:00.000Z',
			durationMs: 12,
			statusCode: 503,
			response: 'busy',
			failure: null,
			nextAttemptAt: null,
		};
		const last = { ...attempt, number: 2, at: '2026-01-01T00:01:00.000Z', statusCode: 200 };
		expect(lastAttempt([attempt, last])).toEqual({
			statusCode: 200,
			durationMs: 12,
			response: 'busy',
			attemptedAt: '2026-01-01T00:01:00.000Z',
			attemptCount: 2,
		});
	});

	it('are empty where nothing was sent', () => {
		expect(lastAttempt([])).toEqual({
			statusCode: null,
			durationMs: null,
			response: '',
			attemptedAt: null,
			attemptCount: 0,
		});
	});
});

describe('withDelivery', () => {
	const delivery = { id: 'dlv_1', attempts: [] };
	const order = { a: 1, delivery: { address: 'Main Street 1' } };

	it("keeps the item's own field of that name as input, round after round", () => {
		const first = withDelivery(order, delivery);
		expect(first).toEqual({ a: 1, delivery: { ...delivery, input: order.delivery } });
		const second = withDelivery(first, { ...delivery, id: 'dlv_2' });
		expect(second).toEqual({
			a: 1,
			delivery: { id: 'dlv_2', attempts: [], input: order.delivery },
		});
		expect(withoutDelivery(second)).toEqual(order);
	});

	it('puts an error at the top too', () => {
		expect(withDelivery({ a: 1 }, delivery, 'No URL')).toEqual({ a: 1, error: 'No URL', delivery });
	});
});

describe('withoutDelivery', () => {
	const delivery = { id: 'dlv_1', attempts: [], state: 'x.y' };

	it('gives the item as it was before a sender', () => {
		expect(sealedState({ a: 1, delivery })).toBe('x.y');
		expect(withoutDelivery({ a: 1, delivery })).toEqual({ a: 1 });
		expect(withoutDelivery({ error: 'mine', delivery })).toEqual({ error: 'mine' });
	});

	it('leaves nothing of a refusal behind when the item comes again', () => {
		const refused = { id: 'dlv_1', attempts: [], status: 'failed', error: 'The URL is empty' };
		expect(withoutDelivery({ a: 1, error: 'The URL is empty', delivery: refused })).toEqual({
			a: 1,
		});
	});

	it.each([
		['the address of an order', { delivery: { street: 'Main Street 1', id: 'del_1' } }],
		['a text', { delivery: 'courier' }],
		['nothing', {}],
	])('leaves what comes from elsewhere: %s', (_case, json) => {
		expect(withoutDelivery(json)).toEqual(json);
	});
});
