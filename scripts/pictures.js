'use strict';

/*
 * npm run pictures               a picture of each template in workflows/pictures, as n8n's editor
 *                                shows it right after its import
 * npm run pictures -- 'send|sheets'  of those whose file name matches
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { editorWindow } = require('./n8n/editorWindow');
const { startN8n } = require('./n8n/process');
const { packOnce } = require('./demo/packOnce');
const { root } = require('./paths');
const { PlainError, runProgram } = require('./plainError');
const { withProgress } = require('./progress');
const { setUp } = require('./setup');

const FOLDER = path.join(root, 'workflows');
const PICTURES = path.join(FOLDER, 'pictures');
const VIEWPORT = { width: 1600, height: 900 };
/** Around the outermost nodes, which are drawn with a name below and a plus behind them. */
const MARGIN = 28;
const QUALITY = 82;
/** The editor takes its time to load on a busy machine. */
const SLOWEST_MS = 120_000;
const LARGEST_PICTURE = 60_000;

/** What belongs to the editor and not to the workflow. */
const HIDDEN = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="canvas-plus-button"]',
	'[data-test-id="canvas-node-toolbar"]',
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'[data-test-id="execute-workflow-button"]',
	'[class*="executionButtons"]',
	'[class*="nodeViewButtons"]',
	'.vue-flow__minimap',
	'.vue-flow__background',
	'.el-notification',
];

/**
 * Where the nodes, with their names, and the lines between them are.
 *
 * @param {import('playwright-core').Page} page
 */
async function drawnBoxes(page) {
	const drawn = page.locator('.vue-flow__node, .vue-flow__edge path');
	return await drawn.evaluateAll((elements) =>
		elements.map((element) => {
			const name = element.querySelector('[data-test-id="canvas-node-name"], [class*="label"]');
			const areas = [element, ...(name ? [name] : [])].map((one) => one.getBoundingClientRect());
			return {
				left: Math.min(...areas.map(({ left }) => left)),
				top: Math.min(...areas.map(({ top }) => top)),
				right: Math.max(...areas.map(({ right }) => right)),
				bottom: Math.max(...areas.map(({ bottom }) => bottom)),
			};
		}),
	);
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} address of the workflow in the editor
 * @param {number} count of its nodes
 * @returns {Promise<Buffer>} WebP
 */
async function pictureOf(page, address, count) {
	await page.goto(address);
	const nodes = page.locator('.vue-flow__node');
	await nodes.nth(count - 1).waitFor();
	await page.addStyleTag({ content: `${HIDDEN.join(', ')} { visibility: hidden !important; }` });
	await page.locator('.vue-flow__pane').click({ position: { x: 5, y: 5 } });
	await page.keyboard.press('1');
	await page.waitForTimeout(1500);
	let boxes = await drawnBoxes(page);
	const canvas = await page.locator('.vue-flow').boundingBox();
	// Fitting looks at the nodes alone, and a line back leads below them.
	if (boxes.some(({ bottom }) => bottom + MARGIN > (canvas?.y ?? 0) + (canvas?.height ?? 0))) {
		await page.keyboard.press('-');
		await page.waitForTimeout(1500);
		boxes = await drawnBoxes(page);
	}
	const left = Math.min(...boxes.map((box) => box.left)) - MARGIN;
	const top = Math.min(...boxes.map((box) => box.top)) - MARGIN;
	const width = Math.max(...boxes.map((box) => box.right)) + MARGIN - left;
	const height = Math.max(...boxes.map((box) => box.bottom)) + MARGIN - top;
	const devtools = await page.context().newCDPSession(page);
	const { data } = await devtools.send('Page.captureScreenshot', {
		format: 'webp',
		quality: QUALITY,
		clip: { x: left, y: top, width, height, scale: 1 },
	});
	return Buffer.from(data, 'base64');
}

async function takePictures() {
	await setUp();
	const wanted = new RegExp(process.argv[2] ?? '');
	const files = fs
		.readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json') && wanted.test(file));
	const { startBrowser } = require('../test/support/browser');
	fs.mkdirSync(PICTURES, { recursive: true });
	const userFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-pictures-'));
	const packed = await packOnce(path.join(root, '.demo', 'package'));
	const n8n = await withProgress('Starting n8n', async () => {
		return await startN8n({ packages: [packed], userFolder });
	});
	const browser = await startBrowser();
	try {
		const context = await editorWindow(browser, n8n, { viewport: VIEWPORT, colorScheme: 'light' });
		context.setDefaultTimeout(SLOWEST_MS);
		const page = await context.newPage();
		for (const file of files) {
			const template = JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
			const { id } = await n8n.createWorkflow(template);
			const address = `${n8n.url}/workflow/${id}`;
			const picture = await pictureOf(page, address, template.nodes.length);
			const name = file.replace(/json$/, 'webp');
			fs.writeFileSync(path.join(PICTURES, name), picture);
			console.log(`${name}: ${Math.round(picture.length / 1000)} kB`);
			if (picture.length > LARGEST_PICTURE) throw new PlainError(`${name} is too large.`);
		}
	} finally {
		await browser.close();
		await n8n.stop();
		fs.rmSync(userFolder, { recursive: true, force: true });
	}
}

if (require.main === module) void runProgram(takePictures);
