import { type Sandbox, startSandbox } from '../../sandbox/start';
import { sandboxCalls, type SandboxCalls } from './sandboxCalls';

/**
 * A sandbox for the tests of one file, whose clock stands still. Each test begins with a sandbox as
 * it was at the start, and with a token of its own.
 */
export function goTabSandbox() {
	let sandbox: Sandbox;
	let calls: SandboxCalls;
	let token: string;

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: () => Date.parse('2026-01-18T10:30:20.000Z') });
		calls = sandboxCalls(sandbox);
	});

	beforeEach(async () => {
		sandbox.reset();
		token = (await calls.login()).json.token;
	});

	afterAll(async () => await sandbox.close());

	return {
		call: async (method: string, path: string, body?: unknown, bearer = token) =>
			await calls.call(method, path, body, bearer),
		login: async (body?: unknown) => await calls.login(body),
		set: async (settings: Record<string, unknown>) => await calls.set(settings),
		/** The one that `call` sends. */
		token: () => token,
	};
}
