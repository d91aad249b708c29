import { DateTime } from 'luxon';
import { Webhook as StandardWebhook } from 'standardwebhooks';

import { makeSheet, sheetOf } from '../../sandbox/inbox/sheet';
import { type StandIns, startStandIns } from '../../sandbox/standIns/start';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { type Chaos, startChaos } from '../support/chaos/start';
import { received } from '../support/received';
import { signed, WHSEC } from '../support/senders';
import { outputOf, startFreshN8n } from './harness/n8n';
import { post } from './harness/post';
import { templateFiles } from './harness/templates';
import { type ItemJson, settledExecution } from './sender/sending';
import {
	allRan,
	deliver,
	type Entries,
	importTemplate,
	type References,
	templateCredentials,
} from './templates/running';
import { context, fields, header, plain } from './templates/slackBlocks';
import { sandboxClient } from './trigger/registering';

jest.setTimeout(240_000);

const SHEETS = {
	Orders: ['Time', 'Order', 'Items', 'Total', 'Status', 'Event'],
	Payments: ['Time', 'Payment', 'Amount', 'Currency', 'For', 'Event'],
	Menu: ['Item', 'Name', 'Price', 'Available', 'Changed'],
	Days: ['Date', 'Bookings', 'Guests', 'Cancelled'],
};
const CHAT_URL = 'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t';
const chatUrl = { 'Google Chat': { url: CHAT_URL } };
const SPREADSHEET = 'spreadsheet1';
const spreadsheet = {
	'Google Sheets': { documentId: { __rl: true, mode: 'id', value: SPREADSHEET } },
};

let standIns: StandIns;
let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
let sandbox: Sandbox;
let chaos: Chaos;
let credentials: References;

beforeAll(async () => {
	[sandbox, chaos] = await Promise.all([startSandbox(), startChaos()]);
	standIns = await startStandIns(sandbox.state);
	for (const [tab, head] of Object.entries(SHEETS)) {
		makeSheet(sandbox.state.inbox, { spreadsheet: SPREADSHEET, tab, head });
	}
	n8n = await startFreshN8n({ env: { ...standIns.env, GENERIC_TIMEZONE: 'Europe/Berlin' } });
	credentials = await templateCredentials(n8n, sandbox, standIns);
});
afterAll(async () => {
	await n8n.stop();
	await Promise.all([standIns.close(), sandbox.close(), chaos.close()]);
});

beforeEach(() => inbox().empty());
afterEach(() => expect(standIns.refused).toEqual([]));

const inbox = () => sandbox.state.inbox;

/** The rows of a sheet below its first. */
const rows = (tab: string) => sheetOf(inbox(), SPREADSHEET, tab).rows.slice(1);

const done = new Set<string>();

/** Imported and completed. */
async function imported(file: string, entries?: Entries) {
	done.add(file);
	return await importTemplate(n8n, file, credentials, entries);
}

/** The same, and published. */
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
	expect(received(inbox(), 'chat')).toEqual([
		{ space: 'AAAA', text: 'New order ‹users/all›', cards: [] },
	]);
});

it('booking-to-slack posts who comes when, in the time zone of the workflow', async () => {
	const workflow = await published('booking-to-slack.json');
	await deliver(n8n, workflow, 'resmio');
	await allRan(n8n, workflow, 1);
	expect(received(inbox(), 'slack')).toEqual([
		{
			channel: '#bookings',
			sender: 'n8n',
			text: 'New booking RUWSFD at the-fish, Mia Lindqvist, party of 6, 12 Mar 2026, 18:00',
			blocks: [
				header('New booking: Mia Lindqvist'),
				fields(
					'*When*\nThu 12 Mar 2026, 18:00',
					'*Party of*\n6',
					'*Phone*\n+49 30 55500312',
					'*E-mail*\nguest312@example.com',
					'*Note*\nWindow table, please',
					'*Booking*\nRUWSFD',
				),
				context('resmio, the-fish'),
			],
		},
	]);
});

