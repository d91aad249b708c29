// @ts-check
/*
 * Loaded into n8n's process before n8n: on SIGUSR2 it collects all garbage and writes into a file
 * what memory is then left in use, in bytes. What the process holds is told from what it has not yet
 * thrown away only so.
 */

const { renameSync, writeFileSync } = require('fs');
const { setFlagsFromString } = require('v8');
const { runInNewContext } = require('vm');

const { HEAP_FILE: file } = process.env;
if (file) {
	setFlagsFromString('--expose-gc');
	/** @type {() => void} */
	const collect = runInNewContext('gc');
	process.on('SIGUSR2', () => {
		collect();
		// What ends with the first may hold something that only the second finds.
		setImmediate(() => {
			collect();
			const { heapUsed, external } = process.memoryUsage();
			writeFileSync(`${file}.new`, JSON.stringify({ heapUsed, external }));
			renameSync(`${file}.new`, file);
		});
	});
}
