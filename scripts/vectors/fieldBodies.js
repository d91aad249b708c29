// @ts-check
/**
 * Bodies for senders that sign a field of the body: the shared ones with that field in front, as
 * far as they are JSON objects.
 *
 * @typedef {import('./bodies').StoredBody} StoredBody
 * @typedef {import('./senders').Sender} Sender
 */
const { fieldsIn } = require('../../test/support/documentedContent');
const { bodyBytes } = require('./bodies');

const VALUE = '2026-01-01T00:00:00.000Z';

/**
 * @param {Sender} sender @param {StoredBody} stored
 * @returns {{ stored: StoredBody, lacksField?: true }}
 */
function withFields({ content }, stored) {
	const names = fieldsIn(content);
	if (names.length === 0) return { stored };
	const bytes = bodyBytes(stored).toString('latin1');
	if (!isJsonObject(bytes)) return { stored, lacksField: true };
	const fields = names.map((name) => `"${name}":"${VALUE}",`).join('');
	const whole = Buffer.from(bytes.replace('{', `{${fields}`), 'latin1');
	const text = whole.toString('utf8');
	const isText = 'body' in stored && Buffer.from(text).equals(whole);
	return { stored: isText ? { body: text } : { bodyBase64: whole.toString('base64') } };
}

/** @param {string} bytes as Latin-1 */
function isJsonObject(bytes) {
	try {
		const text = Buffer.from(bytes, 'latin1')
			.toString('utf8')
			.replace(/^\ufeff/, '');
		return typeof JSON.parse(text) === 'object';
	} catch {
		return false;
	}
}

module.exports = { withFields };
