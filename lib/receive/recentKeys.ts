import { KEY_LENGTH } from './dedupeKey';

/**
 * A bounded set of fixed-width keys, kept as one row of text with the newest last: that is how it
 * is stored. Holds at least the last `capacity` keys and never more than a tenth above that.
 */
export class RecentKeys {
	private row = '';

	private readonly known = new Set<string>();

	/** Dropped not long ago, so that an outdated copy of the row cannot bring them back. */
	private readonly dropped = new Set<string>();

	private readonly mostCharacters: number;

	constructor(private readonly capacity: number) {
		this.mostCharacters = (capacity + Math.floor(capacity / 10)) * KEY_LENGTH;
	}

	has(key: string): boolean {
		return this.known.has(key);
	}

	get size(): number {
		return this.known.size;
	}

	add(key: string): void {
		if (this.known.has(key)) return;
		this.known.add(key);
		this.dropped.delete(key);
		this.row += key;
		if (this.row.length <= this.mostCharacters) return;
		const excess = this.row.length - this.capacity * KEY_LENGTH;
		for (const old of keysIn(this.row.slice(0, excess))) {
			this.known.delete(old);
			this.dropped.add(old);
		}
		this.row = this.row.slice(excess);
		for (const old of this.dropped) {
			if (this.dropped.size <= this.capacity) break;
			this.dropped.delete(old);
		}
	}

	remove(key: string): void {
		if (!this.known.delete(key)) return;
		this.row = [...keysIn(this.row)].filter((other) => other !== key).join('');
	}

	/** Takes in a stored row; what was dropped here in the meantime stays dropped. */
	merge(row: string): void {
		const others = row.slice(0, row.length - this.sharedWith(row));
		for (const key of keysIn(others)) if (!this.dropped.has(key)) this.add(key);
	}

	/**
	 * Characters at the end of a row that stand here just the same. Usually that is nearly all: the
	 * row was stored by this process a few deliveries ago.
	 */
	private sharedWith(row: string): number {
		const last = this.row.lastIndexOf(row.slice(-KEY_LENGTH));
		if (last < 0 || last % KEY_LENGTH !== 0) return 0;
		const known = this.row.slice(0, last + KEY_LENGTH);
		const length = Math.min(known.length, row.length);
		return known.slice(-length) === row.slice(-length) ? length : 0;
	}

	toString(): string {
		return this.row;
	}
}

function* keysIn(row: string): Generator<string> {
	for (let at = 0; at + KEY_LENGTH <= row.length; at += KEY_LENGTH) {
		yield row.slice(at, at + KEY_LENGTH);
	}
}
