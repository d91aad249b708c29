import { startFreshN8n } from './harness/n8n';
import { startNpmRegistry } from './harness/npmRegistry';
import { otherVersions } from './harness/otherVersions';
import { DUPLICATE, RECEIVED, startFlow } from './trigger/flow';
import { newId } from '../support/senders';

jest.setTimeout(300_000);

const PACKAGE = 'n8n-nodes-hospitality-webhooks';
const INSTALLER = '/rest/community-packages';

let registry: Awaited<ReturnType<typeof startNpmRegistry>>;
let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
let versions: Awaited<ReturnType<typeof otherVersions>>;
beforeAll(async () => {
	[registry, versions] = await Promise.all([startNpmRegistry(), otherVersions(['7.0.1', '7.1.0'])]);
	n8n = await startFreshN8n({ packages: [], env: registry.env });
});
afterAll(async () => {
	await n8n.stop();
	await registry.close();
	versions.remove();
});

const order = () => ({ id: newId(), type: 'order.created', data: { id: 'order_1' } });
const publish = ({ tarball, manifest }: (typeof versions.made)[number]) =>
	registry.publish(tarball, manifest);

describe("n8n's installer for community nodes", () => {
	it('installs the package, and an update keeps active workflows running', async () => {
		const [before, after] = versions.made;
		publish(before);
		expect(await n8n.session.call('POST', INSTALLER, { name: PACKAGE })).toMatchObject({
			packageName: PACKAGE,
			installedVersion: '7.0.1',
			installedNodes: expect.arrayContaining([
				expect.objectContaining({ name: 'Hospitality Trigger' }),
				expect.objectContaining({ name: 'Hospitality Sender' }),
				expect.objectContaining({ name: 'Hospitality' }),
			]),
		});
		const flow = await startFlow(n8n, { platform: 'olympusCloud' });
		const seen = order();
		expect(await flow.send(seen)).toEqual(RECEIVED);
		expect(await flow.received(1)).toMatchObject([{ eventId: seen.id, madeBy: '7.0.1' }]);

		publish(after);
		const update = { name: PACKAGE };
		expect(await n8n.session.call('PATCH', INSTALLER, update)).toMatchObject({
			installedVersion: '7.1.0',
		});
		// The workflow was neither published nor opened again.
		expect(await flow.send(seen)).toEqual(DUPLICATE);
		const next = order();
		expect(await flow.send(next)).toEqual(RECEIVED);
		const received = await flow.received(2);
		expect(received.find(({ eventId }) => eventId === next.id)).toMatchObject({ madeBy: '7.1.0' });

		await n8n.restart();
		expect(await flow.send(next)).toEqual(DUPLICATE);
		expect(await flow.send(order())).toEqual(RECEIVED);
		expect(await flow.received(3)).toHaveLength(3);
		expect(registry.downloads).toEqual([`${PACKAGE}-7.0.1.tgz`, `${PACKAGE}-7.1.0.tgz`]);
	});
});
