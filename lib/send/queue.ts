/** Runs one attempt as soon as fewer than the allowed number are under way. */
export type Limit = <T>(attempt: () => Promise<T>) => Promise<T>;

export interface QueueOptions<T> {
	/** Attempts under way at the same time, at least 1. */
	concurrency: number;
	/** Items with the same key are handled one after the other. */
	orderBy?: (item: T) => string;
}

/**
 * Runs a task for each item, all at once or in order per key. Tasks put what has to be limited
 * through `limit`, so that a task that waits for its next attempt takes no place.
 *
 * @returns results where their items stand
 * @throws what the first task rejects with
 */
export async function runQueue<T, R>(
	items: readonly T[],
	task: (item: T, limit: Limit) => Promise<R>,
	{ concurrency, orderBy }: QueueOptions<T>,
): Promise<R[]> {
	const limit = createLimit(concurrency);
	const last = new Map<string, Promise<unknown>>();
	return await Promise.all(
		items.map(async (item) => {
			if (!orderBy) return await task(item, limit);
			const key = orderBy(item);
			const before = last.get(key);
			const running = before ? before.then(async () => await task(item, limit)) : task(item, limit);
			last.set(key, running);
			return await running;
		}),
	);
}

/** How many keys are remembered, each for a moment after its last attempt. */
const MOST_PACED = 1000;

/** Spaces attempts with the same key evenly, over all runs of this process. */
export class Pacer {
	private readonly nextAtMs = new Map<string, number>();

	/**
	 * Takes the next free moment.
	 *
	 * @param nowMs Unix milliseconds
	 * @returns milliseconds until then
	 */
	reserve(key: string, perSecond: number, nowMs: number): number {
		const atMs = Math.max(this.nextAtMs.get(key) ?? 0, nowMs);
		if (this.nextAtMs.size >= MOST_PACED) this.forgetPast(nowMs);
		this.nextAtMs.set(key, atMs + 1000 / perSecond);
		return atMs - nowMs;
	}

	private forgetPast(nowMs: number): void {
		for (const [known, atMs] of this.nextAtMs) {
			if (atMs <= nowMs) this.nextAtMs.delete(known);
		}
	}
}

function createLimit(concurrency: number): Limit {
	let free = Math.max(1, Math.floor(concurrency));
	const waiting: Array<() => void> = [];
	return async (attempt) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await attempt();
		} finally {
			// The place goes straight to the next attempt, so that none can jump the queue.
			const next = waiting.shift();
			if (next) next();
			else free += 1;
		}
	};
}
