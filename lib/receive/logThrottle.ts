/**
 * Lets at most one message through in a period for each key, so that an attacker's flood becomes
 * neither a flood of log lines nor one of executions.
 */
export class LogThrottle {
	private readonly periods = new Map<string, { since: number; suppressed: number }>();

	/** @param periodMs length of the period in milliseconds */
	constructor(
		private readonly periodMs: number,
		private readonly mostKeys = 10_000,
	) {}

	/**
	 * Whether a message may go out now, and if so, how many were suppressed since the last one.
	 *
	 * @param nowMs Unix milliseconds
	 */
	allow(key: string, nowMs: number): { allowed: boolean; suppressed: number } {
		const period = this.periods.get(key);
		if (period && nowMs >= period.since && nowMs - period.since < this.periodMs) {
			period.suppressed += 1;
			return { allowed: false, suppressed: 0 };
		}
		this.periods.delete(key);
		this.periods.set(key, { since: nowMs, suppressed: 0 });
		if (this.periods.size > this.mostKeys) {
			const [oldest] = this.periods.keys();
			this.periods.delete(oldest);
		}
		return { allowed: true, suppressed: period?.suppressed ?? 0 };
	}
}
