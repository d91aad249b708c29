const { join } = require('path');

/** @typedef {import('n8n-workflow').ICredentialType} CredentialType */

/**
 * The credential types of the package, as its package.json names them.
 *
 * @returns {CredentialType[]}
 */
function credentialTypes() {
	/** @type {string[]} */
	const files = require('../package.json').n8n.credentials;
	return files.map((file) => {
		const name = file.replace(/^dist\/credentials\/(.*)\.credentials\.js$/, '$1');
		const { [name]: Type } = require(join(__dirname, '..', 'credentials', `${name}.credentials`));
		return new Type();
	});
}

module.exports = { credentialTypes };
