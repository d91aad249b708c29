import { z } from 'zod';

import { isSuccess } from '../deliver';
import { type Attempt, type Delivery, isoTime, type Webhook } from '../state';
import { html, type Html } from './html';

/** What became of a delivery, as somebody has to understand it who reads no status codes. */
export interface Outcome {
	/** `accepted` alone is what was wanted; `dropped` was answered with 2xx and led to nothing. */
	kind: 'accepted' | 'dropped' | 'refused' | 'waiting' | 'cancelled';
	/** Two or three words. */
	label: string;
	/** One sentence. */
	explanation: string;
}

/** What the Trigger says in its answers, as far as it matters here. */
const answerSchema = z
	.object({
		duplicate: z.boolean(),
		ignored: z.string(),
		message: z.string(),
		error: z.string(),
	})
	.partial()
	.passthrough();

const IGNORED: Readonly<Record<string, string>> = {
	event_not_selected: 'The workflow has not selected this event, so it did not start.',
	conditions_not_met:
		'The event does not meet the conditions of the workflow, so it did not start.',
};

const NO_ANSWER: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'Nothing listens at this address: the connection was refused.',
	ENOTFOUND: 'There is no host of this name.',
	EAI_AGAIN: 'The name of the host could not be looked up.',
	ECONNRESET: 'The receiver cut the connection.',
	UND_ERR_SOCKET: 'The receiver cut the connection.',
	TIMEOUT: 'No answer came in time.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the receiver is not trusted.',
};

/** What became of a delivery so far, judged by its latest attempt. */
export function outcomeOf({ attempts, nextAttemptAt }: Delivery): Outcome {
	const latest = attempts.at(-1);
	if (latest) return outcomeOfAttempt(latest);
	return nextAttemptAt === undefined
		? {
				kind: 'cancelled',
				label: 'Not sent',
				explanation: 'The webhook was switched off before this was sent.',
			}
		: { kind: 'waiting', label: 'Held back', explanation: `Is sent at ${isoTime(nextAttemptAt)}.` };
}

export function outcomeOfAttempt(attempt: Attempt): Outcome {
	const answer = readAnswer(attempt.response);
	if (!isSuccess(attempt)) return refusal(attempt, answer.message ?? answer.error);
	if (answer.duplicate === true) {
		return {
			kind: 'dropped',
			label: 'Duplicate, dropped',
			explanation: 'The receiver has had this event before, so nothing was started.',
		};
	}
	if (answer.ignored !== undefined) {
		const explanation = IGNORED[answer.ignored] ?? `The receiver ignored it: ${answer.ignored}.`;
		return { kind: 'dropped', label: 'Ignored', explanation };
	}
	return { kind: 'accepted', label: 'Delivered', explanation: 'The receiver accepted the event.' };
}

function refusal({ status, reason = '' }: Attempt, said: string | undefined): Outcome {
	if (status === undefined) {
		const explanation = NO_ANSWER[reason] ?? `The connection failed (${reason}).`;
		return { kind: 'refused', label: 'No answer', explanation };
	}
	const label = status === 401 || status === 403 ? 'Refused' : 'Failed';
	const explanation =
		status >= 300 && status < 400
			? 'The receiver answered with a redirect, which is not followed.'
			: (said ?? `The receiver answered with status ${status}.`);
	return { kind: 'refused', label, explanation };
}

function readAnswer(text: string): z.output<typeof answerSchema> {
	try {
		return answerSchema.catch({}).parse(JSON.parse(text));
	} catch {
		return {};
	}
}

const SIGNS: Readonly<Record<Outcome['kind'], string>> = {
	accepted: '✓',
	dropped: '–',
	refused: '!',
	waiting: '…',
	cancelled: '×',
};

/** The outcome as a coloured mark with words; the status code of the latest attempt in front. */
export function outcomeMark(outcome: Outcome, latest?: Attempt): Html {
	return html`<span class="mark ${outcome.kind}"
		><span class="sign" aria-hidden="true">${SIGNS[outcome.kind]}</span>${latest?.status &&
		html`<b>${latest.status}</b>`}
		${outcome.label}</span
	>`;
}

export function deliveryMark(delivery: Delivery): Html {
	return outcomeMark(outcomeOf(delivery), delivery.attempts.at(-1));
}

/** Active, paused or failing. */
export function webhookMark({ status, failingSince }: Webhook): Html {
	if (status !== 'active') return html`<span class="mark waiting">Disabled</span>`;
	if (failingSince !== undefined) {
		return html`<span class="mark refused"
			><span class="sign" aria-hidden="true">!</span>Failing</span
		>`;
	}
	return html`<span class="mark accepted"
		><span class="sign" aria-hidden="true">✓</span>Active</span
	>`;
}
