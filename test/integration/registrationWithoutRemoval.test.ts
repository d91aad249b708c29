import { type Sandbox, startSandbox } from '../../sandbox/start';
import { TriggerHost } from './trigger/host';

/*
 * A platform that takes no events at the creation of a webhook, tells the secret in its list, and
 * documents no removal.
 */

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const newHost = () =>
	new TriggerHost({
		parameters: { platform: 'mewsPos', events: ['booking.status.updated'] } as never,
		credentials: {
			mewsPosApi: { accessToken: sandbox.apiKey, baseUrl: sandbox.apiUrl('mewsPos') },
		},
	});
const webhooks = () => [...sandbox.state.webhooks.values()];

it('a webhook gets its events after its creation, loses them, and is taken up again', async () => {
	const host = newHost();
	const events = ['booking.status.updated'];
	const url = `https://n8n.example/webhook/${host.webhookId}/webhook`;
	await host.activate();
	expect(webhooks()).toMatchObject([{ url, events }]);
	const [{ id, secret }] = webhooks();

	await host.deactivate();
	expect(webhooks()).toMatchObject([{ id, events: [] }]);
	await host.activate();
	expect(webhooks()).toMatchObject([{ id, events }]);
	expect(host.staticData).not.toContain(secret);
});

it('activating is refused where the URL is longer than it takes', async () => {
	const host = newHost();
	host.publicUrl = `https://${'n8n-of-a-hotel-with-a-long-name.'.repeat(2)}example`;
	await expect(host.activate()).rejects.toThrow('The webhook URL is too long for Mews POS');
});
