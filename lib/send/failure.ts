import type { Failure, FailureClass } from './delivery';

/** System and library codes by what they mean for a delivery; the first match counts. */
const CLASSES: ReadonlyArray<readonly [RegExp, FailureClass]> = [
	[/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|EBADNAME)$/, 'dns'],
	[
		/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
		'connection_refused',
	],
	// ECONNABORTED is what n8n's HTTP client calls its own time limit.
	[/^(ETIMEDOUT|ESOCKETTIMEDOUT|ECONNABORTED|UND_ERR_\w*TIMEOUT)$/, 'timeout'],
	[
		/CERT|SELF_SIGNED|LEAF_SIGNATURE|^(EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERR_(TLS|SSL)_\w+)$/,
		'tls',
	],
	[/^(ERR_INVALID_URL|ERR_UNSUPPORTED_PROTOCOL|ERR_UNESCAPED_CHARACTERS)$/, 'invalid_url'],
	[/^HPE_/, 'http'],
];

const MESSAGES: Readonly<Record<FailureClass, string>> = {
	dns: 'The host name of the endpoint cannot be resolved',
	connection_refused: 'No connection to the endpoint can be made',
	reset: 'The connection was closed before the answer was complete',
	timeout: 'The endpoint did not answer within the time limit',
	tls: 'No secure connection to the endpoint can be made',
	redirect: 'The endpoint answered with a redirect, which is not followed',
	http: 'The endpoint answered with something that is not HTTP',
	blocked: 'The network policy of this n8n does not allow the address of the endpoint',
	invalid_url: 'The URL of the endpoint is not valid',
};

/**
 * Names what an error of the HTTP client means. The message is ours plus the code: the error's
 * own text may repeat the URL with what is secret in it.
 */
export function describeFailure(error: unknown): Failure {
	const chain = causes(error);
	// By name: the classes are not exported, and older versions of n8n have none.
	if (chain.some(({ name }) => typeof name === 'string' && name.startsWith('SsrfBlocked'))) {
		return failure('blocked');
	}
	const codes = chain.map(({ code }) => code).filter((code) => typeof code === 'string');
	for (const code of codes) {
		const found = CLASSES.find(([pattern]) => pattern.test(code));
		if (found) return failure(found[1], code);
	}
	return failure('reset', codes.find((code) => /^E[A-Z]+$/.test(code)) ?? undefined);
}

/** A failure of the given class in its usual words. */
export function failure(kind: FailureClass, code?: string): Failure {
	return { class: kind, message: code ? `${MESSAGES[kind]} (${code})` : MESSAGES[kind] };
}

interface ErrorLike {
	name?: unknown;
	code?: unknown;
	cause?: unknown;
}

/** The error and what caused it; bounded, because a chain may be a ring. */
function causes(error: unknown): ErrorLike[] {
	const chain: ErrorLike[] = [];
	let next = error;
	while (typeof next === 'object' && next !== null && chain.length < 5) {
		chain.push(next);
		next = (next as ErrorLike).cause;
	}
	return chain;
}
