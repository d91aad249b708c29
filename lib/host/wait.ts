import { sleep } from 'n8n-workflow';

/** Resolves after the time, or at once when the signal aborts. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	if (ms <= 0 || signal?.aborted) return;
	// A timer may end a millisecond early, and the time given is the earliest that is allowed.
	const time = sleep(Math.ceil(ms) + 1);
	if (!signal) return await time;
	let stop: () => void = () => undefined;
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop);
	});
	await Promise.race([time, aborted]);
	signal.removeEventListener('abort', stop);
}
