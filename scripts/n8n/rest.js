'use strict';

const { randomUUID } = require('node:crypto');

/** @typedef {{ email: string, password: string }} Owner */

/** n8n answered a call of its editor API with an error. */
class N8nApiError extends Error {
	/**
	 * @param {string} call
	 * @param {number} status
	 * @param {any} body
	 */
	constructor(call, status, body) {
		super(`n8n answered ${call} with ${status}: ${body?.message ?? JSON.stringify(body)}`);
		this.status = status;
		this.body = body;
	}
}

/** A signed-in session on the API that n8n's editor uses. */
class RestSession {
	/** @param {string} url */
	constructor(url) {
		this.url = url;
		this.pushRef = randomUUID();
		// n8n binds a session to the browser that opened it, so every call names the same one.
		this.browserId = randomUUID();
		this.cookie = '';
	}

	/**
	 * @param {'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'} method
	 * @param {string} path below the URL, such as /rest/workflows
	 * @param {unknown} [body] sent as JSON
	 * @returns {Promise<any>} the `data` of the answer, or the whole answer when it has none
	 */
	async call(method, path, body) {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				'browser-id': this.browserId,
				'push-ref': this.pushRef,
				// n8n closes an idle connection just when a busy test run wants to use it again.
				connection: 'close',
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const cookies = response.headers.getSetCookie();
		if (cookies.length > 0) this.cookie = cookies.map((line) => line.split(';')[0]).join('; ');
		const answer = parse(text);
		if (!response.ok) throw new N8nApiError(`${method} ${path}`, response.status, answer);
		return answer?.data ?? answer;
	}

	/** Whether the session is still good: it outlives a restart of n8n. */
	async isSignedIn() {
		if (this.cookie === '') return false;
		try {
			await this.call('GET', '/rest/login');
			return true;
		} catch (error) {
			if (error instanceof N8nApiError && error.status === 401) return false;
			throw error;
		}
	}

	/**
	 * Makes the owner's account if n8n has none yet, and signs in. Keeps a session that is still
	 * good, because n8n allows five sign-ins a minute.
	 *
	 * @param {Owner} owner
	 */
	async signIn({ email, password }) {
		if (await this.isSignedIn()) return;
		const { userManagement } = await this.call('GET', '/rest/settings');
		if (userManagement.showSetupOnFirstLoad) {
			const person = { email, password, firstName: 'Hospitality', lastName: 'Owner' };
			await this.call('POST', '/rest/owner/setup', person);
		}
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}
}

/** @param {string} text */
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

module.exports = { N8nApiError, RestSession };
