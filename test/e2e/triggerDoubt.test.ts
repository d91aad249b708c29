import { platforms } from '../../platforms';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { addWebhook } from '../../sandbox/webhooks';
import { SIGNING_TEXT } from '../support/senders';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { startReceiving } from './trigger/receiving';
import { sandboxClient } from './trigger/registering';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let sandbox: Sandbox;
let client: ReturnType<typeof sandboxClient>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

beforeEach(async () => {
	sandbox = await startSandbox({ repeats: true });
	client = sandboxClient(sandbox);
	// Five minutes of the platforms pass in a second.
	await client.settings({ retrySpeed: 300 });
});

afterEach(async () => {
	await sandbox.close();
});

/** What the deliveries so far were answered with, the oldest first. */
const answers = () =>
	[...sandbox.state.deliveries.values()].map(({ attempts }) =>
		attempts.map(({ status }) => status),
	);

/** A workflow whose secret is mistyped, and a webhook of the platform that has the right one. */
async function startMistyped(id: string) {
	const { url, workflow, received, runs } = await startReceiving(n8n, {
		platform: id,
		credentials: { hospitalityWebhookSecretApi: { secret: 'mistyped' } },
	});
	const platform = platforms.find((one) => one.id === id);
	if (!platform) throw new Error(`No platform ${id}`);
	const webhook = addWebhook(sandbox.state, platform, { url, events: ['*'], secret: SIGNING_TEXT });
	webhook.status = 'active';
	const credential = workflow.nodes[0].credentials?.hospitalityWebhookSecretApi;
	return {
		received,
		runs,
		happen: async (nth = 0) => await client.emit(platform.events[nth].name, id),
		correct: async () =>
			await n8n.session.call('PATCH', `/rest/credentials/${credential?.id}`, {
				name: credential?.name,
				type: 'hospitalityWebhookSecretApi',
				data: { secret: SIGNING_TEXT },
			}),
	};
}

it.each(['olympusCloud', 'roostSync'])(
	'%s loses nothing while its secret is wrong for ten minutes',
	async (id) => {
		const { happen, correct, received, runs } = await startMistyped(id);
		// Not the same event five times: those of one second may be equal in all that is signed.
		for (let nth = 0; nth < 5; nth++) expect(await happen(nth)).toEqual([503]);
		// Repeated after one minute and after five more.
		await client.until(async () => answers().every((statuses) => statuses.length === 3));
		expect(answers()).toEqual(Array(5).fill([503, 503, 503]));
		expect(await runs()).toBe(0);
		await correct();
		await client.until(async () => answers().every((statuses) => statuses.at(-1) === 200));
		expect(answers()).toEqual(Array(5).fill([503, 503, 503, 200]));
		expect(await received(5)).toHaveLength(5);
		expect(await runs()).toBe(5);
		expect(n8n.log()).toContain('so the platform was asked to try again');
	},
);

it('goTab, of which nothing is known, is refused as ever', async () => {
	const { happen } = await startMistyped('goTab');
	expect(await happen()).toEqual([401]);
});
