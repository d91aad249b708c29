import { type Sandbox, startSandbox } from '../../sandbox/start';
import { TriggerHost } from './trigger/host';

/* A platform whose deliveries bring a user name and a password that we make up. */

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

function newHost(password: string) {
	return new TriggerHost({
		parameters: {
			platform: 'lightspeedK',
			events: ['order.DELIVERED', 'payment.SUCCESS'],
		} as never,
		credentials: {
			lightspeedKOAuth2Api: {
				baseUrl: sandbox.apiUrl('lightspeedK'),
				accessTokenUrl: 'http://127.0.0.1:1/oauth/token',
				oauthTokenData: { access_token: sandbox.apiKey },
				username: 'n8n',
				password,
			},
		},
	});
}
const webhooks = () => [...sandbox.state.webhooks.values()];

it('the endpoint is created with both, and again when the password changes', async () => {
	const host = newHost('first long password');
	await host.activate();
	expect(webhooks()).toMatchObject([{ username: 'n8n', password: 'first long password' }]);
	expect(webhooks()[0].events).toContain('order.DELIVERED');
	const [{ id }] = webhooks();

	host.options.credentials.lightspeedKOAuth2Api.password = 'second long password';
	await host.activate();
	expect(webhooks()).toMatchObject([{ password: 'second long password' }]);
	expect(webhooks()[0].id).not.toBe(id);
	expect(host.staticData).not.toContain('long password');

	await host.deactivate();
	expect(webhooks()).toEqual([]);
});
