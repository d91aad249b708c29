import { DateTime } from 'luxon';

import { SANDBOX_API_KEY, type Sandbox, startSandbox } from '../../sandbox/start';
import { type Chaos, startChaos } from '../support/chaos/start';
import { startFreshN8n } from './harness/n8n';
import { post } from './harness/post';
import { startStandIns } from './harness/standIns';
import {
	allRan,
	deliver,
	type Entries,
	importTemplate,
	type References,
} from './templates/importing';
import { sandboxClient } from './trigger/registering';
import { LOGIN, signed, WHSEC } from './trigger/signers';

jest.setTimeout(180_000);

const SHEETS = {
	Orders: ['Time', 'Order', 'Items', 'Total', 'Status', 'Event'],
	Payments: ['Time', 'Payment', 'Amount', 'Currency', 'For', 'Event'],
	Menu: ['Item', 'Name', 'Price', 'Available', 'Changed'],
	Days: ['Date', 'Bookings', 'Guests', 'Cancelled'],
};
const CHAT_PATH = '/v1/spaces/AAAA/messages?key=k&token=t';
const chatUrl = { 'Google Chat': { url: `https://chat.googleapis.com${CHAT_PATH}` } };
const spreadsheet = {
	'Google Sheets': { documentId: { __rl: true, mode: 'id', value: 'spreadsheet1' } },
};

let standIns: Awaited<ReturnType<typeof startStandIns>>;
let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
let sandbox: Sandbox;
let chaos: Chaos;
let credentials: References;

beforeAll(async () => {
	[standIns, sandbox, chaos] = await Promise.all([
		startStandIns({ sheets: SHEETS }),
		startSandbox(),
		startChaos(),
	]);
	n8n = await startFreshN8n({ env: { ...standIns.env, GENERIC_TIMEZONE: 'Europe/Berlin' } });
	const apiKey = SANDBOX_API_KEY;
	const google = {
		clientId: 'id',
		clientSecret: 'secret',
		oauthTokenData: { access_token: 'token', token_type: 'Bearer', expires_in: 3600 },
	};
	const data = {
		hospitalityWebhookSecretApi: { secret: WHSEC },
		hospitalityBasicAuthApi: LOGIN,
		olympusCloudApi: { apiKey, baseUrl: sandbox.apiUrl('olympusCloud') },
		resmioApi: { apiKey, baseUrl: sandbox.apiUrl('resmio') },
		slackApi: { accessToken: 'xoxb-1' },
		googleSheetsOAuth2Api: google,
		googleCalendarOAuth2Api: google,
		smtp: { ...standIns.smtp, user: '', password: '' },
	};
	credentials = {};
	for (const [type, fields] of Object.entries(data)) {
		credentials[type] = await n8n.createCredential(type, fields);
	}
});
afterAll(async () => {
	await n8n.stop();
	await Promise.all([standIns.stop(), sandbox.close(), chaos.close()]);
});

beforeEach(() => standIns.clear());
afterEach(() => expect(standIns.refused()).toEqual([]));

const imported = async (file: string, entries?: Entries) =>
	await importTemplate(n8n, file, credentials, entries);

/** Imported, completed and published. */
async function published(file: string, entries?: Entries) {
	const workflow = await imported(file, entries);
	await n8n.activate(workflow);
	return workflow;
}

const olympus = (type: string, id: string, data: object) => ({
	id,
	type,
	created_at: '2026-01-18T10:30:00Z',
	tenant_id: 'tenant_xyz',
	location_id: 'loc_789',
	data,
});

it('event-to-google-chat posts the summary, in which nobody can be mentioned', async () => {
	const workflow = await published('event-to-google-chat.json', chatUrl);
	const data = { id: 'order_1', number: '<users/all>' };
	const event = { event: 'order.create', timestamp: '2026-01-18T10:30:00Z', data };
	await deliver(n8n, workflow, 'gustaio', event);
	await allRan(n8n, workflow, 1);
	expect(standIns.chat()).toEqual([{ url: CHAT_PATH, body: { text: 'New order ‹users/all>' } }]);
});

it('booking-to-slack posts who comes when', async () => {
	const workflow = await published('booking-to-slack.json');
	await deliver(n8n, workflow, 'resmio');
	await allRan(n8n, workflow, 1);
	expect(standIns.slack()).toEqual([]);
});

