// @ts-check
const { createHmac, randomUUID } = require('crypto');

const SECRET = 'a secret of usual length, 32 byte';
/** What n8n's own Header Auth asks for. */
const HEADER_AUTH = { name: 'x-api-key', value: 'a key of usual length' };

/** Distinct signed events of about 1 kB, made before the clock runs. @param {number} count */
function messages(count) {
	const timestamp = Math.floor(Date.now() / 1000);
	return Array.from({ length: count }, () => {
		const body = Buffer.from(JSON.stringify(event()));
		const digest = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex');
		return {
			body,
			headers: {
				'content-type': 'application/json',
				'x-olympus-signature': `t=${timestamp},v1=${digest}`,
				[HEADER_AUTH.name]: HEADER_AUTH.value,
			},
		};
	});
}

function event() {
	const items = Array.from({ length: 8 }, (_, index) => ({
		id: `item_${index}`,
		name: 'Käsespätzle with fried onions',
		quantity: 2,
		unit_price: 14.5,
		notes: null,
	}));
	return {
		id: `evt_${randomUUID()}`,
		type: 'order.created',
		api_version: '2024-01-18',
		created_at: new Date().toISOString(),
		tenant_id: 'ten_1',
		location_id: 'loc_1',
		data: { id: 'ord_1042', order_number: '1042', status: 'open', total: 232, items },
	};
}

module.exports = { event, HEADER_AUTH, messages, SECRET };
