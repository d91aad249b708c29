import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { prepareWorkflow, startReceiving } from './trigger/receiving';
import { automatic, sandboxClient } from './trigger/registering';

jest.setTimeout(240_000);

let n8n: SharedN8n;
const sandboxes: Sandbox[] = [];

beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

afterAll(async () => {
	await Promise.all(sandboxes.map(async (sandbox) => await sandbox.close()));
});

async function newPlatform() {
	const sandbox = await startSandbox();
	sandboxes.push(sandbox);
	return { sandbox, platform: sandboxClient(sandbox) };
}

const WEBHOOKS = '/olympusCloud/v1/webhooks';
const said = (message: string) => ({ error: 'CODE', code: 'CODE', message, request_id: 'req_9' });

interface Problem {
	name: string;
	fault?: Record<string, unknown>;
	/** Replaces the base URL of the credential. */
	baseUrl?: string;
	apiKey?: string;
	message: string;
}

const problems: Problem[] = [
	{
		name: 'does not know the key',
		apiKey: 'oc_test_wrong',
		message: 'Olympus Cloud does not accept the credential: The API key is not valid',
	},
	{
		name: 'gives the key too few rights',
		fault: { status: 403, body: said('webhooks:write is needed') },
		message:
			'Olympus Cloud does not let this credential access a new webhook: webhooks:write is needed (request req_9)',
	},
	{
		name: 'has no such API',
		baseUrl: '/nowhere',
		message: 'Olympus Cloud does not offer a new webhook at this address',
	},
	{
		name: 'has one for the URL already',
		fault: { status: 409, body: said('Duplicate URL') },
		message:
			'Olympus Cloud refuses the request for a new webhook, because it conflicts with what is there: Duplicate URL',
	},
	{
		name: 'does not like the request',
		fault: { status: 422, body: said('url: must be public') },
		message: 'Olympus Cloud does not accept the request for a new webhook: url: must be public',
	},
	{
		name: 'has had too many requests for today',
		fault: { status: 429, headers: { 'Retry-After': '3600' } },
		message: 'Olympus Cloud receives too many requests from this account',
	},
	{
		name: 'fails',
		fault: { status: 500, body: '<html>oops</html>' },
		message: 'Olympus Cloud has a problem of its own (status 500)',
	},
	{
		name: 'cuts the connection',
		fault: { lose: 'request' },
		message: 'Olympus Cloud cannot be reached',
	},
	{
		name: 'does not exist',
		baseUrl: 'http://127.0.0.1:9/v1',
		message: 'Olympus Cloud cannot be reached',
	},
];

describe('a workflow is not activated, and says why, when the platform', () => {
	let messages: string[];
	let left: number[];

	// n8n tries a refused activation five times, so they are refused side by side.
	beforeAll(async () => {
		const outcomes = await Promise.all(
			problems.map(async ({ fault, baseUrl, apiKey }) => {
				const { sandbox, platform } = await newPlatform();
				if (fault) await platform.fault({ method: 'POST', path: WEBHOOKS, times: 50, ...fault });
				const setup = automatic({
					apiKey: apiKey ?? sandbox.apiKey,
					apiUrl: (id) => (baseUrl ? new URL(baseUrl, sandbox.url).toString() : sandbox.apiUrl(id)),
				});
				const workflow = await prepareWorkflow(n8n, setup);
				const message = await n8n.activate(workflow).then(
					() => 'active',
					(error: Error) => error.message,
				);
				return { message, left: (await platform.webhooks()).length };
			}),
		);
		messages = outcomes.map(({ message }) => message);
		left = outcomes.map((outcome) => outcome.left);
	});

	it.each(problems.map(({ name, message }, index) => ({ name, message, index })))(
		'$name: $message',
		({ message, index }) => {
			expect(messages[index]).toContain(message);
			expect(messages[index]).not.toContain('oc_test_');
			expect(left[index]).toBe(0);
		},
	);
});

describe('an answer that is lost on the way leaves one webhook', () => {
	it('where the platform lists them: the unknown one is replaced', async () => {
		const { sandbox, platform } = await newPlatform();
		await platform.settings({ undocumentedList: true });
		await platform.fault({ method: 'POST', path: WEBHOOKS, lose: 'answer' });
		const { url, received } = await startReceiving(n8n, automatic(sandbox));
		expect(await platform.webhooks()).toMatchObject([{ url }]);
		expect(await platform.emit('order.created')).toEqual([200]);
		expect(await received(1)).toHaveLength(1);
	});

	it('where the platform refuses a second one on the URL: the user is told', async () => {
		const { sandbox, platform } = await newPlatform();
		await platform.settings({ refuseDuplicates: true });
		await platform.fault({ method: 'POST', path: WEBHOOKS, lose: 'answer' });
		const workflow = await prepareWorkflow(n8n, automatic(sandbox));
		await expect(n8n.activate(workflow)).rejects.toThrow('it conflicts with what is there');
		expect(await platform.webhooks()).toHaveLength(1);
	});
});

it("leaves somebody else's webhooks alone, also when the platform lists them", async () => {
	const { sandbox, platform } = await newPlatform();
	await platform.settings({ undocumentedList: true });
	const others = [
		await platform.create('https://elsewhere.example/a', ['order.created']),
		await platform.create('https://elsewhere.example/b', ['order.created']),
	];
	const { workflow } = await startReceiving(n8n, automatic(sandbox));
	await n8n.deactivate(workflow);
	await n8n.activate(workflow);
	await n8n.deactivate(workflow);
	expect((await platform.webhooks()).map(({ id }) => id)).toEqual(others);
});
