import { KEY_LENGTH } from './dedupeKey';

/** Where a call finds the keys stored so far and leaves those to be stored with it. */
export interface KeyStore {
	read: () => string;
	write: (keys: string) => void;
}

/** Tells the guard how a delivery ended: whether its execution exists. Later calls change nothing. */
export type Settle = (accepted: boolean) => void;

/**
 * Remembers which deliveries have started an execution: at least the last `capacity` of them, and
 * never more than a tenth above that.
 *
 * The truth is what the host stores with each execution; memory is there because the host's store
 * loses updates: concurrent calls overwrite each other's. So every call writes the union of what
 * is stored and what this process knows, and a call under way is told of those that end before it.
 *
 * A delivery whose execution could not be created is not remembered, so that its retry runs.
 */
export class DedupeGuard {
	/** Fixed-width keys in a row, the newest last. */
	private accepted = '';

	private readonly known = new Set<string>();

	private readonly pending = new Map<string, Promise<boolean>>();

	private readonly openWrites = new Set<() => void>();

	/** What was stored or read last, to see at once that nobody else has written since. */
	private lastSeen = '';

	/** Longest row of keys; the excess over the capacity is dropped a tenth of it at a time. */
	private readonly mostCharacters: number;

	constructor(private readonly capacity: number) {
		this.mostCharacters = (capacity + Math.floor(capacity / 10)) * KEY_LENGTH;
	}

	/**
	 * Lets a delivery in, or returns null for a duplicate. While an equal one is under way, waits
	 * for its outcome.
	 */
	async admit(key: string, store: KeyStore): Promise<Settle | null> {
		for (;;) {
			this.learn(store.read());
			if (this.known.has(key)) return null;
			const twin = this.pending.get(key);
			if (!twin) break;
			if (await twin) return null;
		}
		return this.open(key, store);
	}

	private open(key: string, store: KeyStore): Settle {
		let resolve: (accepted: boolean) => void = () => {};
		this.pending.set(key, new Promise((done) => (resolve = done)));
		const write = () => {
			this.lastSeen = this.trim(this.accepted + key);
			store.write(this.lastSeen);
		};
		this.openWrites.add(write);
		write();
		let isSettled = false;
		return (accepted) => {
			if (isSettled) return;
			isSettled = true;
			this.openWrites.delete(write);
			this.pending.delete(key);
			if (accepted) {
				this.remember([key]);
				for (const rewrite of this.openWrites) rewrite();
			} else {
				// Only the answer may have failed: whether the key was stored shows at the next reading.
				this.lastSeen = '';
			}
			resolve(accepted);
		};
	}

	/** Takes in what is stored: written before a restart, or by another process. */
	private learn(stored: string): void {
		if (stored === this.lastSeen) return;
		this.lastSeen = stored;
		const unknown: string[] = [];
		for (let at = 0; at + KEY_LENGTH <= stored.length; at += KEY_LENGTH) {
			const key = stored.slice(at, at + KEY_LENGTH);
			if (!this.known.has(key)) unknown.push(key);
		}
		if (unknown.length > 0) this.remember(unknown);
	}

	private remember(keys: readonly string[]): void {
		for (const key of keys) this.known.add(key);
		const all = this.accepted + keys.join('');
		this.accepted = this.trim(all);
		for (let at = 0; at < all.length - this.accepted.length; at += KEY_LENGTH) {
			this.known.delete(all.slice(at, at + KEY_LENGTH));
		}
	}

	private trim(keys: string): string {
		return keys.length <= this.mostCharacters ? keys : keys.slice(-this.capacity * KEY_LENGTH);
	}
}
