import { sleep } from 'n8n-workflow';

/** A timer cannot be stopped here, so what an abort leaves behind runs no longer than this. */
const LONGEST_TIMER_MS = 1000;

/** Resolves after the time, never before, or at once when the signal aborts. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	let stop: () => void = () => undefined;
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop);
	});
	const until = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = until - Date.now()) {
		await Promise.race([sleep(Math.min(left, LONGEST_TIMER_MS)), aborted]);
	}
	signal?.removeEventListener('abort', stop);
}
