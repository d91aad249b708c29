'use strict';

const { PlainError } = require('./plainError');

/** @typedef {[what: string, count: number, mustBe?: number | { atMost: number }]} Row */

/** @param {Row[]} rows @returns {boolean} whether all is as it must be */
function printTable(rows) {
	const width = Math.max(...rows.map(([what]) => what.length));
	for (const [what, count, mustBe] of rows) {
		const verdict = mustBe === undefined ? '' : verdictOn(count, mustBe);
		console.log(`  ${what.padEnd(width)} ${String(count).padStart(7)}${verdict}`);
	}
	return rows.every(([, count, mustBe]) => mustBe === undefined || isWithin(count, mustBe));
}

/** @param {number} count @param {number | { atMost: number }} mustBe */
const isWithin = (count, mustBe) =>
	typeof mustBe === 'number' ? count === mustBe : count <= mustBe.atMost;

/** @param {number} count @param {number | { atMost: number }} mustBe */
function verdictOn(count, mustBe) {
	const expected = typeof mustBe === 'number' ? `${mustBe}` : `at most ${mustBe.atMost}`;
	if (!isWithin(count, mustBe)) return `  MUST BE ${expected}`;
	return typeof mustBe === 'number' ? '  ok' : `  ok, ${expected}`;
}

/**
 * @param {string} name of an environment variable
 * @param {number} usual
 * @throws {PlainError} where it is no number above 0
 */
function numberSetting(name, usual) {
	const given = Number(process.env[name] ?? usual);
	if (!(given > 0)) throw new PlainError(`${name} has to be a number above 0`);
	return given;
}

module.exports = { numberSetting, printTable };
