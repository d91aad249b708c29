/** The order that the samples of the webhook events point at. */
const SAMPLE_ID = '7204518';

/**
 * An online order, or undefined when there is none with this id.
 *
 * Inferred: neither path nor fields of online orders are documented.
 */
export function onlineOrder(facility: string, id: string) {
	if (facility !== 'the-fish' || id !== SAMPLE_ID) return undefined;
	return {
		id: Number(SAMPLE_ID),
		ref_num: 'P4AEZQ',
		status: 'confirmed',
		date: '2026-02-14T18:30:00Z',
		name: 'Ada Brandt',
		email: 'ada@example.com',
		phone: '+49 30 5550123',
		items: [
			{ name: 'Fish and Chips', quantity: 2, price: '14.50' },
			{ name: 'Lemonade', quantity: 2, price: '3.90' },
		],
		total: '36.80',
		facility: `/v1/facility/${facility}`,
		resource_uri: `/v1/facility/${facility}/productorders/${SAMPLE_ID}`,
	};
}
