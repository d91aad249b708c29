'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, '../../../workflows');

/** @typedef {import('../../../scripts/n8n/workflows').WorkflowNode & { id: string, position: [number, number] }} TemplateNode */
/** @typedef {{ name: string, nodes: TemplateNode[], connections: Record<string, any>, settings: Record<string, any> }} Template */

/** @returns {string[]} the files of all templates, such as `booking-to-slack.json` */
function templateFiles() {
	return fs
		.readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort();
}

/**
 * @param {string} file
 * @returns {Template}
 */
function readTemplate(file) {
	return JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
}

/** The list of the templates. */
function readTemplateList() {
	return fs.readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
}

module.exports = { readTemplate, readTemplateList, templateFiles };
