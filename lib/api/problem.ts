import type { ApiAnswer } from './apiAnswer';
import type { Problem } from '../registration/problem';
import type { ErrorForm } from './declaration';
import { readFailure } from './recordAnswer';

/** What was asked for, for the wording: `booking 51918313`, `orders`. */
export interface Asked {
	/** Name of the platform. */
	platform: string;
	what: string;
}

/** Puts a call that did not lead to the wanted record into words. */
export function describeFailedCall(asked: Asked, answer: ApiAnswer, form: ErrorForm): Problem {
	const { platform } = asked;
	if (answer.kind === 'unreachable') {
		return {
			message: `${platform} cannot be reached: ${answer.cause}`,
			advice:
				'Check the base URL in the credential and whether this n8n may connect to it. A longer timeout can be set in the options.',
		};
	}
	const { said, requestId } = readFailure(answer, form);
	const { message, advice } = byStatus(asked, answer);
	const quoted = said === '' ? '' : `: ${said}`;
	const request = requestId === undefined ? '' : ` (request ${requestId})`;
	return { message: `${message}${quoted}${request}`, advice };
}

function byStatus(
	{ platform, what }: Asked,
	{ status, headers }: Extract<ApiAnswer, { kind: 'answer' }>,
): Problem {
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
		case 400:
		case 409:
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
			return {
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
