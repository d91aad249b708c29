/**
 * Lets something through at most once in a period for each key, so that an attacker's flood
 * becomes neither a flood of log lines nor one of executions.
 */
export class OnceIn {
	private readonly entries = new Map<string, { since: number; withheld: number }>();

	/** @param periodMs length of the period in milliseconds */
	constructor(
		private readonly periodMs: number,
		private readonly mostKeys = 10_000,
	) {}

	/**
	 * How many were withheld since the last one that was let through, or null to withhold this one.
	 *
	 * @param nowMs Unix milliseconds
	 */
	pass(key: string, nowMs: number): number | null {
		const entry = this.entries.get(key);
		if (entry && nowMs >= entry.since && nowMs - entry.since < this.periodMs) {
			entry.withheld += 1;
			return null;
		}
		this.entries.delete(key);
		this.entries.set(key, { since: nowMs, withheld: 0 });
		if (this.entries.size > this.mostKeys) {
			const [oldest] = this.entries.keys();
			this.entries.delete(oldest);
		}
		return entry?.withheld ?? 0;
	}
}
