import type { Response } from 'express';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { itemJson } from '../../lib/n8n/itemJson';
import { evaluateConditions } from '../../lib/n8n/conditions';
import { isCallerAllowed } from '../../lib/receive/allowList';
import type { Reason } from '../../lib/receive/reasons';
import { receive, type ReceivedEvent } from '../../lib/receive/receive';
import type { SchemaIssue } from '../../lib/receive/schemaCheck';
import { createVerifier } from '../../lib/signature/verify';
import { answerAfterRun } from './acknowledge';
import { dismiss, noteWanted } from './dismissal';
import { noteProof } from './doubt';
import { claimEvents, type ClaimedEvents } from './memory';
import { itemsByOutput, outputIndex } from './outputs';
import { refuseDelivery, respondLater } from './refusal';
import { addressOf, openRequest, readRawBody } from './request';
import { loadSecrets, noticePreviousSecret } from './secrets';
import { readSettings, type TriggerSettings } from './settings';
import { answerSetup, answerVisitor } from './setupCheck';

/**
 * One incoming call. Calls that start no execution are answered here; the others by n8n, once
 * their execution exists.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const incoming = context.getRequestObject();
	const settings = readSettings(context);
	const { options, scheme } = settings;
	const request = openRequest(incoming);
	const nowMs = request.receivedAtMs;
	const refuse = (reason: Reason, issues?: SchemaIssue[]) =>
		refuseDelivery(context, settings, request, { reason, issues });

	// Who may call?
	if (!isCallerAllowed(options.ipAllowList, request.address)) return refuse('ip_not_allowed');
	if (incoming.method !== 'POST') {
		return answerSetup(context, settings, request) ?? answerVisitor(context);
	}

	// Is it real?
	const secrets = options.skipVerification ? null : await loadSecrets(context, settings, nowMs);
	if (secrets === undefined) return refuse('secret_missing');
	request.secrets = secrets;
	const body = await readRawBody(incoming, options.maxBodyKilobytes);
	if (!body.ok) return refuse(body.reason);
	request.body = body.bytes;
	const setup = answerSetup(context, settings, request);
	if (setup) return setup;
	const address = addressOf(context, settings);
	const check = () => {
		const verifier = request.secrets && createVerifier(scheme, request.secrets.secrets, options);
		return receive({ ...settings, verifier }, { ...request, ...address }, nowMs);
	};
	let outcome = check();
	const mayHaveRotated = settings.webhookApi?.secret.by === 'platform';
	if (mayHaveRotated && outcome.kind === 'refused' && outcome.reason === 'signature_mismatch') {
		request.secrets = (await loadSecrets(context, settings, nowMs, true)) ?? secrets;
		outcome = check();
	}
	if (outcome.kind === 'refused') {
		const { reason, issues } = outcome;
		return answerSetup(context, settings, request, reason) ?? refuse(reason, issues);
	}
	const { events, verification } = outcome;
	if (options.ipAllowList?.trim()) {
		for (const { event } of events) event.verification.checks.push('ip');
	}
	noteProof(settings, request, verification);
	noticePreviousSecret(context, settings, verification, nowMs);

	// Is it wanted?
	const selected = events.filter(({ isSelected }) => isSelected);
	const wanted = selected.flatMap(({ event }) => checkConditions(settings, event) ?? []);
	if (wanted.length === 0) {
		const why = selected.length > 0 ? 'conditions_not_met' : 'event_not_selected';
		const ignored = events.length === 0 ? 'no_events' : why;
		return dismiss(context, settings, events, { ignored });
	}
	noteWanted(settings.nodeKey);

	// Is it new?
	const claimed = await claimEvents(context, settings, wanted, request);
	if (claimed === 'busy') return respondLater(context, 'in_progress');
	if (!claimed) return dismiss(context, settings, [], { duplicate: true });

	return startExecution(context, settings, claimed);
}

/**
 * The event if it meets the conditions, else null. A comparison that does not fit the value says
 * nothing about the event, so it comes through with the reason: better one too many than one lost.
 */
function checkConditions(
	{ conditions }: TriggerSettings,
	event: ReceivedEvent,
): (ReceivedEvent & { conditionProblem?: string }) | null {
	if (!conditions) return event;
	const result = evaluateConditions(conditions, { ...event });
	if (result.ok) return result.met ? event : null;
	const { payload, ...shown } = event;
	return { ...shown, conditionProblem: result.problem, payload };
}

/**
 * Hands the events to n8n, which creates one execution of all of them and then answers, or when
 * that has ended.
 */
function startExecution(
	context: IWebhookFunctions,
	{ outputs, platform, answer, afterRun }: TriggerSettings,
	{ events, commit, settle }: ClaimedEvents,
): IWebhookResponseData {
	if (afterRun) answerAfterRun(context.getResponseObject(), answer, settle);
	const placed = events.map((event) => ({
		output: outputIndex(platform, outputs, event.event),
		item: { json: itemJson(event) },
	}));
	return {
		workflowData: itemsByOutput(outputs, placed),
		/**
		 * n8n reads the answer once the execution exists (before 2.8 right before it creates it), and
		 * stores the static data right after. What is written to it before is not stored: creating
		 * the execution resets its mark.
		 */
		get webhookResponse() {
			commit();
			keepStatus(context.getResponseObject(), answer.status);
			return answer.body === 'empty' ? '' : { received: true };
		},
	};
}

/**
 * n8n answers 200. Another status could only be said in the node's description by an expression,
 * for which every delivery of every node would pay.
 */
function keepStatus(response: Response, status: number): void {
	if (status === 200) return;
	response.status(status);
	response.status = () => response;
}
