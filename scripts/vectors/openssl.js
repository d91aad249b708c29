// @ts-check
const { spawnSync } = require('child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

/** @typedef {'sha1' | 'sha256' | 'sha384' | 'sha512'} Algorithm */

/**
 * HMAC computed by the `openssl` command, so that no vector rests on the code under test.
 * @param {Algorithm} algorithm
 * @param {Buffer} key at least one byte: the command takes no empty key
 * @param {Buffer} content
 * @returns {Buffer}
 */
function hmac(algorithm, key, content) {
	const hexKey = `hexkey:${key.toString('hex')}`;
	return openssl(['dgst', `-${algorithm}`, '-mac', 'HMAC', '-macopt', hexKey, '-binary'], content);
}

/**
 * Ed25519 signature. The command reads key and message from files only.
 * @param {Buffer} seed 32 bytes
 * @param {Buffer} content
 * @returns {Buffer}
 */
function ed25519(seed, content) {
	// RFC 8410: an Ed25519 private key in PKCS #8 is this fixed prefix and the seed.
	const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
	const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
	try {
		const key = join(folder, 'key.der');
		const message = join(folder, 'message');
		writeFileSync(key, der);
		writeFileSync(message, content);
		return openssl(
			['pkeyutl', '-sign', '-rawin', '-keyform', 'DER', '-inkey', key, '-in', message],
			Buffer.alloc(0),
		);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** @param {string[]} args @param {Buffer} input @returns {Buffer} */
function openssl(args, input) {
	const run = spawnSync('openssl', args, { input, maxBuffer: 1 << 20 });
	if (run.error || run.status !== 0) {
		throw new Error(`openssl ${args[0]} failed: ${run.error?.message ?? run.stderr.toString()}`);
	}
	return run.stdout;
}

module.exports = { hmac, ed25519 };
