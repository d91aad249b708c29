import { resmio } from '../../../platforms/resmio';

describe('envelope', () => {
	const event = { name: 'booking_updated', id: '1', occurredAt: '', account: {} };

	it('keeps an id that is no number', () => {
		expect(resmio.envelope({ ...event, data: {}, resourceId: '007' })).toMatchObject({ id: '007' });
	});

	it('takes the id and the facility from the data where nothing else names them', () => {
		expect(resmio.envelope({ ...event, data: { id: 5, facility_id: 'the-fish' } })).toEqual({
			id: 5,
			facility_id: 'the-fish',
			action: 'BOOKING_UPDATED',
		});
	});
});
