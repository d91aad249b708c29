import { Router } from 'express';

import type { Platform } from '../lib/platform';
import type { SandboxState } from './state';

/** The catalogue for other programs; for people there are the pages. */
export function catalogueRoutes(state: SandboxState): Router {
	const router = Router();
	router.get('/platforms', (_request, response) => {
		response.json({ platforms: state.platforms.map(showPlatform) });
	});
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
