import type { Platform } from '../lib/platform';
import { platforms as allPlatforms } from '../platforms';
import { createApp } from './app';
import { basePathOf } from './basePath';
import { createState, resetState, type SandboxState } from './state';

/** Any key would do; this one is easy to recognise. */
export const SANDBOX_API_KEY = 'oc_test_sandbox';

export interface SandboxOptions {
	/** 0 takes a free port. */
	port?: number;
	host?: string;
	/** Unix milliseconds; the machine's clock when left out. */
	clock?: () => number;
	/** Where others reach the sandbox, when that is not `http://<host>:<port>`. */
	publicUrl?: string;
	apiKey?: string;
	platforms?: readonly Platform[];
}

export interface Sandbox {
	url: string;
	apiKey: string;
	/** What it remembers, for tests that run in the same process. */
	state: SandboxState;
	/** Base URL of a platform's API, as a credential holds it. */
	apiUrl: (platformId: string) => string;
	reset: () => void;
	close: () => Promise<void>;
}

/**
 * Starts the sandbox and resolves once it listens.
 *
 * @throws the server's error, such as EADDRINUSE
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', clock = () => Date.now() } = options;
	const { apiKey = SANDBOX_API_KEY, platforms = allPlatforms } = options;
	const state = createState({ platforms, clock, apiKey });
	const server = createApp(state).listen(port, host);
	await new Promise<void>((resolve, reject) => {
		server.once('listening', resolve);
		server.once('error', reject);
	});
	const address = server.address();
	const listensOn = typeof address === 'object' && address ? address.port : port;
	const url = options.publicUrl ?? `http://${host}:${listensOn}`;
	return {
		url,
		apiKey,
		state,
		apiUrl: (platformId) => `${url}/${platformId}${basePathOf(platformId)}`,
		reset: () => resetState(state),
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
