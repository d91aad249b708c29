import { Router } from 'express';

import type { SandboxState } from '../state';

const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
const LATIN_EXT = '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2';

/** Style, script, font and icons of the pages. */
export function assetRoutes(state: SandboxState): Router {
	const router = Router();
	const serve = (path: string, file: string) =>
		router.get(path, (_request, response) => response.sendFile(file));
	serve('/assets/pages.css', require.resolve('./assets/pages.css'));
	serve('/assets/pages.js', require.resolve('./assets/pages.js'));
	serve('/assets/inter.woff2', require.resolve(FONT));
	serve('/assets/inter-ext.woff2', require.resolve(LATIN_EXT));
	serve('/icons/hospitality.svg', require.resolve('../../icons/hospitality.svg'));
	serve('/icons/overview.svg', require.resolve('./assets/overview.svg'));
	serve('/icons/inbox.svg', require.resolve('./assets/inbox.svg'));
	for (const { id } of state.platforms) {
		router.get(`/icons/${id}.svg`, (_request, response) => {
			response.sendFile(require.resolve(`../../icons/${id}.svg`));
		});
	}
	return router;
}
