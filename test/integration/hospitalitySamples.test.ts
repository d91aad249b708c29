import { platforms } from '../../platforms';
import { runHospitality } from './hospitality/runHospitality';

const createSample = async (platform: string, event: string) =>
	await runHospitality({
		parameters: { resource: 'event', operation: 'createSample', platform, event },
	});

describe('Create Sample', () => {
	it('makes the documented order of Olympus Cloud, as the Trigger would give it out', async () => {
		const { json } = await createSample('olympusCloud', 'order.created');
		expect(json[0]).toEqual([
			{
				platform: 'olympusCloud',
				event: 'order.created',
				common: expect.objectContaining({
					amount: { value: 32.53, currency: null, unit: 'major' },
					reference: '1042',
				}),
				resourceType: 'order',
				action: 'created',
				eventId: 'evt_abc123',
				occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				account: { tenantId: 'tenant_xyz', locationId: 'loc_789' },
				resourceId: 'order_456',
				summary: 'New order #1042: 2 x Classic Burger, total 32.53',
				data: expect.objectContaining({ id: 'order_456', total: 32.53 }),
				payload: expect.objectContaining({ id: 'evt_abc123', type: 'order.created' }),
				verification: {
					verified: false,
					scheme: 'none',
					matchedSecret: null,
					signedAt: null,
					checks: [],
					headers: { 'content-type': 'application/json' },
				},
				sample: true,
			},
		]);
	});

	it.each(platforms.flatMap(({ id, events }) => events.map(({ name }) => [id, name])))(
		'makes %s %s',
		async (id, name) => {
			const { json, error } = await createSample(id, name);
			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject([{ platform: id, event: name, sample: true }]);
			expect(json[0][0].summary).not.toBe('');
		},
	);

	it('has no event that the catalogue does not have', async () => {
		const { error } = await createSample('resmio', 'spa.booked');
		expect(error?.message).toBe('The catalogue of resmio has no event "spa.booked"');
	});
});
