import { type Sandbox, startSandbox } from '../../sandbox/start';
import { TriggerHost } from './trigger/host';

/*
 * A platform whose account has one webhook: creating one takes the place of the one before, which may
 * be somebody else's.
 */

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const credential = () => ({
	accessToken: sandbox.apiKey,
	signingSecret: sandbox.apiKey,
	baseUrl: sandbox.apiUrl('hubRise'),
});
const newHost = (events: string[]) =>
	new TriggerHost({
		parameters: { platform: 'hubRise', events } as never,
		credentials: { hubRiseApi: credential() },
	});
const call = async (method: string, body?: object) =>
	await fetch(`${sandbox.apiUrl('hubRise')}/callback`, {
		method,
		headers: { 'X-Access-Token': sandbox.apiKey, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
const callback = async () => await (await call('GET')).json();

it('activating sets it, a change of events replaces it, and deactivating clears it', async () => {
	const host = newHost(['order.create', 'customer.update']);
	const url = `https://n8n.example/webhook/${host.webhookId}/webhook`;
	await host.activate();
	await host.activate();
	expect(await callback()).toEqual({ url, events: { order: ['create'], customer: ['update'] } });

	host.options.parameters.events = ['order.update'];
	await host.activate();
	expect(await callback()).toEqual({ url, events: { order: ['update'] } });

	await host.deactivate();
	expect(await callback()).toEqual({ url: null, events: {} });
});

it('activating is refused where it is set to another address, and leaves it alone', async () => {
	const theirs = { url: 'https://till.example/hook', events: { order: ['create'] } };
	await call('POST', theirs);
	await expect(newHost(['order.create']).activate()).rejects.toThrow(
		'HubRise delivers to one address only with this credential, and it is set to till.example',
	);
	expect(await callback()).toEqual(theirs);
});

it('deactivating leaves it alone where somebody else has taken it over', async () => {
	const host = newHost(['order.create']);
	await host.activate();
	const theirs = { url: 'https://till.example/hook', events: { order: ['create'] } };
	await call('POST', theirs);
	await host.deactivate();
	expect(await callback()).toEqual(theirs);
});

it('is set again where it is gone', async () => {
	const host = newHost(['order.create']);
	await host.activate();
	await call('DELETE');
	await host.activate();
	expect(await callback()).toMatchObject({ events: { order: ['create'] } });
});

it('deactivating removes nothing while nobody says whose it is', async () => {
	const host = newHost(['order.create']);
	await host.activate();
	const fault = { path: '/hubRise/*', method: 'GET', times: 9, delayMs: 0, holdMs: 0 };
	sandbox.state.faults.push({ ...fault, status: 403, body: undefined });
	await expect(host.deactivate()).rejects.toThrow('HubRise');
	sandbox.state.faults.length = 0;
	expect(await callback()).toMatchObject({ events: { order: ['create'] } });
});
