/**
 * n8n's Wait node keeps waits of less than 65 seconds in memory only, where a restart would lose
 * the items; longer ones it stores. The rest is for the time until it runs.
 */
const SHORTEST_STORED_WAIT_MS = 70_000;

/**
 * When the deliveries of one run should be taken up again: once all of them are due, and not so
 * soon that the wait would not survive a restart.
 *
 * @param dueAt ISO 8601 times
 * @returns ISO 8601, UTC
 */
export function resumeTime(dueAt: readonly string[], nowMs: number): string {
	const latest = dueAt.reduce((max, time) => Math.max(max, Date.parse(time)), 0);
	return new Date(Math.max(latest, nowMs + SHORTEST_STORED_WAIT_MS)).toISOString();
}
