import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { startChaos } from '../support/chaos/start';
import { executeHelpers } from './engine/executeHelpers';

// n8n's own default list of blocked ranges has the loopback addresses in it.
const helpers = executeHelpers({ N8N_SSRF_PROTECTION_ENABLED: 'true' });

describe('deliveryTransport under the network policy of n8n', () => {
	it.each(['127.0.0.1', 'localhost', '10.0.0.1', '[::1]'])(
		'does not send to %s and calls it blocked',
		async (host) => {
			const chaos = await startChaos();
			const url = `http://${host}:${new URL(chaos.url).port}/ok`;
			const exchange = await deliveryTransport(helpers)({
				url,
				headers: { 'Content-Type': 'application/json' },
				body: Buffer.from('{"id":"evt_1"}'),
				timeoutMs: 5000,
			});
			expect(exchange).toEqual({
				statusCode: null,
				text: '',
				failure: {
					class: 'blocked',
					message: 'The network policy of this n8n does not allow the address of the endpoint',
				},
			});
			expect(chaos.ledger.eventIds()).toEqual([]);
			await chaos.close();
		},
	);
});
