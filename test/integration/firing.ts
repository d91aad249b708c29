import { type Received, type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, startSandbox } from '../../sandbox/start';

export const SECRET = 'a shared secret';
export const WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

interface Fired {
	status: number;
	json: Record<string, unknown> & { sent?: { headers: string[]; payload: unknown } };
}

/** Has a sandbox fire events at a receiver. */
export function firing() {
	let sandbox: Sandbox;
	let receiver: Receiver;

	beforeAll(async () => {
		sandbox = await startSandbox();
		receiver = await startReceiver();
	});

	beforeEach(() => {
		receiver.received.length = 0;
		receiver.answer = { status: 200, body: { received: true } };
	});

	afterAll(async () => {
		await Promise.all([sandbox.close(), receiver.close()]);
	});

	return {
		receiver: () => receiver,
		fire: async (body: Record<string, unknown>): Promise<Fired> => {
			const response = await fetch(`${sandbox.url}/fire`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ url: `${receiver.url}/in`, ...body }),
			});
			return { status: response.status, json: (await response.json()) as Fired['json'] };
		},
		/** The one request that was received. */
		only: (): Received => {
			expect(receiver.received).toHaveLength(1);
			return receiver.received[0];
		},
	};
}

export function header(received: Received, name: string): string {
	return String(received.headers[name]);
}

export function credentialOf(id: string): Record<string, string> {
	if (id === 'resmio') return { username: 'manager', password: 'pass:wörd' };
	return { secret: id === 'standardWebhooks' ? WHSEC : SECRET };
}
