import { type ErrorRequestHandler, Router } from 'express';

import { inboxRoutes } from '../inbox/inboxRoutes';
import { asRefusal } from '../refusal';
import type { SandboxState } from '../state';
import { developerRoutes } from './developerRoutes';
import { html } from './html';
import { sendPage } from './layout';
import { overviewPage } from './overviewPage';

/** The pages for people: overview, developer pages and inbox. */
export function pages(state: SandboxState): Router {
	const router = Router();
	router.get('/', (_request, response) => {
		sendPage(state, response, { title: 'Overview', place: 'overview', main: overviewPage(state) });
	});
	router.use('/inbox', inboxRoutes(state));
	router.use('/developers', developerRoutes(state));
	router.use(['/developers', '/inbox'], writeRefusedPage(state));
	return router;
}

/** What a form or link cannot do, as a page. */
function writeRefusedPage(state: SandboxState): ErrorRequestHandler {
	return (error: unknown, _request, response, next) => {
		if (response.headersSent) return next(error);
		const { status, message } = asRefusal(error);
		const main = html`<h1>${message}</h1>
			<p><a href="/">To the overview</a></p>`;
		return sendPage(state, response, { title: message, place: '', main, status });
	};
}
