import { KEY_LENGTH } from './deliveryKeys';

/**
 * A bounded set of keys, the oldest first, that is stored as one row of text. Also knows which keys
 * it dropped not long ago, so that an outdated copy of the row does not bring them back as new ones.
 */
class RecentKeys {
	private readonly keys = new Set<string>();

	private readonly dropped = new Set<string>();

	/** How many keys are held in memory. */
	get size(): number {
		return this.keys.size + this.dropped.size;
	}

	has(key: string): boolean {
		return this.keys.has(key);
	}

	add(key: string, capacity: number): void {
		this.keys.add(key);
		this.dropped.delete(key);
		for (const old of this.keys) {
			if (this.keys.size <= capacity) break;
			this.keys.delete(old);
			this.dropped.add(old);
		}
		for (const old of this.dropped) {
			if (this.dropped.size <= capacity) break;
			this.dropped.delete(old);
		}
	}

	/** Takes in a stored row. */
	merge(row: string, capacity: number): void {
		for (let at = 0; at + KEY_LENGTH <= row.length; at += KEY_LENGTH) {
			const key = row.slice(at, at + KEY_LENGTH);
			if (!this.keys.has(key) && !this.dropped.has(key)) this.add(key, capacity);
		}
	}

	toString(): string {
		return [...this.keys].join('');
	}
}

/** Where a call finds the keys stored so far and leaves those to be stored with it. */
export interface KeyStore {
	read: () => string;
	write: (keys: string) => void;
}

/** What an event may be known by: the key to remember it by, and after it those of earlier. */
export type EventKeys = readonly [string, ...string[]];

/** The right to start the one execution of the events of a delivery. */
export interface Claim {
	/** Which of the events are new, by their place in the list. The others are duplicates. */
	fresh: readonly number[];
	/** The execution exists: the events are remembered, and equal ones are duplicates from now on. */
	commit: () => void;
	/** The same where it is too late to store the keys with this call: the next one does. */
	remember: () => void;
	/** The call is over. Without a commit before, the next equal events may start the execution. */
	release: () => void;
}

/** With 8 characters a key this keeps a node's static data at 20 kB. */
export const LARGEST_WINDOW = 2500;

/** How long a delivery waits for an equal one whose execution is being created. */
const LONGEST_WAIT_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;

/** What was stored longer ago than this is found by every later call, unless it was overwritten. */
const STORED_AFTER_MS = 5_000;

/**
 * Remembers which deliveries of one node have started an execution.
 *
 * n8n stores the keys together with each execution, but concurrent calls overwrite one another's,
 * and so does everything else that keeps static data in the workflow. So what a call stores is put
 * together at the last moment, when its execution exists, from everything this process knows by
 * then.
 */
export class DedupeGuard {
	/** How many deliveries are remembered; may change while the guard is in use. */
	capacity = 1;

	private readonly recent = new RecentKeys();

	private readonly pending = new Map<string, Promise<void>>();

	private lastCommit?: { key: string; atMs: number };

	/** Events of the longest list so far. */
	private longest = 0;

	/** @param wait resolves after so many milliseconds */
	constructor(private readonly wait: (milliseconds: number) => Promise<unknown>) {}

	/** How many keys are held in memory. */
	get size(): number {
		return this.recent.size;
	}

	/** A list is remembered whole, as long as that is no longer than any node may be set to. */
	private get room(): number {
		return Math.max(this.capacity, Math.min(this.longest, LARGEST_WINDOW));
	}

	/** Whether an execution is being created. */
	get isBusy(): boolean {
		return this.pending.size > 0;
	}

