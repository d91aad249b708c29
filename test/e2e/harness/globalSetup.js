'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { startN8n } = require('../../../scripts/n8n/process');
const { packPackage, packedBefore } = require('../../../scripts/n8n/package');
const shared = require('./shared');

/** Packs the package and starts the one n8n that all end-to-end test files share. */
module.exports = async function globalSetup() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-packed-'));
	const packed = packedBefore() ?? (await packPackage(folder));
	// At this level n8n says the most, so "no secret in the log" is worth the most.
	const n8n = await startN8n({ packages: [packed], env: { N8N_LOG_LEVEL: 'debug' } });
	const { url, owner, logFile, userFolder, session } = n8n;
	const { cookie, browserId } = session;
	shared.publish({ url, owner, logFile, userFolder, packed, cookie, browserId });
	shared.keep(async () => {
		await n8n.stop();
		fs.rmSync(folder, { recursive: true, force: true });
	});
};
