/** A task's place among those that run at the same time. */
export interface Slot {
	/** Gives the place to others for as long as the waiting takes. */
	during: <T>(waiting: () => Promise<T>) => Promise<T>;
}

export interface PoolOptions<T> {
	/** How many tasks run at once; those that wait in `slot.during` are not counted. */
	concurrency: number;
	/**
	 * Tasks with the same key run one after the other, in the order given, waits included.
	 * Without it each task stands alone.
	 */
	orderBy?: (item: T) => string;
}

/** Tasks that wait keep their data in memory, so beyond this many a wait keeps its place. */
const MOST_WAITING = 1000;

/**
 * Runs a task for each item. Results stand where their items stand. A task that rejects makes
 * the whole reject, and no further one is started.
 */
export async function runPool<T, R>(
	items: readonly T[],
	task: (item: T, slot: Slot) => Promise<R>,
	{ concurrency, orderBy }: PoolOptions<T>,
): Promise<R[]> {
	const results = new Array<R>(items.length);
	const places = createPlaces(Math.max(1, Math.floor(concurrency)));
	const lanes = orderBy ? groupIndexes(items, orderBy) : items.map((_, index) => [index]);
	let failed = false;

	const runLane = async (lane: readonly number[]) => {
		for (const index of lane) {
			if (failed) return;
			results[index] = await task(items[index], places);
		}
	};
	const running: Array<Promise<void>> = [];
	for (const lane of lanes) {
		await places.take();
		if (failed) break;
		running.push(
			runLane(lane)
				.catch((error: unknown) => {
					failed = true;
					return Promise.reject(error);
				})
				.finally(places.free),
		);
		// Marked as handled here; the rejection itself is seen below.
		running.at(-1)?.catch(() => undefined);
	}
	await Promise.all(running);
	return results;
}

function groupIndexes<T>(items: readonly T[], keyOf: (item: T) => string): number[][] {
	const lanes = new Map<string, number[]>();
	items.forEach((item, index) => {
		const lane = lanes.get(keyOf(item));
		if (lane) lane.push(index);
		else lanes.set(keyOf(item), [index]);
	});
	return [...lanes.values()];
}

function createPlaces(total: number) {
	let taken = 0;
	let waiting = 0;
	/** Tasks that come back from a wait go before new ones. */
	const returning: Array<() => void> = [];
	const starting: Array<() => void> = [];

	const take = async (queue = starting) => {
		if (taken < total) {
			taken += 1;
			return;
		}
		await new Promise<void>((resolve) => queue.push(resolve));
	};
	const free = () => {
		const next = returning.shift() ?? starting.shift();
		if (next) next();
		else taken -= 1;
	};
	const during = async <T>(wait: () => Promise<T>): Promise<T> => {
		if (waiting >= MOST_WAITING) return await wait();
		waiting += 1;
		free();
		try {
			return await wait();
		} finally {
			waiting -= 1;
			await take(returning);
		}
	};
	return { take, free, during };
}
