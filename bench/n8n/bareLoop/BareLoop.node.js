// @ts-check
'use strict';

/** Sends each item with n8n's HTTP client, several at a time, and does nothing else. */
class BareLoop {
	constructor() {
		this.description = {
			displayName: 'Bare Loop',
			name: 'bareLoop',
			group: ['output'],
			version: 1,
			description: '',
			defaults: { name: 'Bare Loop' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [
				{ displayName: 'URL', name: 'url', type: 'string', default: '' },
				{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 10 },
			],
		};
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const items = this.getInputData();
		const url = /** @type {string} */ (this.getNodeParameter('url', 0));
		const concurrency = /** @type {number} */ (this.getNodeParameter('concurrency', 0));
		const { httpRequest } = this.helpers;
		let next = 0;
		const sendAll = async () => {
			while (next < items.length) {
				const body = JSON.stringify(items[next++].json);
				const headers = { 'content-type': 'application/json' };
				await httpRequest({ method: 'POST', url, headers, body, returnFullResponse: true });
			}
		};
		await Promise.all(Array.from({ length: concurrency }, sendAll));
		return [items];
	}
}

module.exports = { BareLoop };
