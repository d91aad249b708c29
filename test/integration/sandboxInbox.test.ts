import { makeSheet, sheetOf } from '../../sandbox/inbox/sheet';
import { developerPages } from './developerPages';

const pages = developerPages();
const { open, submit, create } = pages;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
	const response = await fetch(`${pages.sandbox().url}/inbox${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text };
}

async function json(path: string, body: unknown, headers: Record<string, string> = {}) {
	const { status, text } = await post(path, body, headers);
	return { status, body: JSON.parse(text) as unknown };
}

const inbox = async (of?: string) => (await open(`/inbox${of ? `?of=${of}` : ''}`)).html;

/** The texts of the page's entries, newest first. */
async function entries(of?: string): Promise<string[]> {
	const articles = (await inbox(of)).match(/<article[\s\S]*?<\/article>/g) ?? [];
	return articles.map((markup) =>
		markup
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim(),
	);
}

const token = { Authorization: 'Bearer xoxb-any' };

describe('Slack', () => {
	it('chat.postMessage is answered as Slack does, and shows as a message', async () => {
		const message = { channel: 'kitchen', text: '*Low stock*: Chicken &lt;5 lb&gt;' };
		const { body } = await json('/slack/api/chat.postMessage', message, token);
		const ts = '1768732200.000000';
		expect(body).toMatchObject({ ok: true, channel: 'kitchen', ts, message: { ts } });
		expect(await entries()).toEqual([
			expect.stringMatching(/^Slack n8n #kitchen \S+ Low stock : Chicken &lt;5 lb&gt;$/),
		]);
		expect(await inbox()).toContain('<b>Low stock</b>');
	});

	it('shows blocks as Slack lays them out', async () => {
		const blocks = [
			{ type: 'header', text: { type: 'plain_text', text: 'New booking' } },
			{ type: 'section', fields: [{ type: 'mrkdwn', text: '*Party*\n4' }] },
			{
				type: 'context',
				elements: [{ type: 'mrkdwn', text: '<https://n8n.io/x?a=1&amp;b=2|Open>' }],
			},
			{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'OK' } }] },
		];
		await json('/slack/api/chat.postMessage', { channel: '#desk', text: 'x', blocks }, token);
		const html = await inbox();
		expect(html).toContain('<p class="heading">New booking</p>');
		expect(html).toContain('<b>Party</b><br />4');
		expect(html).toContain('href="https://n8n.io/x?a=1&amp;b=2"');
	});

	it('shows a channel of its list by name, and the link that n8n adds in italics', async () => {
		const list = await json('/slack/api/conversations.list', {}, token);
		const { channels } = list.body as { channels: Array<{ id: string; name: string }> };
		const text = 'Table 7\n_Automated with <http://127.0.0.1/x?utm_source=n8n|n8n>_';
		const [, desk] = channels;
		await json('/slack/api/chat.postMessage', { channel: desk.id, text }, token);
		expect(await entries()).toEqual([expect.stringContaining(`#${desk.name}`)]);
		expect(await inbox()).toMatch(/<i>Automated with <a href="[^"]*utm_source=n8n"/);
	});

	it('takes an incoming webhook', async () => {
		expect(await post('/slack/services/T0/B0/x', { text: 'Table 7' })).toMatchObject({
			status: 200,
			text: 'ok',
		});
		expect(await entries('slack')).toEqual([expect.stringContaining('incoming webhook')]);
	});

	it.each([
		['not_authed', { channel: 'C1', text: 'x' }, {}],
		['channel_not_found', { text: 'x' }, token],
		['no_text', { channel: 'C1' }, token],
	])('says %s and keeps nothing', async (error, message, headers) => {
		const { body } = await json('/slack/api/chat.postMessage', message, headers);
		expect(body).toEqual({ ok: false, error });
		expect(await entries()).toEqual([]);
	});
});

describe('Google Chat', () => {
	const hook = '/chat/v1/spaces/floor/messages?key=k&token=t';

	it('shows a message with its card', async () => {
		const sections = [{ widgets: [{ decoratedText: { topLabel: 'Total', text: '149.90' } }] }];
		const card = { header: { title: 'Large order' }, sections };
		const { body } = await json(hook, { text: 'At *Table 7*', cardsV2: [{ card }] });
		expect(body).toMatchObject({ text: 'At *Table 7*', space: { name: 'spaces/floor' } });
		expect(await entries('chat')).toEqual([
			expect.stringMatching(/space floor .* At Table 7 Large order Total 149.90$/),
		]);
	});

	it('refuses a message without words', async () => {
		expect((await json(hook, {})).body).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
	});
});

