// @ts-check
/**
 * Prints how fast the package is, as ratios within this one run.
 *
 *   npm run bench             verify and load
 *   npm run bench -- n8n      the Trigger and the Sender in a real n8n
 *   npm run bench -- trigger  (or sender) one of them
 *   npm run bench -- all      all of the above
 *   npm run bench -- queue    how often duplicates run in n8n's queue mode; needs Redis and PostgreSQL
 */
const { compile } = require('./compile');
const { benchLoad } = require('./load');
const { benchVerify } = require('./verify');

async function main() {
	const [what = 'code'] = process.argv.slice(2);
	console.log(`Node ${process.version} on ${process.platform} ${process.arch}`);
	if (['code', 'all'].includes(what)) {
		await benchVerify(compile());
		await benchLoad();
	}
	if (what === 'queue') {
		const { benchQueue } = require('./queue');
		await benchQueue();
	} else if (what !== 'code') {
		const { benchTrigger } = require('./n8n/trigger');
		const { benchSender } = require('./n8n/sender');
		if (what !== 'sender') await benchTrigger();
		if (what !== 'trigger') await benchSender();
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
