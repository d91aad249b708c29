// @ts-check
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { Report } = require('../../scripts/figures/report');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { numberSetting } = require('../../scripts/resultTable');
const { median, percentile } = require('../rounds');
const { startGitHub } = require('./gitHub');
const { heat, startMeasuredN8n } = require('./measured');
const { messages } = require('./messages');
const receivers = require('./receivers');
const { takeTurns } = require('./turns');

/** @typedef {import('./measured').Heat} Heat */
/** @typedef {import('../../scripts/n8n/package').PackedPackage} PackedPackage */
/** @typedef {Record<string, Heat>[]} Rounds what each contender did in each round */

/**
 * The two ways in which n8n makes the isolated contexts of expressions, and how many events each
 * contender gets in a round, by connections: by default n8n takes several times as long.
 */
const MODES = [
	{
		title: 'With `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`, as [operations](operations.md) advises',
		lazyIsolates: true,
		starts: numberSetting('STARTS', 2),
		rounds: numberSetting('ROUNDS', 2),
		warmUp: 3,
		events: /** @type {Record<number, number>} */ ({ 1: 50, 10: 100, 50: 100 }),
	},
	{
		title: 'With the defaults of n8n',
		lazyIsolates: false,
		starts: 1,
		rounds: numberSetting('ROUNDS', 2),
		warmUp: 1,
		events: /** @type {Record<number, number>} */ ({ 1: 25, 10: 50, 50: 75 }),
	},
];
/** @typedef {(typeof MODES)[number]} Mode */

const CORE = 'Webhook';
const GUARDED = 'Webhook, Header Auth';
const OURS = 'Hospitality Trigger';
const NAMES = [CORE, GUARDED, 'Webhook, Code, IF', 'GitHub Trigger', OURS];

/**
 * The Trigger in a real n8n against n8n's own nodes: the Webhook node that takes everything, the
 * same with a header that it compares, the check that people build by hand, and a trigger of n8n
 * that checks a signature. Several processes of n8n one after the other, since what the engine has
 * made of the code differs from one to the next. Each event is new: a duplicate would start nothing.
 */
