import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { type Chaos, startChaos } from '../support/chaos/start';
import { executeHelpers } from './engine/executeHelpers';

// n8n's own default list of blocked ranges has the loopback addresses in it.
const helpers = executeHelpers({ N8N_SSRF_PROTECTION_ENABLED: 'true' });

let chaos: Chaos;
beforeAll(async () => {
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

const spellings = ['127.1', '0x7f000001', '2130706433', '0177.0.0.1', '[::ffff:127.0.0.1]'];

describe('deliveryTransport under the network policy of n8n', () => {
	it.each([
		...['127.0.0.1', '127.255.255.254', 'localhost', '0.0.0.0', '[::1]', ...spellings],
		...['10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.1', '[fd00::1]', '[fe80::1]'],
		...['169.254.169.254', '[::ffff:a9fe:a9fe]', '[fd00:ec2::254]', '198.18.0.1', '192.0.2.1'],
	])('does not send to %s and calls it blocked', async (host) => {
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
	});
});
