import type { SandboxState } from './state';

/** So many calls in each window of time. Windows start at multiples of their length. */
export interface Allowance {
	limit: number;
	windowMs: number;
}

export interface CallCount {
	/** Below 0 when this call is one too many. */
	remaining: number;
	/** Unix seconds. */
	resetsAt: number;
	/** Until then, at least 1. */
	waitSeconds: number;
}

/** Counts one call of a caller and says what is left of its allowance. */
export function countCall(
	state: SandboxState,
	caller: string,
	{ limit, windowMs }: Allowance,
): CallCount {
	const now = state.clock();
	const window = Math.floor(now / windowMs);
	const earlier = state.calls.get(caller);
	const count = (earlier?.window === window ? earlier.count : 0) + 1;
	state.calls.set(caller, { window, count });
	const resetsAtMs = (window + 1) * windowMs;
	return {
		remaining: limit - count,
		resetsAt: Math.ceil(resetsAtMs / 1000),
		waitSeconds: Math.max(1, Math.ceil((resetsAtMs - now) / 1000)),
	};
}