it('large-order-to-google-chat posts an order of 100 and not one of 99.99', async () => {
	const workflow = await published('large-order-to-google-chat.json', chatUrl);
	for (const [number, total] of Object.entries({ 1041: 99.99, 1042: 100 })) {
		const order = { id: `order_${number}`, number, total, items: [{ name: 'Soup', quantity: 9 }] };
		await deliver(n8n, workflow, 'olympusCloud', olympus('order.created', `evt_${number}`, order));
	}
	await allRan(n8n, workflow, 1);
	expect(standIns.chat()).toEqual([]);
});

it('order-to-google-sheets adds a row, in which nothing becomes a formula', async () => {
	const workflow = await published('order-to-google-sheets.json', spreadsheet);
	const items = [{ name: '=1+1', quantity: 2 }, { name: 'Soft Pretzel' }];
	const order = { id: 'order_456', number: '1042', status: 'open', total: 32.53, items };
	await deliver(n8n, workflow, 'olympusCloud', olympus('order.created', 'evt_rows', order));
	await allRan(n8n, workflow, 1);
	expect(standIns.rows('Orders')).toEqual([]);
});

it('payment-to-google-sheets adds a row', async () => {
	const workflow = await published('payment-to-google-sheets.json', spreadsheet);
	await deliver(n8n, workflow, 'roostSync', {
		event: 'payment.received',
		timestamp: '2024-03-15T10:30:00Z',
		data: { payment_id: 'pay_12345', booking_id: 'bk_12345', amount: 6000 },
		property_id: 'prop_abc123',
	});
	await allRan(n8n, workflow, 1);
	expect(standIns.rows('Payments')).toEqual([]);
});

it('menu-to-google-sheets adds an item once, and then changes its row', async () => {
	const workflow = await published('menu-to-google-sheets.json', spreadsheet);
	for (const id of ['item_burger', 'item_fries', 'item_burger']) {
		const event = olympus('menu.item_updated', `evt_${standIns.rows('Menu').length}_${id}`, { id });
		await deliver(n8n, workflow, 'olympusCloud', event);
		await n8n.waitForExecutions(workflow, standIns.rows('Menu').length);
	}
	await allRan(n8n, workflow, 3);
	expect(standIns.rows('Menu')).toEqual([]);
});

it('low-stock-to-slack posts an item once a day as low and once as used up', async () => {
	const workflow = await published('low-stock-to-slack.json');
	const chicken = { id: 'inv_123', item_id: 'item_chicken', name: 'Chicken Breast', unit: 'lb' };
	const tell = async (type: string, id: string, quantity: number) =>
		await deliver(
			n8n,
			workflow,
			'olympusCloud',
			olympus(type, id, {
				...chicken,
				current_quantity: quantity,
				reorder_level: 10,
				reorder_quantity: 50,
			}),
		);
	let told = 0;
	for (const [type, quantity] of [
		['inventory.low_stock', 5],
		['inventory.low_stock', 3],
		['inventory.out_of_stock', 0],
		['inventory.out_of_stock', 0],
	] as const) {
		told += 1;
		await tell(type, `evt_stock_${told}`, quantity);
		await n8n.waitForExecutions(workflow, told);
	}
	await allRan(n8n, workflow, 4);
	expect(standIns.slack()).toEqual([]);
});

const addresses = { fromEmail: 'desk@example.com', toEmail: 'team@example.com' };

it('booking-to-email sends a mail', async () => {
	const workflow = await published('booking-to-email.json', { 'Send Email': addresses });
	await deliver(n8n, workflow, 'roostSync');
	await allRan(n8n, workflow, 1);
	expect(standIns.mails()).toEqual([addresses]);
});

it('booking-to-google-calendar enters a stay over whole days', async () => {
	const workflow = await published('booking-to-google-calendar.json', {
		'Google Calendar': { calendar: { __rl: true, mode: 'id', value: 'desk@example.com' } },
	});
	await deliver(n8n, workflow, 'roostSync');
	await allRan(n8n, workflow, 1);
	expect(standIns.calendar()).toEqual([]);
});

it('review-request-by-email writes to the guest, and not where the booking was cancelled', async () => {
	const workflow = await published('review-request-by-email.json', {
		'Send Email': { fromEmail: 'desk@example.com' },
	});
	// The last of them is cancelled at the platform.
	for (const id of [51918313, 51918316]) {
		await deliver(n8n, workflow, 'resmio', {
			id,
			facility_id: 'the-fish',
			action: 'BOOKING_CREATED',
		});
	}
	await allRan(n8n, workflow, 2);
	expect(standIns.mails()).toEqual([]);
});

