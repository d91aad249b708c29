import { sleep } from 'n8n-workflow';

import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { prepareWorkflow, startReceiving, type Setup } from './trigger/receiving';
import { LOGIN, newId, SIGNING_TEXT, signed, WHSEC } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

/** So long the node uses a credential that it has read. */
const KEPT_MS = 1000;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const order = () => JSON.stringify({ id: newId(), type: 'order.created', data: {} });
const secret = (data: Record<string, unknown>) => ({ hospitalityWebhookSecretApi: data });
const login = (data: Record<string, unknown>) => ({ hospitalityBasicAuthApi: data });

/** What activating says, and what the URL then answers to a genuine delivery. */
async function tryToActivate(setup: Setup) {
	const workflow = await prepareWorkflow(n8n, setup);
	const said = await n8n.activate(workflow).then(
		() => 'active',
		(error: Error) => error.message,
	);
	const body = order();
	const url = (await n8n.webhookUrl(workflow)) ?? '';
	const headers = { ...JSON_TYPE, ...(await signed(setup.platform, body)) };
	const { status } = await post(url, { headers, body });
	return { said, status, runs: (await n8n.executions(workflow)).length };
}

describe('a workflow is not activated', () => {
	const cases: Array<[string, Setup, string]> = [
		[
			'with an empty secret',
			{ platform: 'olympusCloud', credentials: secret({ secret: '' }) },
			'The signing secret in the credential is empty',
		],
		[
			'with a secret of white space',
			{ platform: 'roostSync', credentials: secret({ secret: ' \t\n ' }) },
			'The signing secret in the credential is empty',
		],
		[
			'with a previous secret alone',
			{ platform: 'goTab', credentials: secret({ secret: '', previousSecret: SIGNING_TEXT }) },
			'The signing secret in the credential is empty',
		],
		[
			'with the secret of another platform',
			{
				platform: 'olympusCloud',
				credentials: secret({ platform: 'goTab', secret: SIGNING_TEXT }),
			},
			'is set to the platform goTab, not to Olympus Cloud',
		],
		[
			'with the login of another platform',
			{ platform: 'resmio', credentials: login({ platform: 'custom', ...LOGIN }) },
			'is set to the platform custom, not to resmio',
		],
		[
			'with a secret that is not in the form its platform has',
			{ platform: 'standardWebhooks', credentials: secret({ secret: 'whsec_not base64!' }) },
			'The signing secret is not valid here',
		],
		[
			'with an empty user name',
			{ platform: 'resmio', credentials: login({ username: ' ', password: 'p' }) },
			'The user name in the Basic Auth credential is empty',
		],
		[
			'with an empty password',
			{ platform: 'resmio', credentials: login({ username: 'n8n', password: ' ' }) },
			'The password in the Basic Auth credential is empty',
		],
		[
			'with a colon in the user name',
			{ platform: 'resmio', credentials: login({ username: 'n8n:x', password: 'p' }) },
			'contains a colon, which Basic Auth cannot carry',
		],
		[
			'without a credential',
			{ platform: 'goTab', credentials: {} },
			'Missing required credential: Signing Secret',
		],
		[
			'without any event',
			{ platform: 'goTab', parameters: { events: [] } },
			'No event is selected',
		],
	];
	let outcomes: Array<Awaited<ReturnType<typeof tryToActivate>>>;

	// n8n tries a refused activation five times, so they are refused side by side.
	beforeAll(async () => {
		outcomes = await Promise.all(cases.map(async ([, setup]) => await tryToActivate(setup)));
	});

	it.each(cases.map(([name, , message], index) => ({ name, message, index })))(
		'$name, and n8n says: $message',
		({ message, index }) => {
			const { said, status, runs } = outcomes[index];
			expect(said).toContain(message);
			expect([status, runs]).toEqual([404, 0]);
		},
	);
});

