import { normaliseEvent } from '../../../lib/event/normalise';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';

const NOW = Date.parse('2026-01-18T10:30:05Z');
const read = (payload: Record<string, unknown>) =>
	normaliseEvent(olympusCloud, { headers: {}, payload }, NOW);

describe('normaliseEvent', () => {
	it('gives the whole shape, with null for what is not there', () => {
		expect(read({})).toEqual({
			platform: 'olympusCloud',
			event: 'unknown',
			resourceType: 'unknown',
			action: 'unknown',
			eventId: null,
			occurredAt: null,
			receivedAt: '2026-01-18T10:30:05.000Z',
			account: {},
			resourceId: null,
			summary: 'Olympus Cloud: unknown',
			data: {},
			payload: {},
		});
	});

	it('guesses resource and action of a name outside the catalogue', () => {
		const payload = { type: 'gift_card.redeem', data: { id: 12 } };
		expect(read(payload)).toMatchObject({
			event: 'gift_card.redeem',
			resourceType: 'gift_card',
			action: 'redeem',
			resourceId: '12',
			summary: 'Olympus Cloud: gift_card.redeem (12)',
		});
	});

	it.each([null, [], 'text', 5])('gives the payload as data when data is %j', (data) => {
		const payload = { type: 'order.created', data };
		expect(read(payload)).toMatchObject({ event: 'order.created', data: payload });
	});

	it.each([{}, [], true, null, '', '  '])('calls an event named %j unknown', (type) => {
		expect(read({ type }).event).toBe('unknown');
	});

	it('gives ids as text and leaves amounts as they came', () => {
		const payload = {
			type: 'order.created',
			id: 77,
			tenant_id: 5,
			data: { id: 9, total: '49.90' },
		};
		expect(read(payload)).toMatchObject({
			eventId: '77',
			account: { tenantId: '5' },
			resourceId: '9',
			data: { total: '49.90' },
		});
	});

	it('gives out the payload itself, without adding or dropping anything', () => {
		const payload = { type: 'order.created', extra: { deep: [1, null] }, data: {} };
		expect(read(payload).payload).toBe(payload);
		expect(payload).toEqual({ type: 'order.created', extra: { deep: [1, null] }, data: {} });
	});

	it('uses the spelling of the catalogue where the platform ignores case', () => {
		const payload = { id: 1, facility_id: 'f', action: 'BOOKING_DELETED' };
		expect(normaliseEvent(resmio, { headers: {}, payload }, NOW)).toMatchObject({
			event: 'booking_deleted',
			resourceType: 'booking',
			action: 'deleted',
			payload,
		});
	});
});
