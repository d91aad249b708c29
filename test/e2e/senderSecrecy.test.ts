import { type Chaos, startChaos } from '../support/chaos/start';
import { connectToSharedN8n, outputOf, type SharedN8n } from './harness/n8n';
import { type ItemJson, SENDER, startSending } from './sender/sending';

jest.setTimeout(240_000);

/** Secrets that stand nowhere else, so that finding one means that it got out. */
const HIDDEN = {
	signing: 'xs-signing-secret-3c1d90',
	login: 'xs-url-password-77ab',
	query: 'xs-query-token-0d3e',
	header: 'xs-header-value-5512',
};

let n8n: SharedN8n;
let chaos: Chaos;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

const credentials = { hospitalityWebhookSecretApi: { secret: HIDDEN.signing } };

describe('no secret stands', () => {
	it('in the log of n8n, the execution or the workflow, even when the endpoint echoes all', async () => {
		const { host } = new URL(chaos.url);
		const sending = await startSending(n8n, {
			parameters: {
				operation: 'send',
				platform: 'olympusCloud',
				event: 'order.created',
				data: '={{ $json }}',
				// Put together where they are used, so that they stand in no item.
				url: `=http://user:{{ '${reversed(HIDDEN.login)}'.split('').reverse().join('') }}@${host}{{ $json.path }}?token={{ '${reversed(HIDDEN.query)}'.split('').reverse().join('') }}`,
				retrySchedule: 'custom',
				retryDelays: '0.1',
				options: {
					headers: {
						header: [
							{
								name: 'X-Api-Key',
								value: `={{ '${reversed(HIDDEN.header)}'.split('').reverse().join('') }}`,
							},
						],
					},
				},
			},
			credentials,
		});
		await sending.call([{ path: '/echo' }, { path: '/status/500' }]);
		const [execution] = await sending.ended(1);
		const [delivered] = outputOf(execution, SENDER, 0) as ItemJson[];
		const [arrival] = chaos.ledger.of(delivered.delivery.eventId);
		expect(arrival.headers['x-api-key']).toBe(HIDDEN.header);
		expect(arrival.path).toContain(HIDDEN.query);
		expect(delivered.delivery.attempts[0].response).toContain('user-agent');

		const signature = String(arrival.headers['x-olympus-signature']).split('v1=')[1];
		const basic = String(arrival.headers.authorization).split(' ')[1];
		const { staticData } = await n8n.readWorkflow(sending.workflow);
		const places = {
			log: n8n.log(),
			execution: JSON.stringify(execution),
			staticData: String(JSON.stringify(staticData)),
		};
		// The Sender keeps nothing in the workflow.
		expect([null, undefined, {}]).toContainEqual(staticData);
		for (const [place, text] of Object.entries(places)) {
			for (const hidden of [...Object.values(HIDDEN), signature, basic]) {
				expect([place, text.includes(hidden)]).toEqual([place, false]);
			}
		}
	});
});

const reversed = (text: string) => [...text].reverse().join('');