it('large-order-to-google-chat posts an order of 100 and not one of 99.99', async () => {
	const workflow = await published('large-order-to-google-chat.json', chatUrl);
	for (const [number, total] of Object.entries({ 1041: 99.99, 1042: 100 })) {
		const order = { id: `order_${number}`, number, total, items: [{ name: 'Soup', quantity: 9 }] };
		await deliver(n8n, workflow, 'olympusCloud', olympus('order.created', `evt_${number}`, order));
	}
	await allRan(n8n, workflow, 1);
	const text = '*Large order*\nNew order #1042: 9 x Soup, total 100.00';
	expect(received(inbox(), 'chat')).toEqual([{ space: 'AAAA', text, cards: [] }]);
});

it('order-to-google-sheets adds a row, in which nothing becomes a formula', async () => {
	const workflow = await published('order-to-google-sheets.json', spreadsheet);
	const items = [{ name: '=1+1' }, { name: 'Soft Pretzel', quantity: 2 }];
	const order = { id: 'order_456', number: '1042', status: 'open', total: 32.53, items };
	await deliver(n8n, workflow, 'olympusCloud', olympus('order.created', 'evt_rows', order));
	await allRan(n8n, workflow, 1);
	expect(rows('Orders')).toEqual([
		['2026-01-18 11:30', '1042', '=1+1, 2 x Soft Pretzel', 32.53, 'open', 'order.created'],
	]);
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
	expect(rows('Payments')).toEqual([
		['2024-03-15 11:30', 'pay_12345', 6000, '', 'bk_12345', 'payment.received'],
	]);
});

it('menu-to-google-sheets adds an item once, and then changes its row', async () => {
	const workflow = await published('menu-to-google-sheets.json', spreadsheet);
	const changes = ['item_burger', 'item_fries', 'item_burger'];
	for (const [index, id] of changes.entries()) {
		const event = olympus('menu.price_changed', `evt_menu_${index}`, { id });
		const created_at = `2026-01-18T1${index}:00:00Z`;
		await deliver(n8n, workflow, 'olympusCloud', { ...event, created_at });
		await n8n.waitForExecutions(workflow, index + 1);
	}
	await allRan(n8n, workflow, 3);
	expect(rows('Menu')).toEqual([
		['item_burger', 'Classic Burger', 14.99, true, '2026-01-18 13:00'],
		['item_fries', 'Fries', 4.99, true, '2026-01-18 12:00'],
	]);
});

it('low-stock-to-slack posts an item once a day as low and once as used up', async () => {
	const workflow = await published('low-stock-to-slack.json');
	const chicken = { id: 'inv_123', item_id: 'item_chicken', name: 'Chicken <Breast>', unit: 'lb' };
	const levels = { reorder_level: 10, reorder_quantity: 50 };
	for (const [index, quantity] of [5, 3, 0, 0].entries()) {
		const type = quantity === 0 ? 'inventory.out_of_stock' : 'inventory.low_stock';
		const data = { ...chicken, ...levels, current_quantity: quantity };
		await deliver(n8n, workflow, 'olympusCloud', olympus(type, `evt_stock_${index}`, data));
		await n8n.waitForExecutions(workflow, index + 1);
	}
	await allRan(n8n, workflow, 4);
	const further = ['*Unit*\nlb', '*Reorder level*\n10', '*To order*\n50', '*Item*\nitem_chicken'];
	const message = { channel: '#purchasing', sender: 'n8n' };
	expect(received(inbox(), 'slack')).toEqual([
		{
			...message,
			text: 'Low stock: Chicken ‹Breast›, 5 lb',
			blocks: [header('Low stock: Chicken ‹Breast›, 5 lb'), fields('*Left*\n5', ...further)],
		},
		{
			...message,
			text: 'Out of stock: Chicken ‹Breast›',
			blocks: [header('Out of stock: Chicken ‹Breast›'), fields('*Left*\n0', ...further)],
		},
	]);
});

