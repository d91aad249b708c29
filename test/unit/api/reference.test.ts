import { readReference } from '../../../lib/api/reference';

const event = {
	platform: 'acme',
	resourceType: 'order',
	action: 'created',
	resourceId: 'o_1',
	account: { locationId: 'l_1' },
	data: { id: 'o_1' },
};

describe('readReference', () => {
	it('reads an item of the Trigger', () => {
		expect(readReference({ ...event, summary: 'New order' })).toEqual(event);
	});

	it('takes ids that went through a sheet and became numbers', () => {
		const item = { ...event, resourceId: 51918313, account: { facilityId: 12, locationId: '' } };
		expect(readReference(item)).toMatchObject({
			resourceId: '51918313',
			account: { facilityId: '12' },
		});
	});

	it.each([null, 'text', [], {}, { platform: 'acme' }, { ...event, resourceType: 7 }])(
		'refuses %j',
		(item) => {
			expect(readReference(item)).toBeNull();
		},
	);

	it('does without what is missing', () => {
		expect(readReference({ platform: 'acme', resourceType: 'order' })).toEqual({
			platform: 'acme',
			resourceType: 'order',
			action: '',
			resourceId: null,
			account: {},
			data: null,
		});
	});
});
