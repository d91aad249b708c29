'use strict';

/** @typedef {import('./user').User} User */
/** @typedef {import('playwright-core').Page} Page */

/** What is done in n8n's editor, in the words of somebody who uses it. */
class Editor {
	/**
	 * @param {User} user
	 * @param {Page} page
	 */
	constructor(user, page) {
		this.user = user;
		this.page = page;
		this.node = page.getByTestId('ndv');
		this.panel = page.getByTestId('node-creator');
		this.output = page.getByTestId('output-panel');
		this.input = page.getByTestId('ndv-input-panel');
	}

	/**
	 * Opens the panel of nodes and finds one as its first hit.
	 *
	 * @param {'first' | 'next'} place
	 * @param {string} words
	 * @param {string} name
	 */
	async findNode(place, words, name) {
		const { user, page, panel } = this;
		const plus = place === 'first' ? 'canvas-plus-button' : 'canvas-handle-plus';
		await user.click(`"+" for the ${place} node`, page.getByTestId(plus));
		await user.type('the search for nodes', panel.getByRole('textbox'), words);
		const hit = panel.getByTestId('item-iterator-item').first();
		await user.see(`${name} as the first hit`, hit.getByText(name, { exact: true }));
		await panel.getByRole('textbox').press('Enter');
	}

	/** @param {string} action such as "Send a message" */
	async choose(action) {
		const entry = this.panel.getByTestId('node-creator-item-name').getByText(action, {
			exact: true,
		});
		await this.user.click(`"${action}"`, entry);
		await this.user.see('the open node', this.node);
	}

	/** The Test URL is the one that the editor offers first. */
	async copyTestUrl() {
		const { user, node } = this;
		await user.click('"Webhook URLs"', node.getByText('Webhook URLs', { exact: true }));
		await user.click('the Test URL', node.getByText('/webhook-test/'));
	}

	/**
	 * Makes the credential that the open node asks for, with fields filled in by name.
	 *
	 * @param {string} slot as the node calls it
	 * @param {(form: CredentialForm) => Promise<void>} fillIn
	 */
	async connect(slot, fillIn) {
		const { user, page } = this;
		const place = this.node.getByTestId('node-credentials-slot').filter({ hasText: slot });
		await user.click(`"Connect to" of ${slot}`, place.getByTestId('node-credentials-empty-state'));
		const form = page.getByTestId('editCredential-modal');
		await fillIn((label) =>
			form
				.getByTestId('credential-connection-parameter')
				.filter({ has: page.getByText(new RegExp(`^${label}`)) })
				.locator('input'),
		);
		await user.click('"Save"', form.getByTestId('credential-save-button'));
		await user.step(`see the credential for ${slot} work`, async () => {
			await form.waitFor({ state: 'hidden' });
		});
	}

	async execute() {
		const { user, node } = this;
		await user.click('"Execute step"', node.getByTestId('node-execute-button'));
	}

	/** Has the trigger wait for an event. */
	async listen() {
		await this.execute();
		await this.user.see('that n8n listens', this.node.getByText('Listening for test event'));
	}

	/** @param {string} text such as the name of a field */
	async seeOutput(text) {
		await this.user.see(
			`"${text}" in the output`,
			this.output.getByText(text, { exact: true }).first(),
		);
	}

	async close() {
		await this.user.click('"x" of the node', this.node.getByTestId('ndv-close-button'));
	}

	/**
	 * Adds n8n's Slack node, which posts the summary.
	 *
	 * @param {string} channel of the list that Slack gives
	 */
	async addSlack(channel) {
		const { user, page, node } = this;
		await this.findNode('next', 'slack', 'Slack');
		await this.choose('Send a message');
		await user.once(async () => {
			await this.connect('Credential', async (field) => {
				await user.type('"Access Token"', field('Access Token'), 'xoxb-sandbox');
			});
		});
		await user.click('"Send Message To"', node.getByTestId('parameter-input-select'));
		await user.click('"Channel"', page.getByRole('option', { name: 'Channel', exact: true }));
		await user.click('the list of channels', node.getByTestId('rlc-input'));
		await user.click(`#${channel}`, page.getByTestId('rlc-item').getByText(channel));
		// The node before is the first of the list.
		const summary = this.input.getByTestId('run-data-schema-node-name').getByText('summary');
		await user.drag('summary', summary.first(), node.getByTestId('parameter-input-text'));
		await user.see('the mapped field', node.getByText('$json.summary'));
		await this.execute();
		await this.seeOutput('ok');
	}
}

/** @typedef {(label: string) => import('playwright-core').Locator} CredentialForm */

module.exports = { Editor };
