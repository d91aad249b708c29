'use strict';

/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */

/**
 * What the demo's platforms and n8n share. No secret at all: the sandbox listens on this machine
 * only, and whoever tries the demo may need it to sign calls by hand. The form is that of Standard
 * Webhooks, and to the other schemes any text will do.
 */
const DEMO_SECRET = `whsec_${Buffer.from('hospitality webhooks demo secret').toString('base64')}`;
const DEMO_LOGIN = { username: 'demo', password: 'hospitality-demo' };

/**
 * The data of the demo's credentials, by credential type; the API ones lead to the sandbox.
 *
 * @param {Sandbox} sandbox
 * @returns {Record<string, Record<string, unknown>>}
 */
function demoCredentials({ apiKey, apiUrl }) {
	return {
		hospitalityWebhookSecretApi: { secret: DEMO_SECRET },
		hospitalityBasicAuthApi: DEMO_LOGIN,
		olympusCloudApi: { apiKey, baseUrl: apiUrl('olympusCloud') },
		resmioApi: { apiKey, baseUrl: apiUrl('resmio'), facilityId: 'demo-facility' },
		goTabApi: { accessId: 'demo', accessSecret: apiKey, baseUrl: apiUrl('goTab') },
	};
}

module.exports = { DEMO_LOGIN, DEMO_SECRET, demoCredentials };
