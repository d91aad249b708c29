'use strict';

/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */
/** @typedef {import('../../sandbox/standIns/start').StandIns} StandIns */

/**
 * What the demo's platforms and n8n share. No secret at all: the sandbox listens on this machine
 * only, and whoever tries the demo may need it to sign calls by hand. The form is that of Standard
 * Webhooks, and to the other schemes any text will do.
 */
const DEMO_SECRET = `whsec_${Buffer.from('hospitality webhooks demo secret').toString('base64')}`;
const DEMO_LOGIN = { username: 'demo', password: 'hospitality-demo' };

/** As if somebody had signed in at Google. */
const GOOGLE_ACCOUNT = {
	clientId: 'demo',
	clientSecret: 'demo',
	oauthTokenData: { access_token: 'demo', token_type: 'Bearer', refresh_token: 'demo' },
};

/** @typedef {{ name: string, data: Record<string, unknown>, changes?: boolean }} DemoCredential
 *   `changes`: whether another start can have another address */

/**
 * The demo's credentials, by type; those of services lead to the sandbox.
 *
 * @param {Sandbox} sandbox
 * @param {StandIns} standIns
 * @returns {Record<string, DemoCredential>}
 */
function demoCredentials({ apiKey, apiUrl }, { smtp }) {
	return {
		hospitalityWebhookSecretApi: { name: 'Demo signing secret', data: { secret: DEMO_SECRET } },
		hospitalityBasicAuthApi: { name: 'Demo user name and password', data: DEMO_LOGIN },
		olympusCloudApi: {
			name: 'Demo Olympus Cloud API',
			data: { apiKey, baseUrl: apiUrl('olympusCloud'), signingSecret: DEMO_SECRET },
			changes: true,
		},
		resmioApi: {
			name: 'Demo resmio API',
			data: { apiKey, baseUrl: apiUrl('resmio'), facilityId: 'the-fish' },
			changes: true,
		},
		goTabApi: {
			name: 'Demo GoTab API',
			data: { accessId: 'demo', accessSecret: apiKey, baseUrl: apiUrl('goTab') },
			changes: true,
		},
		slackApi: { name: 'Demo Slack', data: { accessToken: 'xoxb-demo' } },
		googleSheetsOAuth2Api: { name: 'Demo Google Sheets', data: GOOGLE_ACCOUNT },
		googleCalendarOAuth2Api: { name: 'Demo Google Calendar', data: GOOGLE_ACCOUNT },
		smtp: {
			name: 'Demo mail server',
			data: { ...smtp, user: 'demo', password: 'demo' },
			changes: true,
		},
	};
}

module.exports = { DEMO_LOGIN, DEMO_SECRET, demoCredentials };
