import { RecentKeys } from './recentKeys';

/** Where a call finds the keys stored so far and leaves those to be stored with it. */
export interface KeyStore {
	read: () => string;
	write: (keys: string) => void;
}

/** A delivery that was let in. */
export interface Admission {
	/** Its execution exists: remembers it and writes everything known to the call's store. */
	confirm: () => void;
	/** It has been answered; `unknown` when it never was. Only the first counts. */
	settle: (outcome: 'created' | 'failed' | 'unknown') => void;
}

/**
 * Remembers which deliveries have started an execution.
 *
 * The host stores the keys together with each execution, but its store loses updates: concurrent
 * calls overwrite one another's. So what a call stores is put together at the last moment, when
 * its execution exists, from everything this process knows by then.
 *
 * A delivery whose execution could not be created is not remembered, so that its retry runs.
 */
export class DedupeGuard {
	private readonly recent: RecentKeys;

	private readonly pending = new Map<string, Promise<boolean>>();

	/** What was read or written last, to see at once that nobody else has stored since. */
	private lastSeen = '';

	constructor(capacity: number) {
		this.recent = new RecentKeys(capacity);
	}

	/** How many keys are held. */
	get size(): number {
		return this.recent.size;
	}

	/**
	 * Lets a delivery in, or returns null for a duplicate. While an equal one is under way, waits
	 * for its outcome.
	 */
	async admit(key: string, store: KeyStore): Promise<Admission | null> {
		for (;;) {
			this.learn(store.read());
			const twin = this.pending.get(key);
			if (!twin) break;
			if (await twin) return null;
		}
		return this.recent.has(key) ? null : this.open(key, store);
	}

	private open(key: string, store: KeyStore): Admission {
		let resolve: (accepted: boolean) => void = () => {};
		this.pending.set(key, new Promise((done) => (resolve = done)));
		let isSettled = false;
		return {
			confirm: () => {
				this.recent.add(key);
				this.lastSeen = this.recent.toString();
				store.write(this.lastSeen);
			},
			settle: (outcome) => {
				if (isSettled) return;
				isSettled = true;
				this.pending.delete(key);
				if (outcome === 'created') this.recent.add(key);
				if (outcome === 'failed') this.recent.remove(key);
				resolve(this.recent.has(key));
			},
		};
	}

	/** Takes in what is stored: written before a restart, or by another process. */
	private learn(stored: string): void {
		if (stored === this.lastSeen) return;
		this.lastSeen = stored;
		this.recent.merge(stored);
	}
}
