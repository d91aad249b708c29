import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { type Chaos, startChaos } from '../support/chaos/start';
import { readText } from '../unit/sourceFiles';
import { executeHelpers } from './engine/executeHelpers';

/** What the documentation recommends, as it stands there. */
const [, documented] =
	/^N8N_SSRF_BLOCKED_IP_RANGES=(\S+)$/m.exec(readText('docs/security.md')) ?? [];

const helpers = executeHelpers({
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	N8N_SSRF_BLOCKED_IP_RANGES: documented,
	// The endpoint of these tests, as an operator allows a server of his own.
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
});

let chaos: Chaos;
beforeAll(async () => {
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

const send = async (host: string, path = '/ok') =>
	await deliveryTransport(helpers)({
		url: `http://${host}:${new URL(chaos.url).port}${path}`,
		headers: { 'Content-Type': 'application/json' },
		body: Buffer.from('{"id":"evt_1"}'),
		timeoutMs: 5000,
	});

describe('deliveryTransport with the ranges that docs/security.md recommends', () => {
	it.each([
		...['[::]', '100.64.0.1', '100.127.255.254', '192.88.99.1', '224.0.0.1', '239.255.255.255'],
		...['240.0.0.1', '255.255.255.255', '[ff02::1]', '[100::1]', '[2001:db8::1]', '[3fff::1]'],
		// IPv4 addresses that are wrapped in IPv6 ones.
		...['[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[5f00::1]'],
		...['127.0.0.2', '10.0.0.1', '169.254.169.254', '[::1]'],
	])('does not send to %s', async (host) => {
		expect((await send(host)).failure?.class).toBe('blocked');
	});

	it('sends to an address that an exception allows', async () => {
		expect(await send('127.0.0.1')).toMatchObject({ statusCode: 200, failure: null });
	});

	it('gives back a redirect and follows it nowhere', async () => {
		chaos.ledger.clear();
		const exchange = await send('127.0.0.1', '/redirect-loop');
		expect(exchange).toMatchObject({ statusCode: 307, failure: null });
		expect(chaos.ledger.of('evt_1')).toHaveLength(1);
	});
});
