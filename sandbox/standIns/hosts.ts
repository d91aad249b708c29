import express, { type Express, type Router } from 'express';

import { chatRoutes } from '../inbox/chatRoutes';
import { googleRoutes, tokenRoutes } from '../inbox/googleRoutes';
import type { Inbox } from '../inbox/inbox';
import { sheetRoutes } from '../inbox/sheetRoutes';
import { slackRoutes } from '../inbox/slackRoutes';

const ROUTES: Readonly<Record<string, (inbox: Inbox) => Router>> = {
	'slack.com': slackRoutes,
	'hooks.slack.com': slackRoutes,
	'chat.googleapis.com': chatRoutes,
	'sheets.googleapis.com': sheetRoutes,
	'www.googleapis.com': googleRoutes,
	'oauth2.googleapis.com': tokenRoutes,
};

/** The hosts that are stood in for. */
export const HOSTS: readonly string[] = Object.keys(ROUTES);

/**
 * What answers in the place of these hosts. A call that no stand-in knows gets 502, so that nobody
 * takes it for the service's own answer.
 *
 * @param refused told of such a call
 */
export function hostsApp(inbox: Inbox, refused: (call: string) => void): Express {
	const app = express().disable('x-powered-by');
	for (const [host, routesOf] of Object.entries(ROUTES)) {
		const routes = routesOf(inbox);
		app.use((request, response, next) =>
			request.hostname === host ? routes(request, response, next) : next(),
		);
	}
	app.use((request, response) => {
		refused(`${request.method} https://${request.hostname}${request.path}`);
		response.status(502).type('text').send('The sandbox does not stand in for this call');
	});
	return app;
}
