import { startStandIns } from '../../sandbox/standIns/start';
import { startSandbox } from '../../sandbox/start';
import { received } from '../support/received';
import { outputOf, startFreshN8n } from './harness/n8n';
import { type ItemJson, SENDER, startSending } from './sender/sending';

const PATH_END = 'B0000000/x1y2z3x1y2z3x1y2z3';
const SLACK = `https://hooks.slack.com/services/T000/${PATH_END}`;

it('the address of a chat’s webhook is used, and stands in no item and no log', async () => {
	const sandbox = await startSandbox();
	const standIns = await startStandIns(sandbox.state);
	const n8n = await startFreshN8n({ env: { ...standIns.env, N8N_LOG_LEVEL: 'debug' } });
	const sending = await startSending(n8n, {
		parameters: {
			operation: 'send',
			platform: 'plain',
			event: 'order.created',
			data: '={{ $json }}',
			url: '={{ $json.url }}',
			retrySchedule: 'none',
			options: { maxWaitSeconds: 5 },
		},
	});
	await sending.call([
		{ text: 'One order', url: SLACK },
		{ text: 'Nobody is there', url: `https://discord.com/api/webhooks/123/${PATH_END}` },
	]);
	const [execution] = await sending.ended(1);
	const [[delivered], [failed]] = [0, 1].map(
		(output) => outputOf(execution, SENDER, output) as ItemJson[],
	);
	expect(received(sandbox.state.inbox, 'slack').map(({ text }) => text)).toEqual(['One order']);
	expect(delivered.delivery.url).toBe('https://hooks.slack.com/***');
	expect(failed.delivery.url).toBe('https://discord.com/***');
	expect(JSON.stringify([delivered.delivery, failed.delivery])).not.toContain('x1y2z3');
	expect(n8n.log()).not.toContain('x1y2z3');
	await Promise.all([n8n.stop(), standIns.close(), sandbox.close()]);
});
