import { startReceiver } from '../../sandbox/receiver';
import { startSandboxProcess, temporaryFile } from './sandboxProcess';

it('webhooks, deliveries and inbox are there again after the sandbox was killed', async () => {
	const { file, remove } = temporaryFile();
	const receiver = await startReceiver();
	const form = async (url: string, fields: Record<string, string> = {}) =>
		await fetch(url, {
			method: 'POST',
			body: new URLSearchParams(fields),
			redirect: 'manual',
		});
	const page = async (url: string) => await (await fetch(url)).text();

	const first = await startSandboxProcess(file);
	const fields = { url: receiver.url, description: 'Kitchen', events: '*' };
	const made = await form(`${first.url}/developers/gustaio/new`, fields);
	const place = String(made.headers.get('location'));
	await page(first.url + place);
	await form(`${first.url}${place}/test`);
	await form(`${first.url}/inbox/slack/services/T0/B0/x`, { text: 'Table 7 is here' });
	await first.kill();

	const second = await startSandboxProcess(file);
	await form(`${second.url}${place}/test`);
	const webhook = await page(second.url + place);
	const inbox = await page(`${second.url}/inbox`);
	await second.kill();
	await receiver.close();
	remove();

	expect(webhook).toContain('<h1>Kitchen</h1>');
	expect(webhook).not.toContain('Copy the signing secret now');
	expect(webhook.match(/Send again/g)).toHaveLength(2);
	expect(inbox).toContain('Table 7 is here');
	expect(receiver.received.map(({ headers }) => headers)).toEqual([
		expect.objectContaining({ 'x-webhook-signature': expect.any(String) }),
		expect.objectContaining({ 'x-webhook-signature': expect.any(String) }),
	]);
});