async function benchTrigger() {
	const report = new Report('trigger', {
		command: 'npm run bench -- trigger',
		versions: 'n8n',
		text: `Signed orders of 1 kB, each an event of its own, to workflows in a real n8n that take turns: n8n's Webhook node as it is, which takes whatever comes; the same with Header Auth; the same with a Code node for the HMAC and an IF node, as people build it by hand; n8n's GitHub Trigger, which checks a signature of its own; and the Hospitality Trigger. Behind each stands a No Operation node. An event counts when its run has ended; an answer when it has arrived. n8n keeps no data of runs that succeed.`,
	});
	const folder = mkdtempSync(join(tmpdir(), 'bench-n8n-'));
	const gitHub = await startGitHub();
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		for (const mode of MODES) {
			/** @type {Record<number, Rounds>} */
			const rounds = {};
			for (let start = 0; start < mode.starts; start += 1) {
				for (const [connections, more] of await raceInOneN8n(mode, packed, gitHub)) {
					rounds[connections] = [...(rounds[connections] ?? []), ...more];
				}
			}
			tell(report, mode, rounds);
		}
		await report.write();
	} finally {
		gitHub.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {Mode} mode
 * @param {PackedPackage} packed
 * @param {Awaited<ReturnType<typeof startGitHub>>} gitHub
 * @returns {Promise<[connections: number, Rounds][]>}
 */
async function raceInOneN8n({ lazyIsolates, rounds, warmUp, events }, packed, gitHub) {
	const n8n = await startMeasuredN8n({
		packages: [packed],
		lazyIsolates,
		env: { NODE_FUNCTION_ALLOW_BUILTIN: 'crypto' },
	});
	try {
		/** @type {Record<string, string>} */
		const urls = {
			[CORE]: await receivers.webhook(n8n),
			[GUARDED]: await receivers.webhookWithHeaderAuth(n8n),
			'Webhook, Code, IF': await receivers.webhookWithCode(n8n),
			'GitHub Trigger': await receivers.gitHubTrigger(n8n, gitHub.url),
			[OURS]: await receivers.hospitalityTrigger(n8n),
		};
		const gitHubSecret = gitHub.webhook().secret;
		/** @type {[number, Rounds][]} */
		const raced = [];
		for (const [connections, count] of Object.entries(events)) {
			const options = { rounds, warmUp: raced.length === 0 ? warmUp : 0 };
			const heats = await takeTurns(NAMES, options, async (name) =>
				heat(n8n, urls[name], messages(count, { gitHubSecret }), Number(connections)),
			);
			raced.push([Number(connections), heats]);
		}
		return raced;
	} finally {
		await n8n.stop();
	}
}

/** @param {Report} report @param {Mode} mode @param {Record<number, Rounds>} raced by connections */
function tell(report, { title, lazyIsolates, events }, raced) {
	const rows = Object.entries(raced).flatMap(([connections, rounds]) =>
		NAMES.map((name) => {
			const heats = rounds.map((round) => round[name]);
			const answers = heats.flatMap((one) => one.answers);
			return [
				connections,
				name,
				median(heats.map((one) => one.perSecond)).toFixed(0),
				ratio(rounds, name, CORE).toFixed(2),
				median(answers).toFixed(0),
				percentile(answers, 0.99).toFixed(0),
				median(heats.map((one) => one.threadMs)).toFixed(1),
			];
		}),
	);
	const counts = Object.entries(events).map(([connections, count]) => {
		const sent = count * raced[Number(connections)].length;
		return `${sent} events over ${connections}`;
	});
	report.table(
		`${title}. To each ${counts.join(', ')} connections:`,
		[
			'Connections',
			'Workflow starts with',
			'Events a second',
			'Of Webhook',
			'Median answer, ms',
			'p99 answer, ms',
			'Main thread for an event, ms',
		],
		rows,
	);
	const failed = NAMES.flatMap((name) => {
		const heats = Object.values(raced).flatMap((rounds) => rounds.map((round) => round[name]));
		const count = heats.reduce((sum, one) => sum + one.failed, 0);
		return count > 0 ? [`${count} to ${name}`] : [];
	});
	if (failed.length > 0) {
		report.note(
			`n8n answered some events with an error, or ended their run with one; they do not count: ${failed.join(', ')}.`,
		);
	}
	// Under load; over one connection the answers wait for the caller too.
	const rounds = [...raced[10], ...raced[50]];
	const speed = median(rounds.map((round) => round[OURS].perSecond)).toFixed(0);
	if (!lazyIsolates) {
		report.answer(
			'And with the defaults of n8n?',
			`${ratio(rounds, OURS, CORE).toFixed(2)} and ${ratio(rounds, OURS, GUARDED).toFixed(2)} times as many: ${speed} events a second`,
		);
		return;
	}
	report.answer(
		'How many events a second does the Trigger take, against the core Webhook node?',
		`${ratio(rounds, OURS, CORE).toFixed(2)} times as many as that node without any check, ${ratio(rounds, OURS, GUARDED).toFixed(2)} times as many as with its Header Auth: ${speed} events a second, with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\``,
	);
	report.answer(
		'And against a signature check built by hand?',
		`${ratio(rounds, OURS, 'Webhook, Code, IF').toFixed(2)} times as many as Webhook, Code and IF, ${ratio(rounds, OURS, 'GitHub Trigger').toFixed(2)} times as many as the GitHub Trigger`,
	);
	report.goal(`${OURS} / ${CORE}`, ratio(rounds, OURS, CORE), { least: 0.85 });
	report.goal(`${OURS} / ${GUARDED}`, ratio(rounds, OURS, GUARDED), { least: 1 });
}

/** How many times as many events a second, in the same round. @param {Rounds} rounds @param {string} name @param {string} other */
const ratio = (rounds, name, other) =>
	median(rounds.map((round) => round[name].perSecond / round[other].perSecond));

module.exports = { benchTrigger };
