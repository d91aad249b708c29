'use strict';

const { isFinished, outputOf } = require('../n8n/executions');

/** @typedef {import('./importExamples').ActiveExample} ActiveExample */
/** @typedef {import('../n8n/process').N8n} N8n */
/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */
/** @typedef {import('../../sandbox/state').Delivery} Delivery */
/** @typedef {{ platform: string, event: string, summary: string, workflows: string, status: string, arrived: boolean }} Row */

/** The events that say most; of other platforms it is the first that they have. */
const FIRST_EVENTS = {
	gustaio: { event: 'order.create' },
	olympusCloud: {
		event: 'order.created',
		data: {
			id: 'order_456',
			number: '1042',
			status: 'open',
			total: 149.9,
			items: [
				{ name: 'Classic Burger', quantity: 6 },
				{ name: 'Fries', quantity: 4 },
			],
		},
	},
	resmio: { event: 'booking_created' },
	roostSync: { event: 'booking.created' },
};

/** What the examples together send to. */
const EXPECTED = ['slack', 'chat', 'rows', 'mail', 'request'];

const WIDEST_SUMMARY = 42;

/**
 * Lets the event happen at the platform, and waits for the executions that it starts.
 *
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {import('../../lib/platform').Platform} platform
 * @param {ActiveExample[]} examples of the platform
 * @returns {Promise<Row>}
 */
async function checkPlatform(n8n, { state }, platform, examples) {
	const { deliver } = require('../../sandbox/deliver');
	const { nextResourceId } = require('../../sandbox/nextRecord');
	const { outgoingEvent } = require('../../sandbox/outgoing');
	const { subscribers } = require('../../sandbox/webhooks');
	/** @type {Record<string, { event: string, data?: Record<string, unknown> }>} */
	const first = FIRST_EVENTS;
	const wanted = first[platform.id] ?? { event: platform.events[0]?.name ?? '' };
	const resourceId = nextResourceId(state, platform, wanted.event);
	const event = outgoingEvent(platform, { ...wanted, resourceId }, state.clock());
	const row = { platform: platform.name, event: event.name, summary: '-' };
	/** @param {string} status @returns {Row} */
	const missing = (status) => ({ ...row, workflows: '0', status, arrived: false });

	const started = [];
	for (const example of examples) {
		const url = await n8n.webhookUrl(example.workflow, example.node.name);
		const webhook = subscribers(state, platform, event.name).find((one) => one.url === url);
		if (!webhook) continue;
		const before = (await n8n.executions(example.workflow)).filter(isFinished).length;
		const delivery = await deliver(state, { platform, webhook, event });
		if (isTaken(delivery, platform)) started.push({ example, count: before + 1 });
		else if (example.isReceiver) return missing(answerOf(delivery));
	}
	let status = 'success';
	for (const { example, count } of started) {
		const finished = await n8n.waitForExecutions(example.workflow, count);
		const execution = await n8n.execution(String(finished.at(-1)?.id));
		if (!['success', 'waiting'].includes(execution.status)) {
			status = `${execution.status}: ${example.workflow.name}`;
		}
		const item = outputOf(execution, example.node.name).at(0);
		if (example.isReceiver && item?.platform === platform.id) row.summary = item.summary;
	}
	const arrived = status === 'success' && row.summary !== '-';
	return { ...row, workflows: String(started.length), status, arrived };
}

/** @param {Delivery} delivery */
function answerOf({ attempts }) {
	const attempt = attempts.at(-1);
	return attempt?.status ? `${attempt.status} ${attempt.response}` : `no answer`;
}

/**
 * @param {Delivery} delivery
 * @param {import('../../lib/platform').Platform} platform
 */
function isTaken(delivery, { answer }) {
	const { status, body } = answer ?? { status: 200, body: 'json' };
	const words = body === 'empty' ? '' : '{"received":true}';
	return answerOf(delivery) === `${status} ${words}`;
}

/** @param {Row[]} rows */
function formatTable(rows) {
	/** @type {(keyof Row)[]} */
	const columns = ['platform', 'event', 'summary', 'workflows', 'status'];
	const lines = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
	const widths = columns.map((_, index) => {
		return Math.max(...lines.map((line) => String(line[index]).length));
	});
	return lines
		.map((line) =>
			line
				.map((cell, index) => cell.padEnd(widths[index] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** @param {unknown} value */
function cellOf(value) {
	const text = String(value);
	return text.length > WIDEST_SUMMARY ? `${text.slice(0, WIDEST_SUMMARY - 1)}…` : text;
}

/**
 * Lets one documented event happen at each platform, and prints what the example workflows made of
 * it.
 *
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {ActiveExample[]} examples
 * @returns {Promise<boolean>} whether all arrived, and everything that they are sent on to
 */
async function checkExamples(n8n, sandbox, examples) {
	const { SERVICES } = require('../../sandbox/inbox/services');
	const { inbox, platforms } = sandbox.state;
	const earlier = new Set(inbox.newestFirst().map(({ id }) => id));
	/** @type {Row[]} */
	const rows = [];
	for (const platform of platforms) {
		const ofPlatform = examples.filter((example) => example.platform === platform.id);
		try {
			rows.push(await checkPlatform(n8n, sandbox, platform, ofPlatform));
		} catch (error) {
			const status = /** @type {Error} */ (error).message;
			const { name } = platform;
			rows.push({
				platform: name,
				event: '-',
				summary: '-',
				workflows: '-',
				status,
				arrived: false,
			});
		}
	}
	const arrived = rows.filter((row) => row.arrived).length;
	const fresh = inbox.newestFirst().filter(({ id }) => !earlier.has(id));
	const counts = SERVICES.map(({ kind, name }) => ({
		kind,
		name,
		count: fresh.filter((entry) => entry.kind === kind).length,
	}));
	console.log(`\n${formatTable(rows)}\n`);
	console.log(`${arrived} of ${rows.length} events arrived`);
	console.log(`Inbox: ${counts.map(({ name, count }) => `${name} ${count}`).join(', ')}`);
	const isFilled = counts.every(({ kind, count }) => count > 0 || !EXPECTED.includes(kind));
	return arrived === rows.length && isFilled;
}

module.exports = { checkExamples };