describe('Google Sheets', () => {
	const call = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${pages.sandbox().url}/inbox/sheets/v4/spreadsheets/${path}`, {
			method,
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		return (await response.json()) as unknown;
	};

	it('rows are appended, written to a place, and read back', async () => {
		await call('PUT', 'Bar/values/Orders!1:1', { values: [['Order', 'Total']] });
		await call('POST', 'Bar/values/Orders!A1:append', { values: [['1042', 49.9]] });
		await call('POST', 'Bar:batchUpdate', { requests: [{ appendDimension: {} }] });
		await call('PUT', 'Bar/values/Orders!4:4', { values: [['1044', null]] });
		const data = [{ range: 'Orders!B4', values: [[12]] }];
		await call('POST', 'Bar/values:batchUpdate', { data });
		expect(await call('GET', 'Bar/values/Orders')).toMatchObject({
			values: [['Order', 'Total'], ['1042', '49.9'], [], ['1044', '12']],
		});
		expect(await call('GET', 'Bar/values/Orders!1:1')).toMatchObject({
			values: [['Order', 'Total']],
		});
		expect(await call('GET', 'Bar')).toMatchObject({
			sheets: [{ properties: { title: 'Sheet1' } }, { properties: { title: 'Orders' } }],
		});
		expect(await entries('rows')).toEqual([
			expect.stringMatching(/Orders in Bar \S+ Order Total 1042 49.9 1044 12$/),
		]);
	});

	it('says of an empty sheet that it has no values', async () => {
		expect(await call('GET', 'New/values/Sheet1')).toEqual({
			range: 'Sheet1',
			majorDimension: 'ROWS',
		});
	});
});

describe('the endpoint', () => {
	it('shows a request of any kind, without what authorises it', async () => {
		const response = await fetch(`${pages.sandbox().url}/inbox/endpoint/pos/orders`, {
			method: 'PUT',
			headers: { Authorization: 'Bearer mine', 'X-Api-Key': 'mine', 'Webhook-Id': 'evt_1' },
			body: '{"a": "<script>"}',
		});
		expect(await response.json()).toEqual({ received: true });
		const [entry] = await entries('request');
		expect(entry).toMatch(/PUT \/pos\/orders answered 200/);
		expect(entry).toContain('webhook-id: evt_1');
		expect(entry).toContain('{&quot;a&quot;: &quot;&lt;script&gt;&quot;}');
		expect(entry).not.toContain('mine');
	});

	it('answers as it is set on the page', async () => {
		await submit('/inbox/answer', { status: '429' });
		const { status, headers } = await post('/endpoint/events', {});
		expect([status, headers.get('retry-after')]).toEqual([429, '2']);
		expect(await entries()).toEqual([expect.stringContaining('answered 429')]);
	});
});

describe('mail', () => {
	it('comes as JSON', async () => {
		const mail = {
			from: 'n8n@a.example',
			to: 'chef@a.example',
			subject: 'Hello',
			text: 'Two\nlines',
		};
		expect((await post('/mail', mail)).status).toBe(201);
		expect((await post('/mail', { from: 'n8n@a.example' })).status).toBe(422);
		expect(await entries()).toEqual([
			expect.stringMatching(/^Mail n8n@a.example to chef@a.example \S+ Hello Two lines$/),
		]);
	});

	it('comes from RoostSync when a webhook is failing, once', async () => {
		pages.receiver().answer = { status: 500, body: 'no' };
		const place = await create('roostSync', { description: 'Front desk' });
		await submit(`${place}/test`);
		for (const seconds of [60, 300, 1800, 7200, 86_400]) await pages.pass(seconds);
		expect(await entries('mail')).toEqual([
			expect.stringContaining('Your webhook is failing: Front desk'),
		]);
		const [{ id }] = pages.deliveries();
		expect(await inbox()).toContain(`href="${place}/deliveries/${id}"`);
	});
});

describe('the page', () => {
	it('links an entry to the latest delivery before it that it names', async () => {
		const place = await create('resmio', {
			events: 'booking_updated',
			username: 'u',
			password: 'p',
		});
		await submit(`${place}/test`);
		await pages.pass(1);
		await submit(`${place}/test`);
		await pages.pass(1);
		await post('/slack/services/T0/B0/x', { text: '*Booking*\n51918313' });
		await pages.pass(1);
		await submit(`${place}/test`);
		const [, second] = pages.deliveries();
		expect(await entries()).toEqual([expect.stringContaining('About booking_updated from resmio')]);
		expect(await inbox()).toContain(`href="${place}/deliveries/${second.id}"`);
	});

	it('shows the newest first, one kind where it is asked for, and nothing when cleared', async () => {
		await post('/slack/services/T0/B0/x', { text: 'first' });
		await post('/endpoint/x', {});
		pages.sandbox().state.inbox.add({ kind: 'chat', space: 's', text: 'third', cards: [] });
		expect((await entries()).map((text) => text.split(' ')[0])).toEqual([
			'Google',
			'Endpoint',
			'Slack',
		]);
		expect(await entries('slack')).toHaveLength(1);
		await submit('/inbox/clear');
		expect(await inbox()).toContain('Nothing has arrived yet.');
	});

	it('keeps the first row of a sheet that was made with one, and shows the sheet once it is used', async () => {
		const { inbox: kept } = pages.sandbox().state;
		const sheet = { spreadsheet: 'Bar', tab: 'Orders' };
		makeSheet(kept, { ...sheet, head: ['Order'] });
		makeSheet(kept, { ...sheet, head: ['Again'] });
		expect(await entries()).toEqual([]);
		kept.add({ kind: 'rows', ...sheet, rows: [['1042']] });
		expect(await entries()).toEqual([expect.stringMatching(/Order 1042$/)]);
		await submit('/inbox/clear');
		expect(await entries()).toEqual([]);
		expect(sheetOf(kept, 'Bar', 'Orders').rows).toEqual([['Order']]);
	});

	it('takes no form of another site', async () => {
		await post('/slack/services/T0/B0/x', { text: 'first' });
		expect((await submit('/inbox/clear', {}, { Origin: 'https://evil.example' })).status).toBe(403);
		expect(await entries()).toHaveLength(1);
	});
});
