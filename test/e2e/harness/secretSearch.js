'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { n8nNode } = require('../../../scripts/paths');

/** Fields of credentials that are secrets, in n8n's own types as well. */
const SECRET_FIELD = /secret|password|token|apiKey|privateKey/i;
/** What is shorter is found by chance. */
const SHORTEST = 8;

/** @typedef {Pick<import('../../../scripts/n8n/client').N8nClient, 'createCredential' | 'createWorkflow'>} Client */

/**
 * Remembers the secrets that a test file enters into credentials of an n8n, and searches for them
 * where they must not be: its log from now on, and all that its database holds of the workflows of
 * that file. Credentials stand in the database encrypted, so they are searched like all else.
 */
class SecretSearch {
	/** @param {{ logFile: string, userFolder: string }} n8n */
	constructor({ logFile, userFolder }) {
		this.logFile = logFile;
		this.logStart = fs.statSync(logFile).size;
		this.database = path.join(userFolder, '.n8n', 'database.sqlite');
		/** @type {Map<string, string>} what a text is, by the text */
		this.texts = new Map();
		/** @type {Map<string, string>} names by id */
		this.workflows = new Map();
		/** @type {Map<string, string>} why, by the id of a workflow */
		this.exempt = new Map();
	}

	/**
	 * Takes note of what is created from now on.
	 *
	 * @template {Client} T
	 * @param {T} client
	 */
	watch(client) {
		const createCredential = client.createCredential.bind(client);
		const createWorkflow = client.createWorkflow.bind(client);
		client.createCredential = async (type, data, name) => {
			this.remember(type, data);
			return await createCredential(type, data, name);
		};
		client.createWorkflow = async (draft) => {
			const workflow = await createWorkflow(draft);
			this.workflows.set(workflow.id, workflow.name);
			return workflow;
		};
		return Object.assign(client, { mayHoldSecrets: this.mayHoldSecrets.bind(this) });
	}

	/**
	 * Lets the data of a workflow hold secrets, because a node that is not ours shows them.
	 *
	 * @param {{ id: string }} workflow
	 * @param {string} reason
	 */
	mayHoldSecrets({ id }, reason) {
		this.exempt.set(id, reason);
	}

	/**
	 * @param {string} type
	 * @param {Record<string, unknown>} data
	 */
	remember(type, data) {
		for (const [field, value] of Object.entries(data)) {
			if (!SECRET_FIELD.test(field) || typeof value !== 'string') continue;
			const secret = value.trim();
			if (secret.length < SHORTEST) continue;
			const bare = secret.replace(/^wh(sec|pk|sk)_/, '');
			for (const text of [secret, bare]) {
				const what = `${type}.${field}`;
				this.texts.set(text, what);
				this.texts.set(JSON.stringify(text).slice(1, -1), what);
				this.texts.set(encodeURIComponent(text), `${what}, as in a URL`);
				this.texts.set(base64(text), `${what}, in base64`);
			}
			const { username } = data;
			if (typeof username !== 'string') continue;
			this.texts.set(base64(`${username}:${value}`), `${type}, as in a header`);
		}
	}

	/**
	 * @returns {string[]} a line for each place that holds a secret; empty when none does, and when
	 *   the test file has entered none
	 */
	findings() {
		return this.texts.size === 0 ? [] : [...this.inLog(), ...this.inDatabase()];
	}

	inLog() {
		const lines = fs
			.readFileSync(this.logFile)
			.subarray(this.logStart)
			.toString('utf8')
			.split('\n');
		return lines.flatMap((line) => {
			const found = [...this.texts].find(([text]) => line.includes(text));
			if (!found) return [];
			const [text, what] = found;
			return [`${what} in n8n's log: ${line.split(text).join('<here>').slice(0, 300)}`];
		});
	}

	inDatabase() {
		const workflows = [...this.workflows.keys()].filter((id) => !this.exempt.has(id));
		const { status, stdout, stderr, error } = spawnSync(
			n8nNode,
			['--no-warnings', path.join(__dirname, 'searchDatabase.js'), this.database],
			{ input: JSON.stringify({ texts: [...this.texts.keys()], workflows }), encoding: 'utf8' },
		);
		if (status !== 0) {
			throw new Error(`n8n's database cannot be searched: ${error?.message ?? stderr}`);
		}
		/** @type {import('./searchDatabase').Found[]} */
		const found = JSON.parse(stdout);
		return found.map(({ table, column, workflow, text }) => {
			const whose = workflow === null ? '' : ` of the workflow ${this.workflows.get(workflow)}`;
			return `${this.texts.get(text)} in ${table}.${column}${whose}`;
		});
	}
}

/** @param {string} text */
const base64 = (text) => Buffer.from(text, 'utf8').toString('base64');

module.exports = { SecretSearch };
