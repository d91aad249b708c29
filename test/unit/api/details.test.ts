import type { ApiDeclaration } from '../../../lib/api/declaration';
import { fetchDetails, readReference } from '../../../lib/api/details';

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

describe('fetchDetails', () => {
	const lookup = {
		protocol: 'rest' as const,
		path: '/tabs/{id}',
		recordAt: [],
		evidence: 'documented' as const,
	};
	const api: ApiDeclaration = {
		credential: 'acmeApi',
		rateLimits: [],
		errors: { message: [], requestId: [] },
		records: [
			{
				type: 'tab',
				name: 'Tab',
				eventsAbout: [{ resourceType: 'item', idAt: ['data.tabId'] }],
				lookups: [lookup],
				essentials: [],
				label: { name: ['id'], value: 'id' },
			},
		],
	};
	const gone = async () => ({ kind: 'answer' as const, status: 404, headers: {}, body: {} });
	const removed = { ...event, action: 'removed', data: { tabId: 't_1' } };

	it('says that what was deleted is gone', async () => {
		const reference = { ...removed, resourceType: 'tab', resourceId: 't_1' };
		expect(await fetchDetails(api, reference, gone)).toEqual({ kind: 'deleted' });
	});

	it('misses the tab that an item was removed from, since the tab was not', async () => {
		const reference = { ...removed, resourceType: 'item' };
		expect(await fetchDetails(api, reference, gone)).toMatchObject({ kind: 'missing', id: 't_1' });
	});
});
