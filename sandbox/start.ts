import type { Platform } from '../lib/platform';
import { platforms as allPlatforms } from '../platforms';
import { accountAt, type Account } from './account';
import { createApp } from './app';
import { openDatabase } from './database';
import { sendDue } from './deliver';
import { createState, resetState, type SandboxState } from './state';
import { repeatEvery } from './timer';

/** How often is looked for attempts that are due. */
const REPEAT_MS = 200;

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
	/** SQLite file that keeps webhooks, deliveries and inbox; in memory only when left out. */
	file?: string;
	/** Whether failed deliveries are repeated by themselves; else `sendDue` does it when called. */
	repeats?: boolean;
}

export interface Sandbox {
	url: string;
	apiKey: string;
	/** What it remembers, for tests that run in the same process. */
	state: SandboxState;
	/** What the credential of a platform's API holds. */
	account: (platformId: string) => Account;
	/** Base URL of a platform's API, as a credential holds it. */
	apiUrl: (platformId: string) => string;
	reset: () => void;
	/** Makes the attempts whose time has come. */
	sendDue: () => Promise<void>;
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
	const database = options.file === undefined ? undefined : openDatabase(options.file);
	const state = createState({ platforms, clock, apiKey, database });
	const server = createApp(state).listen(port, host);
	await new Promise<void>((resolve, reject) => {
		server.once('listening', resolve);
		server.once('error', reject);
	});
	const stopRepeating = options.repeats
		? repeatEvery(REPEAT_MS, async () => await sendDue(state))
		: () => {};
	const address = server.address();
	const listensOn = typeof address === 'object' && address ? address.port : port;
	const url = options.publicUrl ?? `http://${host}:${listensOn}`;
	const account = (platformId: string): Account => {
		const platform = platforms.find(({ id }) => id === platformId);
		return platform ? accountAt(url, platform, apiKey) : {};
	};
	return {
		url,
		apiKey,
		state,
		account,
		apiUrl: (platformId) => account(platformId).baseUrl ?? `${url}/${platformId}`,
		reset: () => resetState(state),
		sendDue: async () => await sendDue(state),
		close: async () => {
			stopRepeating();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
			database?.close();
		},
	};
}
