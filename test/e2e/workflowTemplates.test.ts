import { startFreshN8n } from './harness/n8n';
import { startStandIns } from './harness/standIns';

jest.setTimeout(180_000);

it('probe', async () => {
	const standIns = await startStandIns({ sheetHeader: ['Order', 'Total'] });
	const n8n = await startFreshN8n({ env: standIns.env });
	const slackApi = await n8n.createCredential('slackApi', { accessToken: 'xoxb-1' });
	const google = await n8n.createCredential('googleSheetsOAuth2Api', {
		clientId: 'a', clientSecret: 'b', oauthTokenData: { access_token: 't', refresh_token: 'r', expires_in: 3600, token_type: 'Bearer' },
	});
	const smtp = await n8n.createCredential('smtp', { ...standIns.smtp, user: '', password: '' });
	const workflow = await n8n.createWorkflow({
		nodes: [
			{ name: 'Manual', type: 'n8n-nodes-base.manualTrigger' },
			{ name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments: [{ id: 'a', name: 'Order', value: '12', type: 'string' }, { id: 'b', name: 'Total', value: '9.5', type: 'string' }] } } },
			{ name: 'Slack', type: 'n8n-nodes-base.slack', typeVersion: 2.3, credentials: { slackApi }, parameters: { select: 'channel', channelId: { __rl: true, mode: 'name', value: '#bookings' }, messageType: 'block', blocksUi: '={{ JSON.stringify({ blocks: [{ type: "section", text: { type: "mrkdwn", text: "hello" } }] }) }}', text: 'hello', otherOptions: {} } },
			{ name: 'Chat', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { method: 'POST', url: 'https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t', sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify({ text: "hi" }) }}', options: {} } },
			{ name: 'Sheet', type: 'n8n-nodes-base.googleSheets', typeVersion: 4.5, credentials: { googleSheetsOAuth2Api: google }, parameters: { operation: 'append', authentication: 'oAuth2', documentId: { __rl: true, mode: 'id', value: 'doc1' }, sheetName: { __rl: true, mode: 'name', value: 'Orders' }, columns: { mappingMode: 'defineBelow', value: { Order: '={{ $("Set").item.json.Order }}', Total: '={{ $("Set").item.json.Total }}' }, matchingColumns: [], schema: [] }, options: {} } },
			{ name: 'Mail', type: 'n8n-nodes-base.emailSend', typeVersion: 2.1, credentials: { smtp }, parameters: { fromEmail: 'a@example.com', toEmail: 'b@example.com', subject: 'hello', emailFormat: 'text', text: 'body', options: {} } },
		],
	});
	const { executionId } = await n8n.run(workflow, 'Manual');
	await n8n.waitForExecutions(workflow, 1);
	const execution = await n8n.execution(executionId);
	console.log(JSON.stringify(execution.data.resultData.error ?? null)?.slice(0, 2000));
	console.log(JSON.stringify([standIns.slack(), standIns.chat(), standIns.rows(), standIns.mails(), standIns.refused()], null, 1));
	await standIns.stop();
});