it('booking-to-email sends a mail', async () => {
	const workflow = await published('booking-to-email.json', {
		'Send Email': { fromEmail: 'desk@example.com', toEmail: 'team@example.com' },
	});
	await deliver(n8n, workflow, 'roostSync');
	await allRan(n8n, workflow, 1);
	expect(received(inbox(), 'mail')).toEqual([
		{
			from: 'desk@example.com',
			to: 'team@example.com',
			subject:
				'New booking bk_12345, Juan dela Cruz, Room 101 - Deluxe, 20 Mar 2024 to 22 Mar 2024',
			text: [
				'Guest: Juan dela Cruz',
				'From: 2024-03-20',
				'To: 2024-03-22',
				'Booked through: direct',
				'Status: confirmed',
				'Booking: bk_12345',
			].join('\n'),
		},
	]);
});

it('booking-to-google-calendar enters a stay over whole days', async () => {
	const workflow = await published('booking-to-google-calendar.json', {
		'Google Calendar': { calendar: { __rl: true, mode: 'id', value: 'desk@example.com' } },
	});
	await deliver(n8n, workflow, 'roostSync');
	await allRan(n8n, workflow, 1);
	expect(received(inbox(), 'calendar')).toEqual([
		{
			calendar: 'desk@example.com',
			title: 'Juan dela Cruz',
			description:
				'New booking bk_12345, Juan dela Cruz, Room 101 - Deluxe, 20 Mar 2024 to 22 Mar 2024',
			start: '2024-03-20',
			end: '2024-03-22',
		},
	]);
});

it('review-request-by-email writes to the guest, and not where the booking was cancelled', async () => {
	const workflow = await published('review-request-by-email.json', {
		'Send Email': { fromEmail: 'desk@example.com' },
	});
	const CONFIRMED = 51918313;
	const CANCELLED = 51918316;
	for (const id of [CONFIRMED, CANCELLED]) {
		const event = { id, facility_id: 'the-fish', action: 'BOOKING_CREATED' };
		await deliver(n8n, workflow, 'resmio', event);
	}
	await allRan(n8n, workflow, 2);
	expect(received(inbox(), 'mail')).toEqual([
		{
			from: 'desk@example.com',
			to: 'guest312@example.com',
			subject: 'How was your evening?',
			text: [
				'Dear Mia Lindqvist,',
				'',
				'thank you for your visit. How did you like it?',
				'A short review helps us and other guests: https://example.com/review',
			].join('\n'),
		},
	]);
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
	expect(rows('Days')).toEqual([
		[today, 0, 0, 0],
		[today, 6, 33, 2],
	]);
});

it('event-to-data-table keeps an event that comes twice in one row', async () => {
	const workflow = await published('event-to-data-table.json', {
		'Hospitality Trigger': {
			platform: 'olympusCloud',
			events: ['*'],
			options: { deduplicate: false },
		},
	});
	const order = { id: 'order_456', number: '1042', status: 'open', total: 32.53 };
	for (const count of [1, 2]) {
		await deliver(n8n, workflow, 'olympusCloud', olympus('order.created', 'evt_table', order));
		await n8n.waitForExecutions(workflow, count);
	}
	const { outputOf } = await allRan(n8n, workflow, 2);
	const [[first], [second]] = outputOf('Keep Event');
	expect(first).toMatchObject({
		key: 'evt_table',
		platform: 'olympusCloud',
		event: 'order.created',
		resourceId: 'order_456',
		summary: 'New order #1042, total 32.53',
		amount: 32.53,
		status: 'open',
		guest: null,
		startsAt: null,
		data: '{"id":"order_456","number":"1042","status":"open","total":32.53}',
	});
	expect(second.id).toBe(first.id);
});