it('answers 503 and runs nothing once the credential has been emptied', async () => {
	const { url, workflow, received, runs } = await startReceiving(n8n, { platform: 'goTab' });
	const send = async () => {
		const body = JSON.stringify({ type: 'ORDER_PLACED', targetUuid: newId(), data: {} });
		const answer = await post(url, { headers: await signed('goTab', body), body });
		return [answer.status, answer.body];
	};
	expect(await send()).toEqual([200, { received: true }]);
	await received(1);
	const credential = workflow.nodes[0].credentials?.hospitalityWebhookSecretApi;
	await n8n.session.call('PATCH', `/rest/credentials/${credential?.id}`, {
		name: credential?.name,
		type: 'hospitalityWebhookSecretApi',
		data: { secret: ' ' },
	});
	await sleep(KEPT_MS);
	const [status] = await send();
	expect(status).toBe(503);
	expect(await runs()).toBe(1);
});

it('answers 503 when the credential is gone, without a line in the log for every call', async () => {
	const { url, workflow } = await startReceiving(n8n, { platform: 'goTab' });
	const credential = workflow.nodes[0].credentials?.hospitalityWebhookSecretApi;
	await n8n.session.call('DELETE', `/rest/credentials/${credential?.id}`);
	const before = n8n.log().length;
	for (let call = 0; call < 5; call++) {
		expect(await post(url, { headers: JSON_TYPE, body: '{}' })).toMatchObject({
			status: 503,
			body: { error: 'secret_missing' },
		});
	}
	const lines = n8n.log().slice(before).split('The credential with the signing secret').length - 1;
	expect(lines).toBe(1);
});

it('says that the previous secret matched while a secret is being replaced', async () => {
	const { url, received } = await startReceiving(n8n, {
		platform: 'olympusCloud',
		credentials: secret({ secret: ` ${SIGNING_TEXT}\n`, previousSecret: ' the-old-key ' }),
	});
	const send = async (key: string) => {
		const body = order();
		const headers = { ...JSON_TYPE, ...(await signed('olympusCloud', body, { secret: key })) };
		return (await post(url, { headers, body })).status;
	};
	expect(await send('the-old-key')).toBe(200);
	expect(await received(1)).toMatchObject([{ verification: { matchedSecret: 'previous' } }]);
	expect(await send(SIGNING_TEXT)).toBe(200);
	expect((await received(2))[1]).toMatchObject({ verification: { matchedSecret: 'current' } });
	expect(await send('the-oldest-key')).toBe(401);
});

describe('the option Skip Signature Check', () => {
	const unsigned = async (url: string) => {
		const answer = await post(url, { headers: JSON_TYPE, body: order() });
		return [answer.status, answer.body];
	};

	it('lets an unsigned delivery in where it is on, marked as not verified', async () => {
		const parameters = { options: { skipVerification: true } };
		const { url, received } = await startReceiving(n8n, {
			platform: 'olympusCloud',
			parameters,
		});
		expect(await unsigned(url)).toEqual([200, { received: true }]);
		expect(await received(1)).toMatchObject([
			{ verification: { scheme: 'none', verified: false, matchedSecret: null, signedAt: null } },
		]);
	});

	it.each([false, 'true', 'false', 1, undefined])('lets none in where it is %p', async (skip) => {
		const parameters = { options: { skipVerification: skip } };
		const { url, runs } = await startReceiving(n8n, { platform: 'olympusCloud', parameters });
		expect(await unsigned(url)).toEqual([401, { error: 'signature_missing' }]);
		expect(await runs()).toBe(0);
	});
});

describe("the credential's test in the editor", () => {
	it.each([
		['hospitalityWebhookSecretApi', { secret: WHSEC }, 'OK'],
		['hospitalityWebhookSecretApi', { secret: '  ' }, 'Error'],
		['hospitalityBasicAuthApi', LOGIN, 'OK'],
		['hospitalityBasicAuthApi', { username: 'a:b', password: 'c' }, 'Error'],
	])('of %s with %j says %s', async (type, data, status) => {
		const { id, name } = await n8n.createCredential(type, data);
		const credentials = { id, name, type, data };
		const answer = await n8n.session.call('POST', '/rest/credentials/test', { credentials });
		expect(answer.status).toBe(status);
	});
});
