import { idempotencyKey, secretFingerprint, wantedEvents } from '../../../lib/registration/webhook';
import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';

describe('wantedEvents', () => {
	it.each([
		[
			['order.ready', 'order.created', 'order.ready'],
			['order.created', 'order.ready'],
		],
		[['spa.booked'], ['spa.booked']],
		[['Order.Created'], ['order.created']],
		[
			['payment.*', 'spa.*'],
			['payment.failed', 'payment.processed', 'payment.refunded', 'payment.voided'],
		],
		[[], []],
	])('of %j are %j', (selection, events) => {
		expect(wantedEvents(olympusCloud, selection)).toEqual(events);
	});

	it('asks for each documented event instead of the wildcard, and for typed-in ones', () => {
		const events = wantedEvents(olympusCloud, ['*', 'spa.booked']);
		expect(events).toEqual(
			expect.arrayContaining(['order.created', 'payment.processed', 'spa.booked']),
		);
		expect(events).not.toContain('*');
		expect(events).toEqual([...events].sort());
	});

	it('leaves out events that only others tell of, because one could spoil the whole request', () => {
		const events = wantedEvents(goTab, ['*']);
		expect(events).toContain('ORDER_PLACED');
		expect(events).not.toContain('GUEST_VERIFIED');
		expect(wantedEvents(goTab, ['GUEST_VERIFIED'])).toEqual(['GUEST_VERIFIED']);
	});
});

describe('secretFingerprint', () => {
	const url = 'https://n8n.example/webhook/1/webhook';
	it('is eight hex digits that stay the same for the same secret and path', () => {
		expect(secretFingerprint('key', url)).toMatch(/^[0-9a-f]{8}$/);
		expect(secretFingerprint(' key\n', 'http://tunnel.example/webhook/1/webhook')).toBe(
			secretFingerprint('key', url),
		);
	});

	it('differs for another secret and for another path', () => {
		expect(secretFingerprint('key2', url)).not.toBe(secretFingerprint('key', url));
		expect(secretFingerprint('key', `${url}2`)).not.toBe(secretFingerprint('key', url));
	});
});

describe('idempotencyKey', () => {
	const webhook = { url: 'u', events: ['a'], secretFingerprint: '', account: 'x' };

	it('is the same for the same webhook after the same one only', () => {
		const key = idempotencyKey(webhook, 'wh_1');
		expect(key).toMatch(/^[0-9a-f]{32}$/);
		expect(idempotencyKey({ ...webhook }, 'wh_1')).toBe(key);
		expect(idempotencyKey({ ...webhook, events: ['b'] }, 'wh_1')).not.toBe(key);
		expect(idempotencyKey(webhook, 'wh_2')).not.toBe(key);
	});
});