	/**
	 * Claims the events of a delivery that are new, or returns null where all are duplicates. While
	 * the execution of an equal one is being created, waits for the outcome, a minute at most. It
	 * holds no event meanwhile, so two deliveries of the same events never wait for one another.
	 *
	 * @param events of each its keys, as `deliveryKeys` gives them
	 * @param busyAfterMs gives up waiting after that, and takes nothing from the equal one
	 */
	async claim(events: readonly EventKeys[], store: KeyStore): Promise<Claim | null>;
	async claim(
		events: readonly EventKeys[],
		store: KeyStore,
		busyAfterMs: number | undefined,
	): Promise<Claim | 'busy' | null>;
	async claim(
		events: readonly EventKeys[],
		store: KeyStore,
		busyAfterMs = Infinity,
	): Promise<Claim | 'busy' | null> {
		let waitedMs = 0;
		for (;;) {
			this.merge(store.read());
			const fresh = this.newAmong(events);
			if (fresh.length === 0) return null;
			const keys = fresh.flatMap((index) => events[index]);
			const twin = keys.map((key) => this.pending.get(key)).find((one) => one !== undefined);
			if (twin && waitedMs >= busyAfterMs) return 'busy';
			if (!twin || waitedMs >= LONGEST_WAIT_MS) {
				return {
					fresh,
					...this.open(
						fresh.map((index) => events[index][0]),
						store,
						events.length,
					),
				};
			}
			const isOver = await Promise.race([twin.then(() => true), this.wait(LOOK_AGAIN_MS)]);
			if (isOver !== true) waitedMs += LOOK_AGAIN_MS;
		}
	}

	/** Writes all that is known where a call has found less stored. Answers whether it has. */
	restore(store: KeyStore): boolean {
		this.merge(store.read());
		const known = this.recent.toString();
		if (store.read() === known) return false;
		store.write(known);
		return true;
	}

	/**
	 * Whether something else has put an older copy over what this process has stored. Calls that
	 * overlap do so for a moment, so only what was stored a while ago counts.
	 *
	 * @param stored what a call has found
	 * @param nowMs Unix milliseconds
	 */
	isOverwritten(stored: string, nowMs: number): boolean {
		if (!this.lastCommit || nowMs - this.lastCommit.atMs < STORED_AFTER_MS) return false;
		const { key } = this.lastCommit;
		return this.recent.has(key) && !stored.includes(key);
	}

	/** Those that are neither remembered nor equal to one before them in the list. */
	private newAmong(events: readonly EventKeys[]): number[] {
		const before = new Set<string>();
		return [...events.keys()].filter((index) => {
			const keys = events[index];
			const isKnown = keys.some((key) => this.recent.has(key) || before.has(key));
			before.add(keys[0]);
			return !isKnown;
		});
	}

	/** A row that is longer than this node remembers holds a list that was. */
	private merge(row: string): void {
		this.longest = Math.max(this.longest, Math.floor(row.length / KEY_LENGTH));
		this.recent.merge(row, this.room);
	}

	private open(keys: readonly string[], store: KeyStore, listLength: number): Omit<Claim, 'fresh'> {
		let end: () => void = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		for (const key of keys) this.pending.set(key, ended);
		const release = () => {
			for (const key of keys) if (this.pending.get(key) === ended) this.pending.delete(key);
			end();
		};
		const remember = () => {
			this.longest = Math.max(this.longest, listLength);
			for (const key of keys) this.recent.add(key, this.room);
			release();
		};
		return {
			remember,
			commit: () => {
				remember();
				this.lastCommit = { key: keys[keys.length - 1], atMs: Date.now() };
				store.write(this.recent.toString());
			},
			release,
		};
	}
}

/**
 * The guards of all nodes of this process. Together they hold a bounded number of keys: beyond it
 * the node that was unused longest starts again from what is stored.
 */
export class DedupeGuards {
	private readonly guards = new Map<string, DedupeGuard>();

	constructor(
		private readonly wait: (milliseconds: number) => Promise<unknown>,
		private readonly mostKeys = 500_000,
	) {}

	/** @param capacity how many deliveries the node remembers from now on */
	of(nodeKey: string, capacity: number): DedupeGuard {
		const guard = this.guards.get(nodeKey) ?? new DedupeGuard(this.wait);
		guard.capacity = capacity;
		this.guards.delete(nodeKey);
		let held = guard.size;
		for (const { size } of this.guards.values()) held += size;
		for (const [unused, { size, isBusy }] of this.guards) {
			if (held <= this.mostKeys) break;
			if (isBusy) continue;
			this.guards.delete(unused);
			held -= size;
		}
		this.guards.set(nodeKey, guard);
		return guard;
	}
}
