'use strict';

const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const prettier = require('prettier');
const { root } = require('../paths');
const { machine, n8nVersion, versions } = require('./machine');
const { markdownTable, plainTable, replaceSection, TITLES } = require('./page');

/** Environment variable with another file to write, for runs that are tried out. */
const OTHER_FILE = 'FIGURES_FILE';
const PAGE = path.join(root, 'docs', 'figures.md');

/** @typedef {import('./page').SectionId} SectionId */
/** @typedef {string | number} Cell */

/**
 * What one benchmark has to say. Everything is printed as soon as it is known, and written into its
 * section of the page at the end, from the same rows.
 */
class Report {
	/**
	 * @param {SectionId} id
	 * @param {object} about
	 * @param {string} about.command that measures it again
	 * @param {string} about.text what is measured, and under which load
	 * @param {string[] | 'n8n'} about.versions libraries that take part, or that all happens in n8n
	 */
	constructor(id, { command, text, versions: taking }) {
		this.id = id;
		/** @type {import('./page').Answer[]} */
		this.answers = [];
		/** @type {string[][]} */
		this.goals = [];
		const day = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
		const software = taking === 'n8n' ? n8nVersion() : versions(taking);
		const facts = `Measured by \`${command}\` on ${day}: ${software}; ${machine()}.`;
		this.blocks = [text, facts];
		console.log(`\n${TITLES[id]}\n${facts}`);
	}

	/**
	 * @param {string} caption a sentence
	 * @param {string[]} head
	 * @param {Cell[][]} rows
	 */
	table(caption, head, rows) {
		const cells = [head, ...rows.map((row) => row.map(String))];
		console.log(`\n${caption}\n${plainTable(cells)}`);
		this.blocks.push(caption, markdownTable(cells));
	}

	/** A paragraph behind what was said so far. @param {string} text */
	note(text) {
		console.log(`\n${text}`);
		this.blocks.push(text);
	}

	/** A line of the table at the head of the page. @param {string} question @param {string} answer */
	answer(question, answer) {
		this.answers.push({ question, answer });
	}

	/**
	 * What we have set ourselves. Nothing fails here: a busy machine is no fault of the code.
	 *
	 * @param {string} what
	 * @param {number} value
	 * @param {{ least: number } | { most: number }} bound
	 * @param {string} [unit]
	 */
	goal(what, value, bound, unit = '') {
		const isReached = 'least' in bound ? value >= bound.least : value <= bound.most;
		const aim = 'least' in bound ? `at least ${bound.least}` : `at most ${bound.most}`;
		const measured = `${value.toFixed('least' in bound ? 2 : 1)}${unit}`;
		this.goals.push([what, measured, `${aim}${unit}`, isReached ? 'reached' : 'missed']);
	}

	/** Writes the section, and leaves all others as they are. */
	async write() {
		if (this.goals.length > 0) {
			this.table('What we have set ourselves:', ['Goal', 'Measured', 'Aim', ''], this.goals);
		}
		const file = process.env[OTHER_FILE] ?? PAGE;
		const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
		const section = { answers: this.answers, body: this.blocks.join('\n\n') };
		const text = replaceSection(before, this.id, section);
		const options = await prettier.resolveConfig(PAGE);
		writeFileSync(file, await prettier.format(text, { ...options, parser: 'markdown' }));
		console.log(`\nWritten to ${path.relative(process.cwd(), file)}`);
	}
}

module.exports = { Report };
