'use strict';

const { PlainError } = require('./plainError');

/** @typedef {[what: string, count: number, mustBe?: number | { atMost: number }]} Row */

const HEAD = ['', 'Count', 'Must be'];

/** Whether all is as it must be. @param {Row[]} rows */
const isAsItMustBe = (rows) =>
	rows.every(([, count, mustBe]) => mustBe === undefined || isWithin(count, mustBe));

/** @param {Row[]} rows @returns {string[][]} without a head */
const cellsOf = (rows) =>
	rows.map(([what, count, mustBe]) => [
		what,
		String(count),
		mustBe === undefined ? '' : verdictOn(count, mustBe),
	]);

/** @param {number} count @param {number | { atMost: number }} mustBe */
const isWithin = (count, mustBe) =>
	typeof mustBe === 'number' ? count === mustBe : count <= mustBe.atMost;

/** @param {number} count @param {number | { atMost: number }} mustBe */
function verdictOn(count, mustBe) {
	const expected = typeof mustBe === 'number' ? `${mustBe}` : `at most ${mustBe.atMost}`;
	return `${expected}: ${isWithin(count, mustBe) ? 'ok' : 'NOT SO'}`;
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

module.exports = { HEAD, cellsOf, isAsItMustBe, numberSetting };
