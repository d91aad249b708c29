import { signed } from '../support/senders';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { type Receiving, startReceiving, TRIGGER } from './trigger/receiving';
import { automatic, sandboxClient } from './trigger/registering';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let sandbox: Sandbox;
let platform: ReturnType<typeof sandboxClient>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

beforeEach(async () => {
	sandbox = await startSandbox();
	platform = sandboxClient(sandbox);
});

afterEach(async () => {
	await sandbox.close();
});

describe("the editor's test listener", () => {
	const options = { sendTestEvent: false };
	let receiving: Receiving;
	const urls = async () => (await platform.webhooks()).map(({ url }) => url).sort();
	beforeEach(async () => {
		receiving = await startReceiving(n8n, automatic(sandbox, { parameters: { options } }));
	});

	it('has a webhook of its own, which goes with the event that it waited for', async () => {
		const test = await n8n.listenForTest(receiving.workflow, TRIGGER);
		expect(test.url).toContain('/webhook-test/');
		expect(await urls()).toEqual([receiving.url, test.url].sort());
		expect(await platform.emit('order.created')).toEqual([200, 200]);
		await platform.until(async () => (await urls()).length === 1);
		expect(await urls()).toEqual([receiving.url]);
	});

	it('has a webhook of its own, which goes when the user stops listening', async () => {
		const test = await n8n.listenForTest(receiving.workflow, TRIGGER);
		expect(await urls()).toHaveLength(2);
		await test.stop();
		await platform.until(async () => (await urls()).length === 1);
		expect(await platform.emit('order.created')).toEqual([200]);
		expect(await receiving.received(1)).toMatchObject([{ event: 'order.created' }]);
	});

	it('starts without an active workflow and leaves nothing behind', async () => {
		await n8n.deactivate(receiving.workflow);
		expect(await urls()).toEqual([]);
		const test = await n8n.listenForTest(receiving.workflow, TRIGGER);
		expect(await urls()).toEqual([test.url]);
		await test.stop();
		await platform.until(async () => (await urls()).length === 0);
	});
});

describe('a test event while the editor listens', () => {
	it('is asked of the platform, verified, and ends the listening', async () => {
		const parameters = { events: ['payment.processed'] };
		const receiving = await startReceiving(n8n, automatic(sandbox, { parameters }));
		await n8n.deactivate(receiving.workflow);
		await n8n.listenForTest(receiving.workflow, TRIGGER);
		expect(await receiving.received(1)).toMatchObject([
			{ event: 'payment.processed', verification: { verified: true } },
		]);
		await platform.until(async () => (await platform.webhooks()).length === 0);
	});

	it('that the platform will not send leaves the listener waiting for a real one', async () => {
		await platform.fault({
			method: 'POST',
			path: '/olympusCloud/v1/webhooks/*',
			status: 403,
			times: 9,
		});
		const receiving = await startReceiving(n8n, automatic(sandbox));
		await n8n.deactivate(receiving.workflow);
		await n8n.listenForTest(receiving.workflow, TRIGGER);
		await platform.until(async () =>
			sandbox.state.requests.some(({ path, status }) => path.endsWith('/test') && status === 403),
		);
		expect(await platform.emit('order.created')).toEqual([200]);
		expect(await receiving.received(1)).toMatchObject([{ event: 'order.created' }]);
	});
});

describe('while the editor listens, what would start nothing shows at once', () => {
	const roostSync = { platform: 'roostSync', parameters: { events: ['booking.created'] } };
	const listen = async () => {
		const { workflow, received } = await startReceiving(n8n, roostSync);
		await n8n.deactivate(workflow);
		const { url } = await n8n.listenForTest(workflow, TRIGGER);
		const deliver = async (event: string, secret?: string) => {
			const body = JSON.stringify({ event, data: {} });
			return await post(url, { headers: await signed('roostSync', body, { secret }), body });
		};
		return { deliver, received };
	};

	it('a refused delivery, with the reason and what to do', async () => {
		const { deliver, received } = await listen();
		expect((await deliver('booking.created', 'wrong')).status).toBe(503);
		expect(await received(1)).toMatchObject([
			{
				refused: true,
				reason: 'signature_mismatch',
				explanation: expect.stringMatching(
					/^The signature does not belong to this body and secret\. No delivery has been verified/,
				),
			},
		]);
	});

	it('an event that is not selected', async () => {
		const { deliver, received } = await listen();
		expect((await deliver('booking.cancelled')).status).toBe(200);
		expect(await received(1)).toMatchObject([
			{ ignored: true, reason: 'event_not_selected', event: 'booking.cancelled' },
		]);
	});
});
