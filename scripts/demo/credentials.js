'use strict';

/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */

/**
 * What the demo's platforms and n8n share. No secret at all: the sandbox listens on this machine
 * only, and whoever tries the demo may need it to sign calls by hand. The form is that of Standard
 * Webhooks, and to the other schemes any text will do.
 */
const DEMO_SECRET = `whsec_${Buffer.from('hospitality webhooks demo secret').toString('base64')}`;
const DEMO_LOGIN = { username: 'demo', password: 'hospitality-demo' };

/** @typedef {{ name: string, data: Record<string, unknown> }} DemoCredential */

/**
 * The demo's credentials, by type; those of APIs lead to the sandbox.
 *
 * @param {Sandbox} sandbox
 * @returns {Record<string, DemoCredential>}
 */
function demoCredentials({ apiKey, apiUrl }) {
	return {
		hospitalityWebhookSecretApi: { name: 'Demo signing secret', data: { secret: DEMO_SECRET } },
		hospitalityBasicAuthApi: { name: 'Demo user name and password', data: DEMO_LOGIN },
		olympusCloudApi: {
			name: 'Demo Olympus Cloud API',
			data: { apiKey, baseUrl: apiUrl('olympusCloud') },
		},
		resmioApi: {
			name: 'Demo resmio API',
			data: { apiKey, baseUrl: apiUrl('resmio'), facilityId: 'demo-facility' },
		},
		goTabApi: {
			name: 'Demo GoTab API',
			data: { accessId: 'demo', accessSecret: apiKey, baseUrl: apiUrl('goTab') },
		},
	};
}

module.exports = { DEMO_LOGIN, DEMO_SECRET, demoCredentials };
