/** Of the order that the samples of the webhook events point at; the ones behind it are like it. */
const FIRST_ID = 7_204_518;
const COUNT = 500;

/**
 * An online order, or undefined when there is none with this id.
 *
 * Inferred: neither path nor fields of online orders are documented.
 */
export function onlineOrder(facility: string, id: string) {
	const number = /^\d+$/.test(id) ? Number(id) : 0;
	if (facility !== 'the-fish' || number < FIRST_ID || number >= FIRST_ID + COUNT) return undefined;
	return {
		id: number,
		ref_num: `P${number.toString(36).toUpperCase()}`,
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
		resource_uri: `/v1/facility/${facility}/productorders/${number}`,
	};
}