it('forward-to-own-system sends a signed event until it is taken, or else fails', async () => {
	const forwarding = async (answers: string) =>
		await published('forward-to-own-system.json', {
			'Hospitality Sender': {
				url: `${chaos.url}/statuses/${answers}`,
				retrySchedule: 'custom',
				retryDelays: '1',
			},
		});
	const outcomeOf = async (workflow: { id: string }) => {
		const [{ id }] = await n8n.waitForExecutions(workflow, 1);
		return await settledExecution(n8n, id);
	};
	const [taken, lost] = [await forwarding('503,200'), await forwarding('503,410')];
	await deliver(n8n, taken, 'gustaio');
	expect((await outcomeOf(taken)).status).toBe('success');
	const [eventId, ...others] = chaos.ledger.eventIds();
	expect(others).toEqual([]);
	const arrivals = chaos.ledger.of(eventId);
	expect(arrivals.map(({ status }) => status)).toEqual([503, 200]);
	const { body, headers } = arrivals[1];
	const event = new StandardWebhook(WHSEC).verify(body, headers as Record<string, string>);
	expect(event).toEqual({
		type: 'order.create',
		timestamp: '2026-01-18T10:30:00.000Z',
		data: {
			id: 'order_123',
			status: 'new',
			total: 98,
			currency: 'EUR',
			experienceDetails: { id: 'experience_123', name: 'Wine Tasting', guests: 2 },
		},
	});

	await deliver(n8n, lost, 'gustaio');
	expect((await outcomeOf(lost)).data.resultData.error?.message).toBe(
		'order.create was not delivered: The endpoint answered with status 410: it wants no more deliveries; trying again would not change that',
	);
});

it('refused-delivery-to-slack posts what is wrong', async () => {
	const workflow = await published('refused-delivery-to-slack.json');
	const url = String(await n8n.webhookUrl(workflow));
	const body = '{"event":"order.create"}';
	await post(url, { headers: await signed('gustaio', body, { secret: 'another' }), body });
	await deliver(n8n, workflow, 'gustaio');
	await allRan(n8n, workflow, 2);
	expect(received(inbox(), 'slack')).toEqual([
		{
			channel: '#alerts',
			sender: 'n8n',
			text: 'Refused a Gustaio delivery: The signature does not belong to this body and secret',
			blocks: [
				header('Refused a Gustaio delivery'),
				{
					type: 'section',
					text: plain('The signature does not belong to this body and secret'),
				},
				context('signature_mismatch, from 127.0.0.1, answered with 401'),
			],
		},
	]);
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
	const [{ id }] = await n8n.executions(failing);
	expect(received(inbox(), 'slack')).toEqual([
		{
			channel: '#alerts',
			sender: 'n8n',
			text: 'Failed: Orders to the till',
			blocks: [
				header('Failed: Orders to the till'),
				{ type: 'section', text: plain('Till: The till is closed') },
				{
					type: 'actions',
					elements: [
						{
							type: 'button',
							text: plain(`Open execution ${id}`),
							url: `${n8n.url}/workflow/${failing.id}/executions/${id}`,
						},
					],
				},
			],
		},
	]);
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
	const [{ blocks, ...message }, ...others] = received(inbox(), 'slack');
	expect(others).toEqual([]);
	expect(message).toEqual({
		channel: '#alerts',
		sender: 'n8n',
		text: '2 deliveries of Olympus Cloud failed',
	});
	const [first, second] = blocks as Array<{ text: { text: string } }>;
	expect(first).toEqual(header('Deliveries of Olympus Cloud failed: 2'));
	const lines = second.text.text.split('\n').sort();
	expect(lines).toEqual([
		expect.stringMatching(/^order\.ready: no answer, next try \d+ \w{3}, \d\d:\d\d$/),
		expect.stringMatching(/^order\.sent: no answer, next try \d+ \w{3}, \d\d:\d\d$/),
	]);
});

