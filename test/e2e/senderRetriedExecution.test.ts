import { poll } from '../../scripts/n8n/poll';
import { type Chaos, startChaos } from '../support/chaos/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { startSending } from './sender/sending';
import { SIGNING_TEXT } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let chaos: Chaos;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

it('an execution that is stopped and retried sends its events again under the same ids', async () => {
	const { workflow, call } = await startSending(n8n, {
		parameters: {
			operation: 'send',
			platform: 'olympusCloud',
			event: 'order.created',
			data: '={{ $json }}',
			url: `=${chaos.url}{{ $json.path }}`,
			retrySchedule: 'custom',
			retryDelays: '5',
		},
		credentials: { hospitalityWebhookSecretApi: { secret: SIGNING_TEXT } },
	});
	// The same data twice is still two events.
	await call([{ path: '/ok' }, { path: '/ok' }, { path: '/statuses/503,200' }]);
	await poll('the first attempts', async () =>
		chaos.ledger.eventIds().length === 3 ? true : undefined,
	);
	const [{ id }] = await n8n.executions(workflow);
	await n8n.session.call('POST', `/rest/executions/${id}/stop`);
	await n8n.waitForExecutions(workflow, 1);
	const ids = chaos.ledger.eventIds();
	expect(ids.map((event) => chaos.ledger.accepted(event))).toEqual([1, 1, 0]);

	await n8n.session.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
	// n8n takes the error of the first execution over into a second one that went well.
	expect(await n8n.waitForExecutions(workflow, 2)).toHaveLength(2);
	expect(chaos.ledger.eventIds()).toEqual(ids);
	expect(ids.map((event) => chaos.ledger.accepted(event))).toEqual([2, 2, 1]);
});
