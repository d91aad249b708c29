const { existsSync, readFileSync } = require('fs');
const { join } = require('path');

const FOLDER = join(__dirname, '..', 'platforms');

/**
 * What our own declarations make of every declared event: the delivery as the platform sends it,
 * and the item that comes out of it. Written by `npm run golden`.
 *
 * @typedef {Record<string, { headers: Record<string, string>, body: Record<string, unknown>, item: Record<string, unknown> }>} Golden
 */

/**
 * What the platform's own documents say. Typed in from there, never written by a script.
 *
 * @typedef {object} Documented
 * @property {string} source
 * @property {string[]} events the names that the documents list
 * @property {number[]} retryAfterSeconds
 * @property {number} [timeoutSeconds]
 * @property {boolean} [requiresHttps]
 * @property {string} [setUpAt] where webhooks are set up, in the words of the documents
 * @property {DocumentedDelivery[]} deliveries
 * @property {Array<{ event: string, payload: unknown }>} tolerated forms that senders may well use
 * @property {Array<{ event: string, at: string, payload: unknown }>} contradicting with the path of the field that is wrong
 */

/**
 * @typedef {object} DocumentedDelivery
 * @property {string} what
 * @property {'whole' | 'data'} [sampleOf] how much of the declared sample of its event it is
 * @property {Record<string, string>} [headers] besides those of the signature
 * @property {string[]} body its lines, as printed
 * @property {Record<string, unknown>} item the fields of the item that have to be so
 */

/**
 * @param {string} id of a platform
 * @returns {Golden}
 */
const goldenOf = (id) => JSON.parse(readFileSync(goldenFile(id), 'utf8'));

/**
 * @param {string} id of a platform
 * @returns {Documented | undefined} undefined where the platform has no document of its own
 */
function documentedOf(id) {
	const file = join(FOLDER, `${id}.documented.json`);
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} id */
const goldenFile = (id) => join(FOLDER, `${id}.golden.json`);

module.exports = { documentedOf, goldenFile, goldenOf };
