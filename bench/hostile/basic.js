// @ts-check
const { registerTypeScript } = require('../../scripts/typescript');

const base64 = (/** @type {string} */ pair, /** @type {BufferEncoding} */ encoding = 'utf8') =>
	Buffer.from(pair, encoding).toString('base64');

const PASSWORD = 'a:b wörd';
const PAIR = `bistro:${PASSWORD}`;

/** Values of the Authorization header, and whether RFC 7617 has them accepted. @type {[string, boolean][]} */
const values = [
	[`Basic ${base64(PAIR)}`, true],
	[`basic ${base64(PAIR)}`, true],
	[`Basic   ${base64(PAIR)}`, true],
	[`Basic ${base64(PAIR, 'latin1')}`, true],
	[`Basic ${base64('bistro')}`, false],
	[`Basic ${base64('bistro:')}`, false],
	[`Basic ${base64('bistro:a')}`, false],
	[`Bearer ${base64(PAIR)}`, false],
];

/** What of row 45 this package takes wrongly, as the cell of the table. */
function basicCell() {
	registerTypeScript();
	const { verify } = require('../../lib/signature/verify');
	const wrong = values.flatMap(([authorization, isGood]) => {
		const { valid } = verify({
			scheme: { kind: 'basic' },
			secrets: { username: 'bistro', password: PASSWORD },
			headers: { authorization },
			body: '{}',
			now: 0,
		});
		return valid === isGood ? [] : [valid ? 'accepts' : 'refuses'];
	});
	return [...new Set(wrong)].join(', ');
}

module.exports = { basicCell };
