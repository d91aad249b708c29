import { sleep } from 'n8n-workflow';

/** Resolves after the time, or at once when the signal aborts. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	if (ms <= 0 || signal?.aborted) return;
	if (!signal) return await sleep(ms);
	let stop: () => void = () => undefined;
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop);
	});
	await Promise.race([sleep(ms), aborted]);
	signal.removeEventListener('abort', stop);
}
