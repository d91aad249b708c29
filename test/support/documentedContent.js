/*
 * What a sender signs, filled in from the words of its documents. Written apart from
 * lib/signature, so that the two can be compared.
 */

/**
 * @typedef {object} Parts
 * @property {Buffer} body
 * @property {number | string} timestamp as it is sent
 * @property {string} id
 * @property {string} url where the sender delivers to
 */

/**
 * @param {string} content with `{body}`, `{timestamp}`, `{id}`, `{url}` and `{field:name}`, which
 * is a field of the JSON body
 * @param {Parts} parts
 * @returns {Buffer}
 */
function documentedContent(content, { body, ...texts }) {
	const pieces = content.split(/\{([^{}]+)\}/).map((piece, index) => {
		if (index % 2 === 0) return Buffer.from(piece);
		if (piece === 'body') return body;
		if (piece.startsWith('field:')) return Buffer.from(fieldOf(body, piece.slice(6)));
		if (piece === 'timestamp' || piece === 'id' || piece === 'url') {
			return Buffer.from(String(texts[piece]));
		}
		throw new Error(`The documented content has {${piece}}, which is not known here`);
	});
	return Buffer.concat(pieces);
}

/**
 * @param {Buffer} body
 * @param {string} name
 * @returns {string} empty where there is none
 */
function fieldOf(body, name) {
	try {
		return String(JSON.parse(body.toString('utf8').replace(/^\ufeff/, ''))[name] ?? '');
	} catch {
		return '';
	}
}

/**
 * @param {string} content
 * @returns {string[]} the names of the fields of the body in it
 */
const fieldsIn = (content) => [...content.matchAll(/\{field:([^{}]+)\}/g)].map(([, name]) => name);

module.exports = { documentedContent, fieldsIn };
