'use strict';

/**
 * The sandbox's memory in one SQLite file. Needs the SQLite that Node.js brings along from version
 * 22.13 on; the pinned Node.js of the demo does.
 *
 * @param {string} file made when it does not exist
 * @returns {import('./table').Database}
 */
function openDatabase(file) {
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(file);
	database.exec(`
		PRAGMA journal_mode = WAL;
		CREATE TABLE IF NOT EXISTS records (kind TEXT, id TEXT, json TEXT, PRIMARY KEY (kind, id));
	`);
	// An update keeps the row's number, and so the record's place.
	const statements = {
		load: database.prepare('SELECT json FROM records WHERE kind = ? ORDER BY rowid'),
		keep: database.prepare(
			'INSERT INTO records (kind, id, json) VALUES (?, ?, ?) ' +
				'ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json',
		),
		forget: database.prepare('DELETE FROM records WHERE kind = ? AND id = ?'),
		forgetAll: database.prepare('DELETE FROM records WHERE kind = ?'),
	};
	return {
		journal: (kind) => ({
			load: () => statements.load.all(kind).map(({ json }) => String(json)),
			keep: (id, json) => void statements.keep.run(kind, id, json),
			forget: (id) => void statements.forget.run(kind, id),
			forgetAll: () => void statements.forgetAll.run(kind),
		}),
		close: () => database.close(),
	};
}

module.exports = { openDatabase };
