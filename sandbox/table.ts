/** Where the records of one kind outlive the process. */
export interface Journal {
	/** The records as JSON texts, in the order in which they were first kept. */
	load: () => string[];
	keep: (id: string, json: string) => void;
	forget: (id: string) => void;
	forgetAll: () => void;
}

/** What `openDatabase()` of database.js gives: a journal for each kind of record. */
export interface Database {
	journal: (kind: string) => Journal;
	close: () => void;
}

/**
 * Records by id, oldest first. With a journal every change is written at once, and the records of
 * an earlier process are there from the start. A record that was changed in place is written by
 * setting it again.
 */
export class Table<T extends { id: string }> extends Map<string, T> {
	constructor(
		private readonly journal?: Journal,
		/** The oldest record goes when there is one more. */
		private readonly capacity = Infinity,
	) {
		super();
		for (const text of journal?.load() ?? []) {
			const record: T = JSON.parse(text);
			super.set(record.id, record);
		}
	}

	keep(record: T): void {
		this.set(record.id, record);
	}

	override set(id: string, record: T): this {
		super.set(id, record);
		this.journal?.keep(id, JSON.stringify(record));
		for (const oldest of this.keys()) {
			if (this.size <= this.capacity) break;
			this.delete(oldest);
		}
		return this;
	}

	override delete(id: string): boolean {
		this.journal?.forget(id);
		return super.delete(id);
	}

	override clear(): void {
		this.journal?.forgetAll();
		super.clear();
	}
}
