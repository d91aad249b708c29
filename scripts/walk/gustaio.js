'use strict';

/**
 * Gustaio to Slack: its events carry all there is, and its secret is made with the webhook.
 *
 * @param {import('./oneWalk').Walk} walk
 */
async function walkGustaio({ user, editor, platform, inbox, pictures }) {
	await editor.findNode('first', 'gustaio', 'Hospitality');
	await editor.choose('On Gustaio event');
	await editor.copyTestUrl();

	await user.lookAt(platform);
	await user.click(
		'"Create Webhook"',
		platform.getByRole('link', { name: 'Create Webhook' }).first(),
	);
	await user.paste('"URL"', platform.getByLabel('URL'));
	await user.click('"Create"', platform.getByRole('button', { name: 'Create' }));
	await user.click('"Copy" of the secret', platform.getByRole('button', { name: 'Copy' }).first());

	await user.lookAt(editor.page);
	await editor.connect('Signing Secret', async (field) => {
		await user.paste('"Signing Secret"', field('Signing Secret'));
	});
	await editor.listen();

	await user.lookAt(platform);
	await user.click('"Send test"', platform.getByRole('button', { name: 'Send test' }));
	await user.see('that it arrived', platform.getByText('The receiver accepted the event.').first());

	await user.lookAt(editor.page);
	await editor.seeOutput('summary');
	await pictures.take('trigger-output', editor.output, 480);
	await editor.close();
	await editor.addSlack('kitchen');

	await user.lookAt(inbox);
	await user.see('the message', inbox.getByRole('article').filter({ hasText: 'New order' }));
}

module.exports = { walkGustaio };
