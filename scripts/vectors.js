// @ts-check
/**
 * Writes test/vectors/*.json, or with --check tells whether the files are what openssl and the
 * signing libraries come to now.
 *
 *   node scripts/vectors.js [--check]
 */
const { readFileSync, writeFileSync, mkdirSync } = require('fs');
const { join } = require('path');

const { basic } = require('./vectors/basicCases');
const custom = require('./vectors/customCases');
const { acceptedBodies, refusedBodies, signatures } = require('./vectors/hmacCases');
const libraries = require('./vectors/libraryCases');
const platforms = require('./vectors/platformCases');
const published = require('./vectors/publishedCases');
const { senderForms } = require('./vectors/senderForms');
const { senders } = require('./vectors/senders');
const { timestamps } = require('./vectors/timestampCases');

const FOLDER = join(__dirname, '..', 'test', 'vectors');

/** @typedef {import('./vectors/hmacCases').Case} Case */
/** @type {Record<string, () => Promise<Case[]>>} */
const files = {
	gustaio: async () => [...common('gustaio'), ...platforms.gustaio()],
	olympusCloud: async () => [
		...common('olympusCloud'),
		...platforms.olympusCloud(),
		...(await libraries.olympusCloud()),
	],
	resmio: async () => basic(),
	goTab: async () => [...common('goTab'), ...platforms.goTab()],
	roostSync: async () => [
		...published.github(),
		...common('roostSync'),
		...platforms.roostSync(),
		...(await libraries.roostSync()),
	],
	standardWebhooks: async () => [
		...published.standardWebhooks(),
		...published.svix(),
		...published.ed25519Cases(),
		...common('standardWebhooks'),
		...platforms.standardWebhooks(),
		...(await libraries.standardWebhooks()),
	],
	custom: async () => [
		...published.rfc(),
		...published.convoy(),
		...custom.combinations(),
		...custom.mismatches(),
		...senderForms(),
		...(await libraries.custom()),
	],
};

/** @param {string} id @returns {Case[]} */
function common(id) {
	const sender = senders[id];
	const cases = [...acceptedBodies(sender), ...refusedBodies(sender), ...signatures(sender)];
	const signsTime = sender.content(Buffer.alloc(0), 1, '').length > 0;
	return signsTime ? [...cases, ...timestamps(sender)] : cases;
}

async function main() {
	const check = process.argv.includes('--check');
	let total = 0;
	let stale = 0;
	mkdirSync(FOLDER, { recursive: true });
	for (const [id, build] of Object.entries(files)) {
		const vectors = await build();
		const names = new Set(vectors.map(({ name }) => name));
		if (names.size !== vectors.length) throw new Error(`${id}: two vectors have the same name`);
		const text = `${JSON.stringify({ platform: id, vectors }, null, '\t')}\n`;
		const file = join(FOLDER, `${id}.json`);
		total += vectors.length;
		if (!check) writeFileSync(file, text);
		else if (readFileSync(file, 'utf8') !== text) {
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
