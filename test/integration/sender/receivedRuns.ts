import { type Received, type Receiver, startReceiver } from '../../../sandbox/receiver';
import { runSender, type SenderRun } from './runNode';

export const SECRET = 'topsecret-topsecret-topsecret';
export const hmac = { hospitalityWebhookSecretApi: { secret: SECRET } };

/** Runs the sender, and gives what a receiver got. */
export function receivedRuns() {
	let receiver: Receiver;
	beforeEach(async () => {
		receiver = await startReceiver();
	});
	afterEach(async () => await receiver.close());

	async function send(run: SenderRun): Promise<Received & { json: Record<string, unknown> }> {
		const { error } = await runSender({
			...run,
			parameters: { operation: 'send', url: `${receiver.url}/hook`, ...run.parameters },
		});
		expect(error).toBeUndefined();
		expect(receiver.received).toHaveLength(1);
		const [request] = receiver.received;
		return { ...request, json: JSON.parse(request.body.toString()) as Record<string, unknown> };
	}

	return { receiver: () => receiver, send };
}
