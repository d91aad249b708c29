/** An answer, or the reason why there is none. */
export type ApiAnswer =
	| { kind: 'answer'; status: number; headers: Record<string, unknown>; body: unknown }
	| { kind: 'unreachable'; cause: string };

export function isSuccess(answer: ApiAnswer): answer is Extract<ApiAnswer, { kind: 'answer' }> {
	return answer.kind === 'answer' && answer.status >= 200 && answer.status < 300;
}

export function hasStatus(answer: ApiAnswer, status: number): boolean {
	return answer.kind === 'answer' && answer.status === status;
}

export function isGone(answer: ApiAnswer): boolean {
	return hasStatus(answer, 404) || hasStatus(answer, 410);
}
