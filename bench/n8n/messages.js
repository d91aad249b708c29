// @ts-check
const { createHmac, randomUUID } = require('crypto');

const SECRET = 'a secret of usual length, 32 byte';
/** What n8n's own Header Auth asks for. */
const HEADER_AUTH = { name: 'x-api-key', value: 'a key of usual length' };

/** A usual order: about 1 kB. */
const USUAL_ITEMS = 8;

/**
 * Distinct events, made before the clock runs, which every receiver takes for genuine: signed as
 * Olympus Cloud does, and as GitHub does, with the key of the header.
 *
 * @param {number} count
 * @param {{ gitHubSecret?: string, items?: number }} [options] `items` in the order of each
 */
function messages(count, { gitHubSecret = SECRET, items = USUAL_ITEMS } = {}) {
	const timestamp = Math.floor(Date.now() / 1000);
	return Array.from({ length: count }, () => {
		const body = Buffer.from(JSON.stringify(event(items)));
		const digest = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex');
		const gitHubDigest = createHmac('sha256', gitHubSecret).update(body).digest('hex');
		return {
			body,
			headers: {
				'content-type': 'application/json',
				'x-olympus-signature': `t=${timestamp},v1=${digest}`,
				'x-hub-signature-256': `sha256=${gitHubDigest}`,
				[HEADER_AUTH.name]: HEADER_AUTH.value,
			},
		};
	});
}

/** @param {number} [items] */
function event(items = USUAL_ITEMS) {
	return {
		id: `evt_${randomUUID()}`,
		type: 'order.created',
		api_version: '2024-01-18',
		created_at: new Date().toISOString(),
		tenant_id: 'ten_1',
		location_id: 'loc_1',
		data: {
			id: 'ord_1042',
			order_number: '1042',
			status: 'open',
			total: 232,
			items: Array.from({ length: items }, (_, index) => ({
				id: `item_${index}`,
				name: 'Käsespätzle with fried onions',
				quantity: 2,
				unit_price: 14.5,
				notes: null,
			})),
		},
	};
}

/** So many items make an order of about so many bytes. @param {number} bytes */
const itemsIn = (bytes) =>
	Math.max(1, Math.round((bytes / JSON.stringify(event(1000)).length) * 1000));

module.exports = { event, HEADER_AUTH, itemsIn, messages, SECRET };
