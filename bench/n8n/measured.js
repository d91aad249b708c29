// @ts-check
const { existsSync, readFileSync } = require('fs');

const { poll } = require('../../scripts/n8n/poll');
const { startN8n } = require('../../scripts/n8n/process');
const { fire } = require('./fire');

/** @typedef {import('../../scripts/n8n/process').N8n} N8n */
/** @typedef {import('../../scripts/n8n/process').StartOptions} StartOptions */

const MEGABYTE = 1024;
/** Asking costs n8n some milliseconds too. */
const ASK_EVERY_MS = 15;
const LONGEST_RUN_MS = 120_000;

/**
 * Starts an n8n that counts its executions and keeps no data of those that succeed.
 *
 * @param {StartOptions} options
 */
async function startMeasuredN8n({ env, ...options }) {
	const settings = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_LOG_LEVEL: 'error' };
	return await startN8n({ ...options, env: { N8N_METRICS: 'true', ...settings, ...env } });
}

/**
 * @typedef {object} Heat
 * @property {number} perSecond events received and run to the end
 * @property {number[]} answers how many milliseconds each answer took
 * @property {number} failed how many n8n answered with an error, or whose run ended with one
 * @property {number} threadMs time of n8n's main thread for each event; not a number without /proc
 */

/**
 * Fires messages at a workflow and waits until all that they started has ended: n8n answers before
 * it runs the workflow, and what is left to do is not to be the next one's burden.
 *
 * @param {N8n} n8n
 * @param {string} url
 * @param {import('./fire').Message[]} messages
 * @param {number} connections
 * @returns {Promise<Heat>}
 */
async function heat(n8n, url, messages, connections) {
	const before = await endedExecutions(n8n);
	const thread = threadSeconds(n8n.pid());
	const start = performance.now();
	const { answers, failed: refused } = await fire(url, messages, connections);
	const isOver = async () => {
		const { good, bad } = await endedExecutions(n8n);
		const ended = { good: good - before.good, bad: bad - before.bad };
		return ended.good + ended.bad >= answers.length ? ended : undefined;
	};
	const options = { timeoutMs: LONGEST_RUN_MS, everyMs: ASK_EVERY_MS };
	const { good, bad } = await poll(`${answers.length} executions to end`, isOver, options);
	if (bad > good) throw new Error(`Of ${answers.length} executions of ${url} ${bad} failed`);
	const seconds = (performance.now() - start) / 1000;
	const threadMs = ((threadSeconds(n8n.pid()) - thread) * 1000) / answers.length;
	return { perSecond: good / seconds, answers, failed: refused + bad, threadMs };
}

/** How many executions have succeeded so far, and how many have not. @param {N8n} n8n */
async function endedExecutions({ url }) {
	const text = await (await fetch(`${url}/metrics`)).text();
	const count = { good: 0, bad: 0 };
	for (const [, labels, value] of text.matchAll(
		/^n8n_workflow_execution_duration_seconds_count\{(.*)\} (\d+)$/gm,
	)) {
		count[labels.includes('status="success"') ? 'good' : 'bad'] += Number(value);
	}
	return count;
}

/**
 * Processor time that the main thread of a process has used; not a number where there is no /proc.
 * It is what limits n8n, and unlike the clock it does not count what else the machine does.
 * @param {number | undefined} pid
 */
function threadSeconds(pid) {
	const file = `/proc/${pid}/task/${pid}/stat`;
	if (!existsSync(file)) return Number.NaN;
	// Behind the name in brackets; the 12th and 13th are user and system time in hundredths.
	const fields = readFileSync(file, 'utf8').split(') ')[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @param {number | undefined} pid @param {'VmRSS' | 'VmHWM'} field */
function residentMegabytes(pid, field) {
	const file = `/proc/${pid}/status`;
	if (!existsSync(file)) return Number.NaN;
	const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(file, 'utf8')) ?? [];
	return Number(kilobytes) / MEGABYTE;
}

module.exports = { heat, residentMegabytes, startMeasuredN8n };
