// @ts-check
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { Report } = require('../../scripts/figures/report');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { numberSetting } = require('../../scripts/resultTable');
const { registerTypeScript } = require('../../scripts/typescript');
const { median } = require('../rounds');
const { itemRun } = require('./itemRun');
const { startMeasuredN8n } = require('./measured');
const { takeTurns } = require('./turns');

const WARM_UP_ROUNDS = 4;
const COUNTS = [1, 10, 100];
const DETAILS = 'Get Details';
const HTTP = 'HTTP Request';
const CREDENTIAL = 'olympusCloudApi';

/** The sandbox knows the orders from here on. */
const FIRST_ORDER = 300;

/**
 * Get Details in a real n8n against HTTP Request with the same credential, both from the API that the
 * sandbox plays.
 */
async function benchDetails() {
	const rounds = numberSetting('ROUNDS', 9);
	const report = new Report('details', {
		command: 'npm run bench -- details',
		versions: 'n8n',
		text: `One order is fetched for each item, by the Hospitality node with Get Details and by n8n's HTTP Request node with the same credential, from the sandbox's Olympus Cloud API on the same machine. Get Details fetches 8 at a time, adds what all platforms have in common and renews the summary; HTTP Request asks for all at once. Median of ${rounds} runs that take turns, by the time that n8n notes for the node.`,
	});
	const folder = mkdtempSync(join(tmpdir(), 'bench-details-'));
	registerTypeScript();
	/** @type {import('../../sandbox/start').Sandbox} */
	const sandbox = await require('../../sandbox/start').startSandbox();
	sandbox.state.settings.requestsPerMinute = 10_000_000;
	let n8n;
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		n8n = await startMeasuredN8n({ packages: [packed] });
		const account = sandbox.account('olympusCloud');
		const credentials = { [CREDENTIAL]: await n8n.createCredential(CREDENTIAL, account) };
		const contenders = {
			[DETAILS]: await itemRun(n8n, [{ ...getDetails(), credentials }]),
			[HTTP]: await itemRun(n8n, [{ ...httpRequest(account.baseUrl), credentials }]),
		};
		await race(report, contenders, rounds);
		await report.write();
	} finally {
		await n8n?.stop();
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

const getDetails = () => ({
	name: DETAILS,
	type: 'n8n-nodes-hospitality-webhooks.hospitality',
	parameters: { resource: 'event', operation: 'getDetails' },
});

/** @param {unknown} baseUrl */
const httpRequest = (baseUrl) => ({
	name: HTTP,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		url: `=${baseUrl}/commerce/orders/{{ $json.resourceId }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL,
		options: {},
	},
});

/** Events as the Trigger gives them out. @param {number} count */
const orders = (count) =>
	Array.from({ length: count }, (_, index) => ({
		platform: 'olympusCloud',
		event: 'order.created',
		resourceType: 'order',
		action: 'created',
		resourceId: `order_${FIRST_ORDER + index}`,
		account: { tenantId: 'tenant_xyz', locationId: 'loc_789' },
		data: { id: `order_${FIRST_ORDER + index}` },
	}));

/** @param {import('./itemRun').Json} item */
const isEnriched = ({ detailsSource }) => detailsSource === 'api';
/** @param {import('./itemRun').Json} answer */
const isOrder = (answer) => JSON.stringify(answer).includes('"tax_total"');

/** @param {Report} report @param {Record<string, import('./itemRun').ItemRun>} contenders @param {number} rounds */
async function race(report, contenders, rounds) {
	const names = Object.keys(contenders);
	const rows = [];
	for (const count of COUNTS) {
		const raced = await takeTurns(names, { rounds, warmUp: WARM_UP_ROUNDS }, async (name) => {
			const { ms, last } = await contenders[name](orders(count));
			const got = last.filter(name === DETAILS ? isEnriched : isOrder);
			if (got.length !== count) throw new Error(`${name} fetched ${got.length} of ${count}`);
			return Math.max(ms, 1);
		});
		const [ours, theirs] = names.map((name) => median(raced.map((round) => round[name])));
		const ratio = median(raced.map((round) => round[HTTP] / round[DETAILS])).toFixed(1);
		rows.push([count, ours.toFixed(0), theirs.toFixed(0), ratio]);
	}
	report.table(
		'Milliseconds for all items of a run:',
		['Items', `${DETAILS}, ms`, `${HTTP}, ms`, 'Get Details is so many times as fast'],
		rows,
	);
	const [, ours, theirs, ratio] = /** @type {string[]} */ (rows.at(-1)?.map(String));
	report.answer(
		`How long do the details of ${COUNTS.at(-1)} events take, against HTTP Request?`,
		`${ours} ms against ${theirs} ms: ${ratio} times as fast`,
	);
}

module.exports = { benchDetails };
