import type { ApiAnswer } from '../api/answer';

/** A call that did not lead to the wanted result, in words for the person who set it up. */
export interface Problem {
	/** What happened. */
	message: string;
	/** What to do next. */
	advice: string;
}

/**
 * Puts a failed call into words.
 *
 * @param name the platform's name
 * @param said the platform's own message, may be empty
 */
export function describeProblem(name: string, answer: ApiAnswer, said: string): Problem {
	if (answer.kind === 'unreachable') {
		return {
			message: `${name} cannot be reached: ${answer.cause}`,
			advice:
				'Check the base URL in the credential and whether this n8n may connect to it, then try again.',
		};
	}
	const quoted = said === '' ? '' : `: ${said}`;
	const { message, advice } = byStatus(name, answer.status);
	return { message: `${message}${quoted}`, advice };
}

function byStatus(name: string, status: number): Problem {
	switch (status) {
		case 400:
		case 422:
			return {
				message: `${name} does not accept the webhook`,
				advice:
					'Check the selected events and that this n8n has a public https URL (WEBHOOK_URL), then activate again.',
			};
		case 401:
			return {
				message: `${name} does not accept the API key`,
				advice: 'Open the API credential, enter a valid key for this account and test it.',
			};
		case 403:
			return {
				message: `The API key may not manage webhooks at ${name}`,
				advice:
					'Ask the account owner for a key with that permission, or register the webhook manually.',
			};
		case 404:
			return {
				message: `${name} has no webhook API at this address`,
				advice:
					'Check the base URL in the credential and the API family in the options of this node.',
			};
		case 409:
			return {
				message: `${name} already has a webhook for this URL`,
				advice: 'Remove it in the dashboard of the platform, then activate again.',
			};
		case 429:
			return {
				message: `${name} receives too many requests from this account`,
				advice: 'Wait a few minutes, then activate again.',
			};
		default:
			return status >= 500
				? {
						message: `${name} has a problem of its own (status ${status})`,
						advice: 'Try again later; nothing needs to be changed here.',
					}
				: {
						message: `${name} answered with status ${status}`,
						advice: 'Check the credential and the options of this node, then try again.',
					};
	}
}
