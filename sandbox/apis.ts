import type { ErrorRequestHandler, Router } from 'express';

import type { Platform } from '../lib/platform';
import { apaleoRoutes, writeApaleoRefusal } from './apaleo/routes';
import { guestyRoutes, writeGuestyRefusal } from './guesty/routes';
import { hubRiseRoutes, writeHubRiseRefusal } from './hubRise/routes';
import { lightspeedKRoutes, writeLightspeedKRefusal } from './lightspeedK/routes';
import { mewsPosRoutes, writeMewsPosRefusal } from './mewsPos/routes';
import { squareRoutes } from './square/routes';
import { writeSquareRefusal } from './square/refusal';
import type { SandboxState } from './state';

/** The API of one platform, as the sandbox plays it. */
interface PlayedApi {
	/** Relative to `/<platform id>`, which stands for the platform's hosts. */
	routes: (state: SandboxState, platform: Platform) => Router;
	/** Writes what the routes refuse; as Olympus Cloud does where it is left out. */
	writeRefusal?: ErrorRequestHandler;
}

/** By platform. One that has an API is added here. */
export const playedApis: Readonly<Record<string, PlayedApi>> = {
	apaleo: { routes: apaleoRoutes, writeRefusal: writeApaleoRefusal },
	guesty: { routes: guestyRoutes, writeRefusal: writeGuestyRefusal },
	hubRise: { routes: hubRiseRoutes, writeRefusal: writeHubRiseRefusal },
	lightspeedK: { routes: lightspeedKRoutes, writeRefusal: writeLightspeedKRefusal },
	mewsPos: { routes: mewsPosRoutes, writeRefusal: writeMewsPosRefusal },
	square: { routes: squareRoutes, writeRefusal: writeSquareRefusal },
};
