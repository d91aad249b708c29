import { type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import type { Delivery, Webhook } from '../../sandbox/state';

export const NOW = Date.parse('2026-01-18T10:30:00.000Z');

type Fields = Record<string, string | string[]>;

/** A sandbox that is used by its pages alone, as a browser without scripts does. */
export function developerPages() {
	let sandbox: Sandbox;
	let receiver: Receiver;
	let now = NOW;

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: () => now });
		receiver = await startReceiver();
	});

	beforeEach(() => {
		now = NOW;
		sandbox.reset();
		receiver.received.length = 0;
		receiver.answer = { status: 200, body: { received: true } };
	});

	afterAll(async () => {
		await Promise.all([sandbox.close(), receiver.close()]);
	});

	async function open(path: string) {
		const response = await fetch(sandbox.url + path);
		return { status: response.status, html: await response.text() };
	}

	async function submit(path: string, fields: Fields = {}, headers: Record<string, string> = {}) {
		const pairs = Object.entries(fields).flatMap(([name, values]) =>
			[values].flat().map((value) => [name, value]),
		);
		const response = await fetch(sandbox.url + path, {
			method: 'POST',
			body: new URLSearchParams(pairs),
			headers,
			redirect: 'manual',
		});
		const location = response.headers.get('location') ?? '';
		return { status: response.status, location, html: await response.text() };
	}

	return {
		sandbox: () => sandbox,
		receiver: () => receiver,
		open,
		submit,
		/** Lets time pass and makes the attempts that are due. */
		pass: async (seconds: number) => {
			now += seconds * 1000;
			await sandbox.sendDue();
		},
		/** Makes a webhook on the receiver and enables it; gives the address of its page. */
		create: async (platform: string, fields: Fields = {}) => {
			const filled = { url: `${receiver.url}/hook`, events: '*', ...fields };
			const { status, location } = await submit(`/developers/${platform}/new`, filled);
			expect(status).toBe(303);
			await submit(`${location}/status`, { status: 'active' });
			return location;
		},
		webhook: (): Webhook => [...sandbox.state.webhooks.values()][0],
		/** Oldest first. */
		deliveries: (): Delivery[] => [...sandbox.state.deliveries.values()],
	};
}

/** How the deliveries in a page's list are marked, newest first: `accepted`, `dropped`, `refused`. */
export function marksOf(html: string): string[] {
	const list = html.split('<tbody>').at(-1) ?? '';
	return [...list.matchAll(/class="mark (\w+)"/g)].map(([, kind]) => kind);
}
