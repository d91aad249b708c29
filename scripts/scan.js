'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { packPackage, packedBefore, unpack } = require('./n8n/package');
const { root } = require('./paths');
const { PlainError, runProgram } = require('./plainError');

/**
 * What n8n's scanner lints in the source a published package was built from, and in the published
 * package itself: the same two calls that its command makes after downloading both.
 *
 * @typedef {{ passed: boolean, message?: string, details?: string }} ScanResult
 * @typedef {{
 *   analyzePackage: (folder: string, patterns: string[]) => Promise<ScanResult>,
 *   SOURCE_FILE_PATTERNS: string[],
 * }} Scanner
 */

const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/** @returns {Promise<Scanner>} */
async function loadScanner() {
	// The package names a command only, no entry point for programs.
	const command = require.resolve('@n8n/scan-community-package/scanner/scanner.mjs');
	return await import(command);
}

/**
 * The nodes and credentials that a package names for n8n and does not hold. npm packs a folder
 * without dist/ as readily as one with it.
 *
 * @param {string} folder where the package is unpacked
 */
function missingFiles(folder) {
	const { n8n } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
	/** @type {string[]} */
	const named = [...n8n.nodes, ...n8n.credentials];
	return named.filter((file) => !fs.existsSync(path.join(folder, file)));
}

/**
 * Runs the rules of n8n's scanner for community packages, without its network checks, on the
 * sources and on a packed tarball, which has to hold what n8n loads.
 *
 * @returns {Promise<number>} exit code
 */
async function scan() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-scan-'));
	try {
		const { tarball } = packedBefore() ?? (await packPackage(folder));
		const unpacked = path.join(folder, 'package');
		unpack(tarball, unpacked);
		const missing = missingFiles(unpacked);
		if (missing.length > 0) {
			throw new PlainError(`The package lacks what n8n loads of it: ${missing.join(', ')}`);
		}
		const { analyzePackage, SOURCE_FILE_PATTERNS } = await loadScanner();
		const results = [
			await analyzePackage(root, SOURCE_FILE_PATTERNS),
			await analyzePackage(unpacked, TARBALL_FILE_PATTERNS),
		];
		for (const { message, details } of results) {
			if (message || details) console.log([message, details].join('\n'));
		}
		const passed = results.every((result) => result.passed);
		console.log(passed ? 'n8n scanner: passed' : 'n8n scanner: failed');
		return passed ? 0 : 1;
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

if (require.main === module) runProgram(scan);
