import { type Sandbox, startSandbox } from '../../../sandbox/start';

/** A sandbox for the tests of one file; each of them finds it as it was at the start. */
export function sandboxOfFile() {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	return {
		sandbox: () => sandbox,
		/** What it has been asked, as in `GET /resmio/v1/facility`. */
		requests: () => sandbox.state.requests.map(({ method, path }) => `${method} ${path}`),
	};
}
