// @ts-check
const { writeFileSync } = require('fs');
const { join } = require('path');
const { version: ownVersion } = require('../package.json');
const { basicCell } = require('./hostile/basic');
const { contestants } = require('./hostile/contestants');
const { kitFor } = require('./hostile/kit');
const { rows } = require('./hostile/rows');

/**
 * @typedef {import('./hostile/contestants').Contestant} Contestant
 * @typedef {import('./hostile/rows').Must} Must
 * @typedef {'accepts' | 'refuses' | 'throws' | 'is slow'} Outcome
 */

const OURS = 'this package';
const PAGE = join(__dirname, '..', 'docs', 'hostile-list.md');
const LONGEST_MS = 1000;

/** What became of one request, and what was thrown. @param {Contestant} contestant @param {import('./hostile/rows').Trial} trial @param {number} now */
async function outcomeOf({ verify, format, isRefusal }, { request, options }, now) {
	const start = performance.now();
	try {
		const isValid = await verify(request, { secret: format.secret, now, ...options });
		const isSlow = performance.now() - start > LONGEST_MS;
		return { outcome: isSlow ? 'is slow' : isValid === false ? 'refuses' : 'accepts' };
	} catch (error) {
		return { outcome: isRefusal?.(error) ? 'refuses' : 'throws', error };
	}
}

/**
 * @param {Must} must
 * @param {{ outcome: string, error?: unknown }} result
 * @param {boolean} isAboutSecret then any error will do, because nothing can be verified at all
 */
function passes(must, { outcome, error }, isAboutSecret) {
	switch (must) {
		case 'accept':
			return outcome === 'accepts';
		case 'refuse':
			return outcome === 'refuses' || (isAboutSecret && outcome === 'throws');
		case 'decide':
			return outcome === 'accepts' || outcome === 'refuses';
		case 'separate':
			return outcome === 'accepts' || error instanceof SyntaxError;
		case 'named':
			return (
				outcome === 'accepts' || /white ?space/i.test(error instanceof Error ? error.message : '')
			);
	}
}

/**
 * What went wrong in a row, empty when nothing did, undefined when there was nothing to try.
 *
 * @param {import('./hostile/rows').Row} row @param {Contestant[]} all of one name @param {number} now
 */
async function cell({ number, must, trials }, all, now) {
	if (number === 45) return all[0].name === OURS ? basicCell() : undefined;
	const results = [];
	for (const contestant of all) {
		for (const trial of trials(kitFor(contestant, now)) ?? []) {
			results.push(await outcomeOf(contestant, trial, now));
		}
	}
	if (results.length === 0) return undefined;
	const wrong = results.filter((result) => !passes(must, result, number === 42));
	return [...new Set(wrong.map(({ outcome }) => outcome))].join(', ');
}

/** @param {Map<string, Contestant[]>} columns */
async function table(columns) {
	const now = Math.floor(Date.now() / 1000);
	const names = [...columns.keys()];
	const score = new Map(names.map((name) => [name, { passed: 0, tried: 0 }]));
	const lines = [];
	for (const row of rows) {
		const cells = [];
		for (const [name, all] of columns) {
			const wrong = await cell(row, all, now);
			const counted = score.get(name);
			if (counted && wrong !== undefined) {
				counted.tried += 1;
				if (wrong === '') counted.passed += 1;
			}
			cells.push(wrong === undefined ? '–' : wrong === '' ? '✓' : `**${wrong}**`);
		}
		lines.push([row.number, row.title, row.must, ...cells]);
	}
	const sums = names.map((name) => {
		const { passed = 0, tried = 0 } = score.get(name) ?? {};
		return `**${passed} of ${tried}**`;
	});
	const head = ['', 'Delivery', 'Must', ...names.map((name) => `${name} ${versionOf(name)}`)];
	const rule = head.map(() => '---');
	return [head, rule, ...lines, ['', '**Passed**', '', ...sums]]
		.map((columns) => `| ${columns.join(' | ')} |`)
		.join('\n');
}

/** @param {string} name of a column */
function versionOf(name) {
	const packages = /** @type {Record<string, string>} */ ({ octokit: '@octokit/webhooks-methods' });
	if (name === OURS) return ownVersion;
	if (name === 'bare createHmac') return '';
	return require('../package.json').devDependencies[
		/** @type {'stripe'} */ (packages[name] ?? name)
	];
}

/** Prints the pass table of the hostile list, and writes it into the documentation. */
async function benchHostile() {
	/** @type {Map<string, Contestant[]>} */
	const columns = new Map();
	for (const contestant of await contestants()) {
		columns.set(contestant.name, [...(columns.get(contestant.name) ?? []), contestant]);
	}
	const text = page(await table(columns));
	const prettier = require('prettier');
	const options = await prettier.resolveConfig(PAGE);
	writeFileSync(PAGE, await prettier.format(text, { ...options, parser: 'markdown' }));
	console.log(text);
}

/** @param {string} rows */
const page = (rows) => `# The hostile list

<!-- Written by \`npm run bench -- hostile\`. Change bench/hostile, not this file. -->

45 deliveries that are spoilt, faked or unusual, given to this package's verifier, to the libraries that are used for the same formats, and to the lines with \`createHmac\` that guides print, side by side in one run. Each sees them in its own format, signed by code that has no part in any of them; this package in four: \`t=…,v1=…\`, Standard Webhooks, \`sha256=…\` and the digest alone.

**✓** as it must be. **accepts**, **refuses**: the other way round. **throws**: something else than the verifier's own error, which answers the sender with 500 unless somebody catches it. **–**: the format or the library has no such thing.

_decide_ may go either way, as long as nothing is thrown. _separate_ is accepted, or called something else than a wrong signature. _named_ is accepted, or the message says where the fault is.

${rows}

Row 44 is read in the code, not run: all of them do. Row 45 is tried on this package alone; none of the others knows Basic authentication.

octokit takes texts only, so bytes are decoded before, as its documentation does. standardwebhooks and svix have no clock or tolerance to set. What this package does where specifications leave it open, and why, is in [decisions/signature-decisions.md](../decisions/signature-decisions.md); each row has a test of its name in [test/unit/signature](../test/unit/signature).
`;

module.exports = { benchHostile };
