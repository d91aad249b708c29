import type { Browser, Page } from 'playwright-core';

import { type Sandbox, startSandbox } from '../../sandbox/start';
import { barriersOf, startBrowser } from '../support/browser';

let browser: Browser;
let sandbox: Sandbox;

beforeAll(async () => {
	browser = await startBrowser();
	sandbox = await startSandbox({ repeats: true });
}, 120_000);

beforeEach(() => sandbox.reset());

afterEach(async () => {
	await Promise.all(browser.contexts().map(async (context) => await context.close()));
});

afterAll(async () => {
	await Promise.all([browser.close(), sandbox.close()]);
});

/** What the browser had to say about a page: errors of scripts, and what its policy forbids. */
const complaints: string[] = [];

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
	complaints.length = 0;
	const context = await browser.newContext({ baseURL: sandbox.url, ...options });
	const page = await context.newPage();
	// Before jest's own, so that a failure names what was looked for.
	page.setDefaultTimeout(10_000);
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto('/');
	return page;
}

const endpoint = () => `${sandbox.url}/inbox/endpoint/kitchen`;
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function createWebhook(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Gustaio' }).click();
	await page.getByRole('link', { name: 'Create Webhook' }).first().click();
	await page.getByLabel('URL').fill(endpoint());
	await page.getByLabel('Description').fill('Kitchen');
	await page.getByRole('button', { name: 'Create' }).click();
	await heading(page, 'Kitchen').waitFor();
}

it('leads by clicks from the overview to an event in the inbox', async () => {
	const page = await openPage();
	await createWebhook(page);
	const secret = page.getByText(/^whsec_\w+$/);
	await secret.waitFor();
	await page.reload();
	expect(await secret.count()).toBe(0);

	await page
		.getByRole('combobox', { name: 'Event' })
		.selectOption({ label: 'Menu Item Updated (menu_item.update)' });
	const payload = page.getByLabel('Payload');
	await page.waitForURL(/event=menu_item.update/);
	await payload.fill((await payload.inputValue()).replace(/"id": "[^"]*"/, '"id": "item_soup"'));
	await page.getByLabel('How it is delivered').selectOption('Sent twice (duplicate)');
	await page.getByRole('button', { name: 'Send event' }).click();
	await page.getByRole('status').getByText('Delivered').nth(1).waitFor();
	const deliveries = page.getByRole('region', { name: 'Recent deliveries' }).getByRole('row');
	expect(await deliveries.count()).toBe(3);

	await page.getByRole('link', { name: 'Inbox' }).click();
	const entries = page.getByRole('article');
	expect(await entries.count()).toBe(2);
	await entries.first().getByText('Headers and body').click();
	await entries.first().getByText('"item_soup"').waitFor();
	await entries.first().getByRole('link', { name: 'menu_item.update from Gustaio' }).click();
	await heading(page, 'menu_item.update').waitFor();
	expect(complaints).toEqual([]);
});

it('shows in the inbox what arrives while it is open', async () => {
	const page = await openPage();
	await page.getByRole('link', { name: 'Inbox' }).first().click();
	await page.getByText('Nothing has arrived yet.').waitFor();
	await fetch(endpoint(), { method: 'POST' });
	await page.getByRole('article').getByText('/kitchen').waitFor();
	expect(complaints).toEqual([]);
});

it('works without JavaScript', async () => {
	const page = await openPage({ javaScriptEnabled: false });
	await createWebhook(page);
	await page.getByRole('button', { name: 'Send test' }).click();
	await page.getByRole('status').getByText('Delivered').waitFor();
	await page.getByRole('combobox', { name: 'Event' }).selectOption('menu_item.delete');
	await page.getByRole('button', { name: 'Show its payload' }).click();
	expect(await page.getByLabel('Payload').inputValue()).toContain('"menu_item.delete"');
	await page.getByRole('button', { name: 'Disable' }).click();
	await page.getByText('This webhook is disabled').waitFor();
	await page.getByText('Delete this webhook').click();
	await page.getByRole('button', { name: 'Delete webhook' }).click();
	await page.getByText('No webhook yet.').waitFor();
});

it('works by keyboard', async () => {
	const page = await openPage();
	await createWebhook(page);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	for (const name of ['All webhooks', 'Send test']) {
		await page.keyboard.press('Tab');
		expect(await page.locator(':focus').textContent()).toContain(name);
	}
	await page.keyboard.press('Enter');
	await page.getByRole('status').getByText('Delivered').waitFor();
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
	it('puts nothing in the way of anybody, nor beside a small screen', async () => {
		const viewport = { width: 360, height: 780 };
		const page = await openPage({ colorScheme, viewport, bypassCSP: true });
		await createWebhook(page);
		const webhook = page.url();
		await page.getByRole('button', { name: 'Send test' }).click();
		const sent = page.url();
		await page.getByRole('row').getByRole('link', { name: 'order.create' }).click();
		const places = ['/', '/inbox', '/developers/gustaio', '/developers/gustaio/new'];
		places.push('/developers/resmio/new', '/developers/custom/new', webhook, sent, page.url());
		for (const place of places) {
			await page.goto(place);
			expect([place, await barriersOf(page)]).toEqual([place, []]);
			const beside = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
			expect([place, beside]).toEqual([place, 0]);
		}
	}, 90_000);
});
