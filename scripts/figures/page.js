'use strict';

/*
 * The page docs/figures.md as text: a section for each benchmark, and before them the answers that
 * the sections give in plain words. Whoever measures again replaces its own section and its own
 * answers; all others stay as they were written.
 */

/** Their order on the page. */
const TITLES = /** @type {const} */ ({
	verify: 'Checking a signature',
	load: 'Loading the nodes',
	trigger: 'Receiving',
	sender: 'Sending',
	details: 'Fetching details',
	growth: 'What grows with what',
	memory: 'Memory over hours of events',
	kills: 'Receiving while n8n is killed',
	chaos: 'Sending to an endpoint that fails',
	queue: 'Queue mode with processes killed',
});

/** @typedef {keyof typeof TITLES} SectionId */
/** @typedef {{ question: string, answer: string }} Answer */
/** @typedef {{ answers: Answer[], body: string }} Section `body` is Markdown without the heading */
/** @typedef {Partial<Record<SectionId, Section>>} Page */

const ids = /** @type {SectionId[]} */ (Object.keys(TITLES));
/** @param {string} title */
const idOf = (title) => ids.find((id) => TITLES[id] === title);

/** The anchor that GitHub makes of a heading. @param {string} title */
const anchorOf = (title) =>
	title
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replace(/\s/g, '-');

const HEAD = `# Figures

<!-- Written by \`npm run bench\`, \`npm run soak\` and \`npm run queue\`, each its own sections. Change bench and scripts, not this file. -->

What this package costs and what it withstands, measured on one machine. Each section says when, where and with which versions. The contenders of a table took turns in one run, so the ratios hold elsewhere too; the absolute figures are those of that machine.`;

const FOOT = `## Measured elsewhere

- [The hostile list](hostile-list.md): 45 spoilt, faked and unusual deliveries, given to this package and to the libraries (\`npm run bench -- hostile\`).
- [How often duplicates run in queue mode](../decisions/duplicates.md), with several webhook processes (\`npm run bench -- queue\`).
- [Older versions of n8n](../README.md#install-in-n8n): what was run in which (\`npm run compat\`).`;

/**
 * Reads what an earlier run has written.
 *
 * @param {string} text
 * @returns {Page}
 */
function readPage(text) {
	/** @type {Page} */
	const page = {};
	const [head, ...parts] = text.split(/^## /m);
	for (const part of parts) {
		const end = part.indexOf('\n');
		const id = idOf(part.slice(0, end).trim());
		if (id !== undefined) page[id] = { answers: [], body: part.slice(end).trim() };
	}
	for (const [, question, answer, title] of head.matchAll(
		/^\| (.+?) +\| (.+?) +\| \[(.+?)\]\(#.+?\) +\|$/gm,
	)) {
		const id = idOf(title);
		if (id !== undefined) page[id]?.answers.push({ question, answer });
	}
	return page;
}

/** @param {Page} page */
function writePage(page) {
	const measured = ids.flatMap((id) => {
		const section = page[id];
		return section === undefined ? [] : [{ title: TITLES[id], ...section }];
	});
	const answers = measured.flatMap(({ title, answers }) =>
		answers.map(({ question, answer }) => [question, answer, `[${title}](#${anchorOf(title)})`]),
	);
	const sections = measured.map(({ title, body }) => `## ${title}\n\n${body}`);
	const overview = [['What you may want to know', 'Measured', 'More'], ...answers];
	return [HEAD, markdownTable(overview), ...sections, FOOT].join('\n\n') + '\n';
}

/**
 * The page with one section in the place of the one of that name.
 *
 * @param {string} text of the page so far, may be empty
 * @param {SectionId} id
 * @param {Section} section
 */
function replaceSection(text, id, section) {
	return writePage({ ...readPage(text), [id]: section });
}

/** A cell that is read as a number stands at the right. @param {string} cell */
const isNumeric = (cell) => /^[\d.,]+( ?(ms|MB|kB|s|µs|×))?$|^–?$/.test(cell);

/** Which columns of a table hold numbers alone. @param {string[][]} rows the first is the head */
const numericColumns = ([head, ...rows]) =>
	head.map((_, column) => column > 0 && rows.every((row) => isNumeric(row[column])));

/** @param {string[][]} rows the first is the head */
function markdownTable(rows) {
	const numeric = numericColumns(rows);
	const [head, ...others] = rows;
	const rule = head.map((_, column) => (numeric[column] ? '---:' : '---'));
	return [head, rule, ...others].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The same for a terminal. @param {string[][]} rows the first is the head */
function plainTable(rows) {
	const numeric = numericColumns(rows);
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) =>
					numeric[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
				)
				.join('  ')
				.trimEnd(),
		)
		.map((line) => `  ${line}`)
		.join('\n');
}

module.exports = { TITLES, markdownTable, plainTable, replaceSection };
