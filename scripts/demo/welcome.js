'use strict';

const { DEMO_LOGIN, DEMO_SECRET } = require('./credentials');

const OWNER = { email: 'demo@example.com', password: 'Hospitality-Demo-1' };

/**
 * What to open, and every name, password and key that somebody may need.
 *
 * @param {string} n8nUrl
 * @param {import('../../sandbox/start').Sandbox} sandbox
 * @param {import('../../sandbox/standIns/start').StandIns} standIns
 */
function welcome(n8nUrl, { url, apiKey, apiUrl }, { smtp }) {
	return `
Open first        ${n8nUrl}/home/workflows
                  e-mail ${OWNER.email}, password ${OWNER.password}
Developer pages   ${url}
                  choose a platform and click "Send test": the workflows are entered there
Inbox             ${url}/inbox
                  what the workflows have sent to Slack, Google, by mail and to an endpoint

The workflows have all they need. For webhooks and credentials of your own:
Signing secret    ${DEMO_SECRET}
resmio webhooks   user name ${DEMO_LOGIN.username}, password ${DEMO_LOGIN.password}
resmio API        key ${apiKey}, facility the-fish
                  base URL ${apiUrl('resmio')}
Olympus Cloud API key ${apiKey}
                  base URL ${apiUrl('olympusCloud')}
GoTab API         access ID demo, access secret ${apiKey}
                  base URL ${apiUrl('goTab')}
Slack, Google     any credential: n8n's own nodes post to the inbox instead
Mail server       ${smtp.host}, port ${smtp.port}, without SSL/TLS, any user and password

Ctrl-C ends everything. What there is stays in .demo/ for the next start; --reset starts over.`;
}

module.exports = { OWNER, welcome };
