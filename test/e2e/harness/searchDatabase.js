'use strict';

/*
 * Searches n8n's database for texts. Runs in n8n's own Node.js, which has SQLite built in:
 *
 *   node searchDatabase.js <database>     { "texts": […], "workflows": [ids] } on stdin
 *
 * Prints [{ table, column, workflow, text }], one for each text in each place.
 */

const fs = require('node:fs');
const { DatabaseSync } = require('node:sqlite');

/** @typedef {{ table: string, column: string, workflow: string | null, text: string }} Found */

/** Where n8n keeps what belongs to a workflow, by the column that says so; other tables are searched whole. */
const OWNED = 'SELECT value FROM json_each(:workflows)';
/** @type {Record<string, { where: string, workflow: string }>} */
const BY_COLUMN = {
	executionId: {
		where: `r."executionId" IN (SELECT id FROM execution_entity WHERE "workflowId" IN (${OWNED}))`,
		workflow: '(SELECT "workflowId" FROM execution_entity e WHERE e.id = r."executionId")',
	},
	workflowId: { where: `r."workflowId" IN (${OWNED})`, workflow: 'r."workflowId"' },
};
const OF_WORKFLOW = { where: `r.id IN (${OWNED})`, workflow: 'r.id' };
const OF_ALL = { where: 'true', workflow: 'NULL' };

/** @param {string} table @param {string[]} columns */
function scope(table, columns) {
	if (table === 'workflow_entity') return OF_WORKFLOW;
	const owner = Object.keys(BY_COLUMN).find((column) => columns.includes(column));
	return owner ? BY_COLUMN[owner] : OF_ALL;
}

/**
 * @param {DatabaseSync} database
 * @param {string[]} texts
 * @param {string[]} workflows
 * @returns {Found[]}
 */
function search(database, texts, workflows) {
	const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
	return tables.flatMap(({ name }) => {
		const table = String(name);
		const columns = database
			.prepare('SELECT name FROM pragma_table_info(?)')
			.all(table)
			.map((column) => String(column.name));
		const { where, workflow } = scope(table, columns);
		return columns.flatMap((column) => {
			const found = database.prepare(
				`SELECT DISTINCT t.value AS text, ${workflow} AS workflow
				FROM json_each(:texts) t, "${table}" r
				WHERE ${where} AND instr(CAST(r."${column}" AS TEXT), t.value) > 0`,
			);
			found.setAllowBareNamedParameters(true);
			const named = { texts: JSON.stringify(texts), workflows: JSON.stringify(workflows) };
			const used = where.includes(':workflows') ? named : { texts: named.texts };
			return found.all(used).map((row) => ({
				table,
				column,
				workflow: row.workflow === null ? null : String(row.workflow),
				text: String(row.text),
			}));
		});
	});
}

const { texts, workflows } = JSON.parse(fs.readFileSync(0, 'utf8'));
const database = new DatabaseSync(process.argv[2], { readOnly: true });
console.log(JSON.stringify(search(database, texts, workflows)));
database.close();
