import { idempotencyHeader, markOf, wantedEvents } from '../../../lib/registration/desired';
import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';

describe('wantedEvents', () => {
	it.each([
		[
			['order.ready', 'order.created', 'order.ready'],
			['order.created', 'order.ready'],
		],
		[['spa.booked'], ['spa.booked']],
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

describe('markOf', () => {
	const url = 'https://n8n.example/webhook/1/webhook';
	it('is eight hex digits that stay the same for the same secret and path', () => {
		expect(markOf('key', url)).toMatch(/^[0-9a-f]{8}$/);
		expect(markOf(' key\n', 'http://tunnel.example/webhook/1/webhook')).toBe(markOf('key', url));
	});

	it('differs for another secret and for another path', () => {
		expect(markOf('key2', url)).not.toBe(markOf('key', url));
		expect(markOf('key', `${url}2`)).not.toBe(markOf('key', url));
	});
});

describe('idempotencyHeader', () => {
	it('is the same for the same request after the same one only', () => {
		const header = idempotencyHeader({ url: 'u', events: ['a'] }, 'wh_1');
		expect(header).toEqual({ 'X-Idempotency-Key': expect.stringMatching(/^[0-9a-f]{32}$/) });
		expect(idempotencyHeader({ url: 'u', events: ['a'] }, 'wh_1')).toEqual(header);
		expect(idempotencyHeader({ url: 'u', events: ['b'] }, 'wh_1')).not.toEqual(header);
		expect(idempotencyHeader({ url: 'u', events: ['a'] }, 'wh_2')).not.toEqual(header);
	});
});
