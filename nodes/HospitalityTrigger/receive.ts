import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { itemJson } from '../../lib/n8n/itemJson';
import { evaluateConditions } from '../../lib/n8n/conditions';
import { isCallerAllowed } from '../../lib/receive/allowList';
import type { Claim } from '../../lib/receive/dedupe';
import type { Reason } from '../../lib/receive/reasons';
import { receive, type ReceivedEvent } from '../../lib/receive/receive';
import type { SchemaIssue } from '../../lib/receive/schemaCheck';
import { createVerifier } from '../../lib/signature/verify';
import { claimDelivery, restoreMemory } from './memory';
import { itemsAt, outputIndex } from './outputs';
import { refuseDelivery, respond } from './refusal';
import { addressOf, openRequest, readRawBody } from './request';
import { loadSecrets, noticePreviousSecret } from './secrets';
import { readSettings, type TriggerSettings } from './settings';

/**
 * One incoming call. Calls that start no execution are answered here; the others by n8n, once
 * their execution exists.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const { options, scheme } = settings;
	const incoming = context.getRequestObject();
	const request = openRequest(incoming);
	const nowMs = request.receivedAtMs;
	const refuse = (reason: Reason, issues?: SchemaIssue[]) =>
		refuseDelivery(context, settings, request, { reason, issues });

	// Who may call?
	if (!isCallerAllowed(options.ipAllowList, request.address)) return refuse('ip_not_allowed');

	// Is it real?
	const secrets = options.skipVerification ? null : await loadSecrets(context, settings, nowMs);
	if (secrets === undefined) return refuse('secret_missing');
	request.secrets = secrets;
	const body = await readRawBody(incoming, options.maxBodyKilobytes);
	if (!body.ok) return refuse(body.reason);
	request.body = body.bytes;
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
	if (outcome.kind === 'refused') return refuse(outcome.reason, outcome.issues);
	const { verification } = outcome.event;
	if (options.ipAllowList?.trim()) verification.checks.push('ip');
	noticePreviousSecret(context, settings, verification, nowMs);

	// Is it wanted?
	if (outcome.kind === 'ignored') {
		return dismiss(context, settings, outcome.event, { ignored: outcome.reason });
	}
	const event = checkConditions(settings, outcome.event);
	if (!event) {
		return dismiss(context, settings, outcome.event, { ignored: 'conditions_not_met' });
	}

	// Is it new?
	const claim = await claimDelivery(context, settings, event, request);
	if (!claim) return dismiss(context, settings, event, { duplicate: true });

	return startExecution(settings, event, claim);
}

type Dismissal = { ignored: keyof typeof DISMISSALS } | { duplicate: true };

/** Why a genuine delivery starts nothing, for somebody who waits for one in the editor. */
const DISMISSALS = {
	event_not_selected:
		'This event is not selected under Events, so it would start nothing. Select it, or All Events.',
	conditions_not_met:
		'This event does not meet the conditions under Only Start When, so it would start nothing.',
};

/** Answers a genuine delivery that starts no execution. While somebody listens, it shows all the same. */
function dismiss(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	event: ReceivedEvent,
	why: Dismissal,
): IWebhookResponseData {
	restoreMemory(context, settings);
	const answer = respond(context, 200, { received: true, ...why });
	if (context.getMode() !== 'manual' || !('ignored' in why)) return answer;
	const explanation = DISMISSALS[why.ignored];
	const json = { ignored: true, reason: why.ignored, explanation, ...event };
	const items = [{ json: itemJson(json) }];
	return { ...answer, workflowData: itemsAt(settings.outputs, 0, items) };
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

/** Hands the event to n8n, which creates the execution and then answers. */
function startExecution(
	{ outputs, platform }: TriggerSettings,
	event: ReceivedEvent,
	claim: Claim,
): IWebhookResponseData {
	const output = outputIndex(platform, outputs, event.event);
	return {
		workflowData: itemsAt(outputs, output, [{ json: itemJson(event) }]),
		/**
		 * n8n reads the answer once the execution exists, and stores the static data right after.
		 * What is written to it before is not stored: creating the execution resets its mark.
		 */
		get webhookResponse() {
			claim.commit();
			return { received: true };
		},
	};
}
