'use strict';

const { gzipSync } = require('node:zlib');

const MEMBER_BYTES = 32 * 1024 * 1024;
const MEMBERS = 32;

/** @type {Buffer | undefined} */
let bomb;

/**
 * One megabyte that unpacks to a gigabyte: gzip allows one file to be several behind each other.
 *
 * @returns {Buffer}
 */
function gzipBomb() {
	if (!bomb) {
		const member = gzipSync(Buffer.alloc(MEMBER_BYTES, 'a'));
		bomb = Buffer.concat(Array.from({ length: MEMBERS }, () => member));
	}
	return bomb;
}

module.exports = { gzipBomb };
