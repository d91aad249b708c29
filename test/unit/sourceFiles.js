const { existsSync, readdirSync, readFileSync } = require('fs');
const { join, relative, sep } = require('path');

const ROOT = join(__dirname, '..', '..');

/**
 * Files below a folder of the repository that end so, with their text.
 *
 * @param {string} folder relative to the repository
 * @param {string} ending
 * @returns {Array<{ path: string, text: string }>} paths relative to the repository, with slashes
 */
function sourceFiles(folder, ending) {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith(ending))
		.map((path) => join(ROOT, folder, path))
		.map((path) => ({
			path: relative(ROOT, path).split(sep).join('/'),
			text: readFileSync(path, 'utf8'),
		}));
}

/** @param {string} path relative to the repository */
function fileExists(path) {
	return existsSync(join(ROOT, path));
}

/** @param {string} path relative to the repository */
function readText(path) {
	return readFileSync(join(ROOT, path), 'utf8');
}

module.exports = { fileExists, readText, sourceFiles };
