import { redactText } from '../redact';
import { readFailure, type ApiAnswer } from './answer';
import type { ErrorForm } from './declaration';

/** What a platform was asked for, for the wording. */
export interface Asked {
	/** Name of the platform. */
	platform: string;
	/** As it reads after "the request for": `booking`, `free times`, `a new webhook`. */
	what: string;
	/** Which one, where one is meant. */
	id?: string;
	/** What to do about a status, where the caller knows better than these words do. */
	advice?: Readonly<Partial<Record<number, string>>>;
}

/** A request that did not lead to the wanted result, in words for the person who set it up. */
export interface Explanation {
	/** What happened. */
	message: string;
	/** What to do next. */
	advice: string;
}

/**
 * Puts a request that failed into words, with the platform's own message and request id.
 *
 * @param sensitive what was sent in secret: it is masked wherever the platform quotes it
 */
export function explainApiError(
	asked: Asked,
	answer: ApiAnswer,
	form: ErrorForm,
	sensitive: readonly string[],
): Explanation {
	if (answer.kind === 'unreachable') return explainSilence(asked, answer.cause);
	const { said, requestId } = readFailure(answer, form);
	const { message, advice } = explainStatus(asked, answer);
	const quoted = said === '' ? '' : `: ${said}`;
	const request = requestId === undefined ? '' : ` (request ${requestId})`;
	return {
		message: `${message}${redactText(`${quoted}${request}`, sensitive)}`,
		advice: asked.advice?.[answer.status] ?? advice,
	};
}

function explainSilence(asked: Asked, cause: string): Explanation {
	const { platform } = asked;
	if (cause === 'cancelled') {
		return {
			message: `${platform} was not asked for ${subject(asked)}, because the run was cancelled`,
			advice: 'Run the workflow again.',
		};
	}
	return {
		message: `${platform} cannot be reached: ${cause}`,
		advice:
			'Check the base URL in the credential and whether this n8n may connect to it. Where the node has a Timeout option, a longer one can be set.',
	};
}

function explainStatus(
	asked: Asked,
	{ status, headers }: Extract<ApiAnswer, { kind: 'answer' }>,
): Explanation {
	const { platform, id } = asked;
	const what = subject(asked);
	if (status >= 200 && status < 300) {
		return {
			message: `${platform} did not send ${what} in a form that can be read`,
			advice:
				'Check the base URL in the credential: a proxy or a login page may have answered instead.',
		};
	}
	if (status >= 500) {
		return {
			message: `${platform} has a problem of its own (status ${status})`,
			advice: 'Try again later, or switch on Retry On Fail in the settings of this node.',
		};
	}
	switch (status) {
		case 409:
			return {
				message: `${platform} refuses the request for ${what}, because it conflicts with what is there`,
				advice: 'Check what the platform has already, and the values that are set in this node.',
			};
		case 400:
		case 422:
			return {
				message: `${platform} does not accept the request for ${what}`,
				advice: 'Check the values that are set in this node.',
			};
		case 401:
			return {
				message: `${platform} does not accept the credential`,
				advice: 'Open the API credential, enter valid access data for this account and test it.',
			};
		case 403:
			return {
				message: `${platform} does not let this credential access ${what}`,
				advice:
					'Ask the account owner to give the credential access to this account or location. Trying again does not help.',
			};
		case 404:
		case 410:
			return id === undefined
				? {
						message: `${platform} does not offer ${what} at this address`,
						advice:
							'Check the base URL in the credential, and the account or location that is chosen in this node.',
					}
				: {
						message: `${platform} has no ${what}`,
						advice:
							'Check the ID and the account that it belongs to. The record may also have been deleted in the meantime.',
					};
		case 429: {
			const wait = headers['retry-after'];
			return {
				message: `${platform} receives too many requests from this account`,
				advice: `Wait ${typeof wait === 'string' && /^\d+$/.test(wait) ? `${wait} seconds` : 'a few minutes'}, then try again, or fetch fewer records at once.`,
			};
		}
		default:
			return {
				message: `${platform} answered with status ${status} to the request for ${what}`,
				advice: 'Check the credential and the values that are set in this node.',
			};
	}
}

function subject({ what, id }: Asked): string {
	return id === undefined ? what : `${what} ${id}`;
}
