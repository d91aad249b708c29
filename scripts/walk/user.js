'use strict';

const { PlainError } = require('../plainError');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ clicks: number, fields: number }} Tally */

/** How long somebody would wait for the next thing to appear, on a busy machine. */
const PATIENCE_MS = 60_000;
/** The editor takes over what was typed after a moment, and no hand is faster. */
const BETWEEN_MS = 300;

/** @returns {Tally} */
const nothing = () => ({ clicks: 0, fields: 0 });

/**
 * Somebody with a mouse and a keyboard. Counts what is done: a drag is one click; a field counts
 * once, with the click into it and an Enter behind it; changing the browser's tab is counted by
 * itself. What is done once for an account, and not for every workflow, is counted apart.
 */
class User {
	constructor() {
		this.work = nothing();
		/** @type {Tally} */
		this.accounts = nothing();
		this.tabs = 0;
		this.tally = this.work;
		/** @type {Page | undefined} the tab in front */
		this.page = undefined;
	}

	/** @param {Page} page another tab, or the first one */
	async lookAt(page) {
		page.setDefaultTimeout(PATIENCE_MS);
		if (this.page && this.page !== page) this.tabs += 1;
		this.page = page;
		await page.bringToFront();
	}

	/**
	 * @param {string} what as a person would call it, for the message when it is missing
	 * @param {Locator} target
	 */
	async click(what, target) {
		await this.step(`click ${what}`, async () => await target.click());
		this.tally.clicks += 1;
	}

	/**
	 * @param {string} what
	 * @param {Locator} field
	 * @param {string} text
	 */
	async type(what, field, text) {
		await this.step(`type into ${what}`, async () => {
			await this.enter(field);
			await field.pressSequentially(text);
			await this.front().waitForTimeout(BETWEEN_MS);
		});
		this.tally.fields += 1;
	}

	/**
	 * Pastes what was copied before.
	 *
	 * @param {string} what
	 * @param {Locator} field
	 */
	async paste(what, field) {
		await this.step(`paste into ${what}`, async () => {
			await this.enter(field);
			await field.press('ControlOrMeta+V');
			if ((await field.inputValue()) === '') throw new Error('There was nothing to paste.');
			await this.front().waitForTimeout(BETWEEN_MS);
		});
		this.tally.fields += 1;
	}

	/**
	 * @param {string} what
	 * @param {Locator} from
	 * @param {Locator} to
	 */
	async drag(what, from, to) {
		await this.step(`drag ${what}`, async () => {
			const mouse = this.front().mouse;
			await from.hover();
			await mouse.down();
			// The editor takes a short way for a click.
			await mouse.move(...(await middleOf(to)), { steps: 20 });
			await to.hover();
			await mouse.up();
		});
		this.tally.clicks += 1;
	}

	/**
	 * Waits for what has to be seen before going on.
	 *
	 * @param {string} what
	 * @param {Locator} target
	 */
	async see(what, target) {
		await this.step(`see ${what}`, async () => await target.waitFor());
	}

	/**
	 * What is needed once for an account and serves every workflow.
	 *
	 * @param {() => Promise<void>} work
	 */
	async once(work) {
		this.tally = this.accounts;
		await work();
		this.tally = this.work;
	}

	/**
	 * What only the surroundings of the walk need, such as the address of a stand-in.
	 *
	 * @param {() => Promise<void>} work
	 */
	async uncounted(work) {
		const { tally } = this;
		this.tally = nothing();
		await work();
		this.tally = tally;
	}

	/** @param {Locator} field that has the cursor already, or gets it by a click */
	async enter(field) {
		await field.waitFor();
		const hasCursor = await field.evaluate((element) => element === document.activeElement);
		if (!hasCursor) await field.click();
	}

	front() {
		if (!this.page) throw new Error('No tab is open.');
		return this.page;
	}

	/**
	 * @param {string} name
	 * @param {() => Promise<void>} work
	 */
	async step(name, work) {
		try {
			await work();
		} catch (error) {
			const [reason] = String(/** @type {Error} */ (error).message).split('\n');
			throw new PlainError(`Cannot ${name}: ${reason}`);
		}
	}
}

/**
 * @param {Locator} target
 * @returns {Promise<[number, number]>}
 */
async function middleOf(target) {
	const box = await target.boundingBox();
	if (!box) throw new Error('It is not visible.');
	return [box.x + box.width / 2, box.y + box.height / 2];
}

module.exports = { User };
