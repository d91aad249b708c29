// @ts-check
/**
 * Writes test/vectors/*.json, or with --check tells whether the files are what openssl and the
 * signing libraries come to now.
 *
 *   node scripts/vectors.js [--check]
 */
const { existsSync, readFileSync, writeFileSync, mkdirSync } = require('fs');
const { join } = require('path');

const { documentedOf, idsWithFiles } = require('../test/support/platformFiles');
const { basic } = require('./vectors/basicCases');
const custom = require('./vectors/customCases');
const { acceptedBodies, places, refusedBodies, signatures } = require('./vectors/hmacCases');
const libraries = require('./vectors/libraryCases');
const ofKind = require('./vectors/platformCases');
const published = require('./vectors/publishedCases');
const { senderForms } = require('./vectors/senderForms');
const { senderOf, signsTime } = require('./vectors/senders');
const { timestamps } = require('./vectors/timestampCases');
const { token } = require('./vectors/tokenCases');

const FOLDER = join(__dirname, '..', 'test', 'vectors');

/**
 * @typedef {import('./vectors/hmacCases').Case} Case
 * @typedef {import('./vectors/senders').Sender} Sender
 */

/** @returns {Promise<Case[]>} */
const customVectors = async () => [
	...published.rfc(),
	...published.convoy(),
	...custom.combinations(),
	...custom.mismatches(),
	...senderForms(),
	...(await libraries.custom()),
];

/** What a platform's documents say is enough for all of its vectors. @param {string} id @returns {Promise<Case[]>} */
async function vectorsOf(id) {
	if (id === 'custom') return customVectors();
	const { signature, published: printed } = documentedOf(id);
	if (signature.kind === 'token') return token(id, signature);
	if (signature.kind === 'basic') return basic();
	const { kind } = signature;
	const sender = senderOf(id, signature);
	return [
		...published.platform(sender, printed),
		...(kind === 'github' ? published.github(sender) : []),
		...(id === 'standardWebhooks'
			? [...published.standardWebhooks(), ...published.svix(), ...published.ed25519Cases()]
			: []),
		...acceptedBodies(sender),
		...refusedBodies(sender),
		...signatures(sender),
		...places(sender),
		...(signsTime(sender) ? timestamps(sender) : []),
		...ofKind[kind](sender),
		...(kind === 'hmac' ? [] : await libraries[kind](sender)),
	];
}

async function main() {
	const check = process.argv.includes('--check');
	let total = 0;
	let stale = 0;
	mkdirSync(FOLDER, { recursive: true });
	for (const id of idsWithFiles('documented')) {
		const vectors = await vectorsOf(id);
		const names = new Set(vectors.map(({ name }) => name));
		if (names.size !== vectors.length) throw new Error(`${id}: two vectors have the same name`);
		const text = `${JSON.stringify({ platform: id, vectors }, null, '\t')}\n`;
		const file = join(FOLDER, `${id}.json`);
		total += vectors.length;
		if (!check) writeFileSync(file, text);
		else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
			stale += 1;
			console.error(`${id}.json differs from what openssl and the libraries compute`);
		}
	}
	console.log(`${total} vectors ${check ? 'checked' : 'written'}`);
	if (stale > 0) process.exitCode = 1;
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
