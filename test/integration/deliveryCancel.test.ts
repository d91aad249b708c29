import { deliver, type DeliverySettings } from '../../lib/send/deliver';
import { parseEndpoint } from '../../lib/send/endpoint';
import { plainFormat, prepareMessage } from '../../lib/send/message';
import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { wait } from '../../lib/n8n/wait';
import { startChaos, type Chaos } from '../support/chaos/start';
import { executeHelpers } from './engine/executeHelpers';

const transport = deliveryTransport(executeHelpers());
let chaos: Chaos;

beforeAll(async () => {
	chaos = await startChaos();
});

afterAll(async () => await chaos.close());

/** Longer than a test may take, so that only a wait that stops lets it end. */
const settings: DeliverySettings = {
	plan: { kind: 'list', delaysSeconds: [3600] },
	retryMode: 'inPlace',
	maxWaitSeconds: 7200,
	timeoutSeconds: 3600,
};

async function send(path: string, onAnswer: (controller: AbortController) => void) {
	const controller = new AbortController();
	const message = prepareMessage({
		format: plainFormat('plain'),
		endpoint: parseEndpoint(chaos.url + path),
		event: {
			name: 'example',
			id: 'evt_1',
			occurredAt: new Date().toISOString(),
			data: { id: `cancelled${path}` },
			account: {},
		},
		proof: null,
	});
	return await deliver({ id: 'del_1', message }, settings, {
		transport: async (request) => {
			const exchange = transport(request);
			onAnswer(controller);
			return await exchange;
		},
		now: Date.now,
		random: Math.random,
		wait: async (ms, signal) => {
			const waiting = wait(ms, signal);
			controller.abort();
			await waiting;
		},
		signal: controller.signal,
	});
}

describe('cancelling the execution', () => {
	it('ends the wait for the next attempt at once', async () => {
		const delivery = await send('/status/500', () => undefined);
		expect(delivery).toMatchObject({ status: 'failed', reason: 'cancelled' });
		expect(delivery.attempts).toMatchObject([{ statusCode: 500 }]);
	});

	it.each(['/slow-header', '/slow-body'])('ends the request to %s at once', async (path) => {
		const delivery = await send(path, (controller) => controller.abort());
		expect(delivery).toMatchObject({
			status: 'failed',
			reason: 'cancelled',
			attempts: [{ failure: { message: 'The execution was cancelled before the answer came' } }],
		});
	});
});
