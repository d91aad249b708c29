const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');

const FOLDER = join(__dirname, '..', 'platforms');
const VECTORS = join(__dirname, '..', 'vectors');

/**
 * What our own declarations make of every declared event: the delivery as the platform sends it,
 * and the item that comes out of it with the headers that it shows. Written by `npm run golden`.
 *
 * @typedef {Record<string, { headers: Record<string, string>, body: Record<string, unknown>, item: Record<string, unknown>, shown: Record<string, string> }>} Golden
 */

/**
 * What the platform's own documents say. Typed in from there, never written by a script.
 *
 * @typedef {object} Documented
 * @property {string} source where it is documented, or what stands for a document where there is none
 * @property {string[]} events the names that the documents list
 * @property {number[]} retryAfterSeconds
 * @property {number} [timeoutSeconds]
 * @property {boolean} [requiresHttps]
 * @property {string} [setUpAt] where webhooks are set up, in the words of the documents
 * @property {DocumentedSignature} signature
 * @property {PublishedDelivery[]} [published]
 * @property {DocumentedDelivery[]} deliveries
 * @property {Array<{ event: string, payload: unknown }>} tolerated forms that senders may well use
 * @property {Array<{ event: string, at: string, payload: unknown }>} contradicting with the path of the field that is wrong
 */

/**
 * How the deliveries are proved: as GitHub, Stripe or the Standard Webhooks do, with user name and
 * password, by the HMAC-SHA256 of a content (see `documentedContent`), or by the secret itself.
 * Hexadecimal and in Unix seconds where nothing else is said.
 *
 * @typedef {{ kind: 'basic' }
 *   | { kind: 'github', header: string }
 *   | { kind: 'hmac', header: string, content: string, encoding?: 'hex' | 'base64', timestampHeader?: string, timestampUnit?: 'any', idHeader?: string }
 *   | { kind: 'standardWebhooks', names?: 'svix' }
 *   | { kind: 'stripe', header: string }
 *   | { kind: 'token', header: string, prefix?: string }
 *   | { kind: 'token', query: string }} DocumentedSignature
 */

/**
 * A delivery that others have published with its signature.
 *
 * @typedef {object} PublishedDelivery
 * @property {string} name
 * @property {string} source
 * @property {string} secret
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {string} [url]
 * @property {number} [now] Unix seconds
 */

/**
 * @typedef {object} DocumentedDelivery
 * @property {string} what
 * @property {'whole' | 'data' | 'envelope' | 'fields'} [sampleOf] how much of the declared sample of its event it is; `fields`: each of its data but lists
 * @property {Record<string, string>} [headers] besides those of the signature
 * @property {string[]} body its lines, as printed
 * @property {Record<string, unknown>} item the fields of the item that have to be so
 */

/**
 * One case of `test/vectors`; see the README there for what each field means.
 *
 * @typedef {object} Vector
 * @property {string} name
 * @property {string} source
 * @property {import('../../lib/signature/scheme').SignatureScheme} [scheme]
 * @property {string} [secret]
 * @property {string} [previousSecret]
 * @property {string} [username]
 * @property {string} [password]
 * @property {import('../../lib/headers').RequestHeaders} headers
 * @property {string} [url]
 * @property {string} [method]
 * @property {Record<string, unknown>} [query]
 * @property {string} [body]
 * @property {string} [bodyBase64]
 * @property {{ text: string, times: number }} [bodyRepeat]
 * @property {number} now
 * @property {number} [toleranceSeconds]
 * @property {'valid' | import('../../lib/signature/verify').RefusalReason} expect
 * @property {import('../../lib/signature/secret').SecretLabel} [matched]
 * @property {boolean} [asSent]
 */

/**
 * @param {string} id of a platform
 * @returns {Golden}
 */
const goldenOf = (id) => JSON.parse(readFileSync(goldenFile(id), 'utf8'));

/**
 * @param {string} id of a platform
 * @returns {Documented}
 */
const documentedOf = (id) =>
	JSON.parse(readFileSync(join(FOLDER, `${id}.documented.json`), 'utf8'));

/**
 * @param {string} id of a platform
 * @returns {Vector[]}
 */
const vectorsOf = (id) => JSON.parse(readFileSync(join(VECTORS, `${id}.json`), 'utf8')).vectors;

/** @param {string} id */
const goldenFile = (id) => join(FOLDER, `${id}.golden.json`);

/**
 * @param {'documented' | 'golden'} kind
 * @returns {string[]} the ids that have such a file, sorted
 */
const idsWithFiles = (kind) =>
	readdirSync(FOLDER)
		.flatMap((name) => (name.endsWith(`.${kind}.json`) ? [name.split('.')[0]] : []))
		.sort();

module.exports = { documentedOf, goldenFile, goldenOf, idsWithFiles, vectorsOf };
