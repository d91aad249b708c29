/** Why an exchange was ended from here. */
export type EndedBy = 'timeout' | 'cancelled';

type End = (by: EndedBy) => void;

interface Group {
	limitMs: number;
	/** Until when exchanges may join, by a clock that nobody sets. */
	opensUntilMs: number;
	members: Set<End>;
}

/** Part of a limit by which an exchange may be ended early, to share its timer with others. */
const SHARED_PART = 0.01;

/**
 * Ends exchanges that take too long, and all of them when the execution is cancelled. A timer and
 * its listeners for each would take as long as signing does, so those that begin at about the same
 * time share them.
 */
export class ExchangeLimits {
	private readonly groups = new Set<Group>();

	private newest: Group | undefined;

	private watched: AbortSignal | undefined;

	/**
	 * Watches one exchange from now on; `end` is called at most once.
	 *
	 * @returns what to call when the exchange is over
	 */
	begin(limitMs: number, cancelled: AbortSignal | undefined, end: End): () => void {
		if (cancelled?.aborted) {
			end('cancelled');
			return () => undefined;
		}
		this.watch(cancelled);
		const { members } = this.groupFor(limitMs, performance.now());
		members.add(end);
		return () => void members.delete(end);
	}

	private groupFor(limitMs: number, nowMs: number): Group {
		const { newest } = this;
		if (newest?.limitMs === limitMs && nowMs < newest.opensUntilMs) return newest;
		const opensUntilMs = nowMs + limitMs * SHARED_PART;
		const group: Group = { limitMs, opensUntilMs, members: new Set() };
		AbortSignal.timeout(limitMs).addEventListener('abort', () => {
			this.groups.delete(group);
			endAll(group, 'timeout');
		});
		this.groups.add(group);
		this.newest = group;
		return group;
	}

	/** All exchanges of one run are cancelled by the same signal. */
	private watch(cancelled: AbortSignal | undefined): void {
		if (!cancelled || cancelled === this.watched) return;
		this.watched = cancelled;
		cancelled.addEventListener('abort', () => {
			for (const group of this.groups) endAll(group, 'cancelled');
		});
	}
}

function endAll({ members }: Group, by: EndedBy): void {
	const ending = [...members];
	members.clear();
	for (const end of ending) end(by);
}
