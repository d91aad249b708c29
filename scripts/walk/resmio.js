'use strict';

const LOGIN = { username: 'n8n', password: 'a long password of my own' };

/**
 * resmio to Slack: its events are an id and no more, so the details are fetched in between.
 *
 * @param {import('./oneWalk').Walk} walk
 */
async function walkResmio({ user, editor, platform, inbox, pictures, api }) {
	await editor.findNode('first', 'resmio', 'Hospitality');
	await editor.panel.getByText('On resmio event').waitFor();
	await pictures.take('triggers', editor.panel);
	await editor.choose('On resmio event');
	await user.once(async () => {
		await editor.connect('User Name and Password', async (field) => {
			await user.type('"User Name"', field('User Name'), LOGIN.username);
			await user.type('"Password"', field('Password'), LOGIN.password);
		});
	});
	await editor.copyTestUrl();
	await pictures.take('trigger', editor.node);

	await user.lookAt(platform);
	await user.click('"Add webhook"', platform.getByRole('link', { name: 'Add webhook' }).first());
	await user.paste('"URL"', platform.getByLabel('URL'));
	await user.type('"User name"', platform.getByLabel('User name'), LOGIN.username);
	await user.type('"Password"', platform.getByLabel('Password'), LOGIN.password);
	await user.click('"Create"', platform.getByRole('button', { name: 'Create' }));

	await user.lookAt(editor.page);
	await editor.listen();

	await user.lookAt(platform);
	await user.click('"Send test"', platform.getByRole('button', { name: 'Send test' }));
	await user.see('that it arrived', platform.getByText('The receiver accepted the event.').first());

	await user.lookAt(editor.page);
	await editor.seeOutput('summary');
	await editor.close();
	await editor.findNode('next', 'resmio', 'Hospitality');
	await editor.choose('Get the details of an event');
	await user.once(async () => {
		await editor.connect('resmio API', async (field) => {
			await user.type('"API Key"', field('API Key'), api.key);
			// A real account is at the address that stands there already.
			await user.uncounted(async () => {
				await field('Base URL').clear();
				await user.type('"Base URL"', field('Base URL'), api.url);
			});
		});
	});
	await editor.execute();
	await editor.seeOutput('summary');
	await pictures.take('details-output', editor.output, 500);
	await editor.close();
	await editor.addSlack('front-desk');

	await user.lookAt(inbox);
	const message = inbox.getByRole('article').filter({ hasText: 'party of' });
	await user.see('the message', message);
	await pictures.take('message', message);
	await pictures.takeWorkflow(editor.page);
	await pictures.join('first-message', editor.page.context(), ['workflow', 'message']);
}

module.exports = { walkResmio };
