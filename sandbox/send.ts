/** What came of one attempt. Times in milliseconds. */
export type Attempt =
	| {
			answered: true;
			status: number;
			headers: Record<string, string>;
			body: string;
			tookMs: number;
	  }
	| { answered: false; reason: string; tookMs: number };

export interface Post {
	url: string;
	headers: Record<string, string>;
	body: string;
	clock: () => number;
	timeoutMs?: number;
}

/** POSTs once, as it stands; redirects are not followed. Never throws. */
export async function post({
	url,
	headers,
	body,
	clock,
	timeoutMs = 30_000,
}: Post): Promise<Attempt> {
	const startedAt = clock();
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers,
			body,
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		const text = await response.text();
		const received: Record<string, string> = {};
		response.headers.forEach((value, name) => (received[name] = value));
		return {
			answered: true,
			status: response.status,
			headers: received,
			body: text,
			tookMs: clock() - startedAt,
		};
	} catch (error) {
		return { answered: false, reason: failureReason(error), tookMs: clock() - startedAt };
	}
}

/** The system's code, such as ECONNREFUSED; never the message, which may repeat the URL. */
function failureReason(error: unknown): string {
	const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
	if (name === 'TimeoutError') return 'TIMEOUT';
	return typeof cause?.code === 'string' ? cause.code : 'NETWORK_ERROR';
}
