'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('../paths');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const FOLDER = path.join(root, 'docs', 'pictures');
/** Pixels of a picture for each one of the page. */
const SHARPNESS = 1.5;
/** What stands over the page by chance, and the line to a next node, which is not there. */
const QUIET = `
	.el-notification, .el-popper, .n8n-tooltip, [role='tooltip'], [data-radix-popper-content-wrapper],
	[data-test-id='canvas-handle-plus-wrapper'] {
		visibility: hidden !important;
	}
`;
/** Everybody who reads the documents fetches them. */
const LARGEST_BYTES = 150_000;
/** Around the nodes, for their names. */
const MARGIN = { left: 64, top: 40, right: 30, bottom: 96 };

/** The pictures that README and docs show, taken on the way. */
class Pictures {
	/**
	 * @param {string} name of the file
	 * @param {Locator} part of the page
	 * @param {number} [height] of what is shown of it, from its top
	 */
	async take(name, part, height) {
		const box = await part.boundingBox();
		if (!box) throw new Error(`There is nothing to see of ${name}.`);
		await this.takeBox(name, part.page(), {
			...box,
			height: Math.min(height ?? Infinity, box.height),
		});
	}

	/**
	 * The nodes on the canvas, without the space around them.
	 *
	 * @param {Page} page
	 */
	async takeWorkflow(page) {
		await page.bringToFront();
		await page.getByTestId('ndv-close-button').click();
		await page.getByTestId('zoom-to-fit').click();
		// On the empty canvas, so that no node is marked as chosen.
		await page.getByTestId('canvas').click({ position: { x: 20, y: 20 } });
		const nodes = await page.getByTestId('canvas-node').all();
		const boxes = (await Promise.all(nodes.map(async (node) => await node.boundingBox()))).filter(
			(box) => box !== null,
		);
		const x = Math.min(...boxes.map((box) => box.x)) - MARGIN.left;
		const y = Math.min(...boxes.map((box) => box.y)) - MARGIN.top;
		const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN.right;
		const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN.bottom;
		await this.takeBox('workflow', page, { x, y, width: right - x, height: bottom - y });
	}

	/**
	 * One picture of several that were taken before, one below the other.
	 *
	 * @param {string} name
	 * @param {import('playwright-core').BrowserContext} context
	 * @param {string[]} parts
	 */
	async join(name, context, parts) {
		const images = parts.map((part) => {
			const data = fs.readFileSync(fileOf(part)).toString('base64');
			return `<img style="zoom: ${1 / SHARPNESS}" src="data:image/png;base64,${data}">`;
		});
		const page = await context.newPage();
		const style = 'display: inline-grid; gap: 12px; justify-items: center; background: #f5f5f5';
		await page.setContent(`<div style="${style}; padding: 16px">${images.join('')}</div>`);
		await this.take(name, page.locator('div'));
		await page.close();
	}

	/**
	 * @param {string} name
	 * @param {Page} page
	 * @param {Box} clip
	 */
	async takeBox(name, page, clip) {
		await page.mouse.move(0, 0);
		const image = await page.screenshot({ clip, style: QUIET, animations: 'disabled' });
		if (image.length > LARGEST_BYTES) {
			throw new Error(`The picture ${name} has ${image.length} bytes, show less of the page.`);
		}
		fs.mkdirSync(FOLDER, { recursive: true });
		fs.writeFileSync(fileOf(name), image);
	}
}

/** @param {string} name */
const fileOf = (name) => path.join(FOLDER, `${name}.png`);

module.exports = { Pictures, SHARPNESS };