it('verify-webhook answers 200 to a genuine request and 401 to a changed one', async () => {
	const workflow = await published('verify-webhook.json');
	const genuine = await deliver(n8n, workflow, 'gustaio');
	const url = String(await n8n.webhookUrl(workflow));
	const proof = await signed('gustaio', '{"event":"order.create"}', { secret: WHSEC });
	const headers = { 'content-type': 'application/json', ...proof };
	const changed = await post(url, { headers, body: '{"event":"order.update"}' });
	expect([genuine.status, genuine.body]).toEqual([200, { received: true }]);
	expect([changed.status, changed.body]).toEqual([401, { error: 'signature_mismatch' }]);
	await allRan(n8n, workflow, 2);
});

/** Runs a template of the Sender by hand, with the endpoint that its note asks for. */
async function sent(file: string, answers: string, entries: Entries = {}) {
	const url = `${chaos.url}/statuses/${answers}`;
	const workflow = await imported(file, { 'Hospitality Sender': { url }, ...entries });
	const { executionId } = await n8n.run(workflow, 'Start');
	const execution = await settledExecution(n8n, String(executionId));
	expect(execution.status).toBe('success');
	return { url, outputOf: (node: string) => outputOf(execution, node) };
}

it('send-durable sends an event again after a while, until it is taken', async () => {
	const { outputOf: output } = await sent('send-durable.json', '503,200');
	const [{ delivery, ...order }] = output('Delivered') as ItemJson[];
	expect(order).toEqual({ id: 'ord_1001', order_number: '1001', total: 42.5, status: 'created' });
	expect(delivery.attempts.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
	const [first, second] = chaos.ledger.of(delivery.eventId);
	expect(second.at).toBeGreaterThanOrEqual(first.at + 60_000);
	expect(chaos.ledger.accepted(delivery.eventId)).toBe(1);
});

it('send-alert posts once of an endpoint that takes none of seven events', async () => {
	const entries = { Booking: { duplicateItem: true, duplicateCount: 6 } };
	const { url, outputOf: output } = await sent('send-alert.json', '410', entries);
	expect(output('Hospitality Sender')).toEqual([]);
	const [{ blocks, ...message }, ...others] = received(inbox(), 'slack');
	expect(others).toEqual([]);
	const text = `7 not delivered to ${new URL(url).host}`;
	expect(message).toEqual({ channel: '#alerts', sender: 'n8n', text });
	expect(blocks).toEqual([
		header(text),
		{
			type: 'section',
			text: plain(expect.stringContaining('The endpoint answered with status 410') as string),
		},
	]);
});

it('resend-failed has nothing to do before anything was sent', async () => {
	const { outputOf: output } = await sent('resend-failed.json', '200');
	expect(output('Hospitality Sender')).toEqual([]);
});

it('send-to-data-table keeps what became of an event, and resend-failed sends it again', async () => {
	const { url, outputOf: output } = await sent('send-to-data-table.json', '410,200');
	const [failed, ...others] = output('Keep Delivery');
	expect(failed).toMatchObject({
		event: 'order.created',
		platform: 'olympusCloud',
		url,
		status: 'failed',
		reason: 'gone',
		statusCode: 410,
		attemptCount: 1,
		data: '{"id":"ord_1001","order_number":"1001","total":42.5,"status":"created"}',
	});
	expect(others).toEqual([]);

	const resend = async () =>
		(await sent('resend-failed.json', '410,200')).outputOf('Keep Delivery');
	const [resent] = await resend();
	const { eventId, id } = failed;
	expect(resent).toMatchObject({ id, eventId, status: 'delivered', reason: '', statusCode: 200 });
	const [first, second] = chaos.ledger.of(eventId);
	expect(second.body).toEqual(first.body);
	expect(await resend()).toEqual([]);
	expect(chaos.ledger.of(eventId)).toHaveLength(2);
});

it('no template is left out', () => {
	expect([...done].sort()).toEqual(templateFiles());
});
