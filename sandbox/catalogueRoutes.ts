import { Router } from 'express';

import type { Platform } from '../lib/platform';
import type { SandboxState } from './state';

/** The page for people, and the catalogue that it and other programs read. */
export function catalogueRoutes(state: SandboxState): Router {
	const router = Router();
	router.get('/', (_request, response) => {
		response.sendFile(require.resolve('./page.html'));
	});
	router.get('/platforms', (_request, response) => {
		response.json({ platforms: state.platforms.map(showPlatform) });
	});
	for (const { id } of state.platforms) {
		router.get(`/icons/${id}.svg`, (_request, response) => {
			response.sendFile(require.resolve(`../icons/${id}.svg`));
		});
	}
	return router;
}

function showPlatform(platform: Platform) {
	const { id, name, description, docsUrl, signature, registration } = platform;
	return {
		id,
		name,
		description,
		docsUrl,
		credential: signature.kind === 'basic' ? 'basic' : 'secret',
		signatureIsConfigurable: platform.signatureIsConfigurable ?? false,
		registration: registration.kind,
		events: platform.events.map((event) => ({
			name: event.name,
			displayName: event.displayName,
			description: event.description,
			sample: event.sample,
		})),
	};
}