it('daily-report-to-google-sheets adds a row for the day, also for one without bookings', async () => {
	const facilityId = { __rl: true, mode: 'id', value: 'the-fish' };
	const day = { dateFrom: '2026-03-12T00:00:00+01:00', dateTo: '2026-03-12T23:59:59+01:00' };
	for (const entry of [{ facilityId }, { facilityId, filters: day }]) {
		const workflow = await imported('daily-report-to-google-sheets.json', {
			...spreadsheet,
			'Bookings of Today': entry,
		});
		await n8n.run(workflow, 'Every Evening');
		await allRan(n8n, workflow, 1);
	}
	const today = DateTime.now().setZone('Europe/Berlin').toISODate();
	expect(standIns.rows('Days')).toEqual([
		[today, 0, 0, 0],
		[today, 8, 40, 2],
	]);
});

it('event-to-data-table keeps an event that comes twice in one row', async () => {
	const workflow = await published('event-to-data-table.json', {
		'Hospitality Trigger': { platform: 'olympusCloud', events: ['*'], deduplicate: false },
	});
	const order = { id: 'order_456', number: '1042', status: 'open', total: 32.53 };
	for (const count of [1, 2]) {
		await deliver(n8n, workflow, 'olympusCloud', olympus('order.created', 'evt_table', order));
		await n8n.waitForExecutions(workflow, count);
	}
	const { outputOf } = await allRan(n8n, workflow, 2);
	const [[first], [second]] = outputOf('Keep Event');
	expect(first).toMatchObject({});
	expect(second).toEqual(first);
});

it('forward-to-own-system sends a signed event until it is taken', async () => {
	const workflow = await published('forward-to-own-system.json', {
		'Hospitality Sender': {
			url: `${chaos.url}/statuses/503,200`,
			retrySchedule: 'custom',
			retryDelays: '1',
		},
	});
	await deliver(n8n, workflow, 'gustaio');
	await n8n.waitForExecutions(workflow, 1);
});

it('refused-delivery-to-slack posts what is wrong', async () => {
	const workflow = await published('refused-delivery-to-slack.json');
	const url = String(await n8n.webhookUrl(workflow));
	await post(url, {
		headers: await signed('gustaio', '{"event":"order.create"}', { secret: 'other' }),
		body: '{"event":"order.create"}',
	});
	await deliver(n8n, workflow, 'gustaio');
	await allRan(n8n, workflow, 2);
	expect(standIns.slack()).toEqual([]);
});

it('failed-execution-to-slack posts which workflow failed, why, and where to look', async () => {
	const alert = await published('failed-execution-to-slack.json');
	const failing = await n8n.createWorkflow({
		name: 'Orders to the till',
		nodes: [
			{
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				parameters: { httpMethod: 'POST' },
			},
			{
				name: 'Till',
				type: 'n8n-nodes-base.stopAndError',
				parameters: { errorMessage: 'The till is closed' },
			},
		],
		settings: { errorWorkflow: alert.id },
	});
	await n8n.activate(failing);
	await post(String(await n8n.webhookUrl(failing)));
	await allRan(n8n, alert, 1);
	expect(standIns.slack()).toEqual([]);
});

it('watch-webhook posts what has newly failed as one message, and nothing on the next look', async () => {
	const platform = sandboxClient(sandbox);
	await platform.create('http://127.0.0.1:9/webhook', ['order.ready', 'order.sent']);
	await platform.emit('order.ready');
	await platform.emit('order.sent');
	const workflow = await imported('watch-webhook.json');
	for (const count of [1, 2]) {
		await n8n.run(workflow, 'Every Hour');
		await n8n.waitForExecutions(workflow, count);
	}
	await allRan(n8n, workflow, 2);
	expect(standIns.slack()).toEqual([]);
});

it('verify-webhook answers 200 to a genuine request and 401 to a changed one', async () => {
	const workflow = await published('verify-webhook.json');
	const genuine = await deliver(n8n, workflow, 'gustaio');
	const url = String(await n8n.webhookUrl(workflow));
	const headers = await signed('gustaio', '{"event":"order.create"}', { secret: WHSEC });
	const changed = await post(url, {
		headers: { 'content-type': 'application/json', ...headers },
		body: '{"event":"order.update"}',
	});
	expect([genuine.status, genuine.body]).toEqual([200, { received: true }]);
	expect([changed.status, changed.body]).toEqual([401, { error: 'signature_mismatch' }]);
	await allRan(n8n, workflow, 2);
});
