interface Entry<T> {
	loadedAtMs: number;
	value: Promise<T>;
}

/**
 * Values that take longer to load than to use, kept for a moment. Calls of the same moment share
 * one, also while it is being loaded; a failure is kept for nobody.
 */
export class BriefCache<T> {
	private readonly entries = new Map<string, Entry<T>>();

	constructor(private readonly keepMs: number) {}

	/**
	 * @param nowMs Unix milliseconds
	 * @throws what `load` throws
	 */
	async get(key: string, nowMs: number, load: () => Promise<T>): Promise<T> {
		const entry = this.entries.get(key);
		if (entry && this.isFresh(entry, nowMs)) return await entry.value;

		this.forgetOld(nowMs);
		const value = load();
		this.entries.set(key, { loadedAtMs: nowMs, value });
		value.catch(() => {
			if (this.entries.get(key)?.value === value) this.entries.delete(key);
		});
		return await value;
	}

	/** A clock that was set back makes everything old. */
	private isFresh({ loadedAtMs }: Entry<T>, nowMs: number): boolean {
		return nowMs >= loadedAtMs && nowMs - loadedAtMs < this.keepMs;
	}

	/** What nobody asks for any more goes with the next value that is loaded. */
	private forgetOld(nowMs: number): void {
		for (const [key, entry] of this.entries) {
			if (!this.isFresh(entry, nowMs)) this.entries.delete(key);
		}
	}
}
