import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { itemJson } from '../../lib/n8n/itemJson';
import { diagnose, type Diagnosis } from '../../lib/diagnose/diagnose';
import { LogThrottle } from '../../lib/receive/logThrottle';
import { secretCredential } from '../../lib/n8n/secrets';
import { REASONS, statusOf, type Reason } from '../../lib/receive/reasons';
import type { SchemaIssue } from '../../lib/receive/schemaCheck';
import { safeHeaders } from '../../lib/receive/verification';
import { REFUSALS, type RefusalReason } from '../../lib/signature/verify';
import { platforms } from '../../platforms';
import { statusInDoubt } from './doubt';
import { itemsAt, REFUSED_OUTPUT } from './outputs';
import { addressOf, type ReceivedRequest } from './request';
import type { TriggerSettings } from './settings';

/** Answers a call that starts no execution, in place of n8n. */
export function respond(
	context: IWebhookFunctions,
	status: number,
	body: Record<string, unknown> | null,
): IWebhookResponseData {
	const response = context.getResponseObject().status(status);
	if (body === null) response.end();
	else response.json(body);
	return { noWebhookResponse: true };
}

const ASK_AGAIN_SECONDS = 60;

/** Asks the platform to deliver again. */
export function respondLater(context: IWebhookFunctions, error: string): IWebhookResponseData {
	context.getResponseObject().setHeader('Retry-After', String(ASK_AGAIN_SECONDS));
	return respond(context, 503, { error });
}

const MINUTE_MS = 60_000;
const explained = new LogThrottle(MINUTE_MS);
const FIRST_ISSUES = 5;

const IN_DOUBT =
	'No delivery has been verified with this secret yet, so the platform was asked to try again: once the secret is right, nothing is lost.';

/**
 * Refuses a delivery. The caller gets a short code; the explanation goes to n8n's log and, where
 * the user wants it, to the workflow, once a minute for each reason at the most. While somebody
 * listens in the editor, every refusal shows there at once.
 */
export function refuseDelivery(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	request: ReceivedRequest,
	{ reason, issues }: { reason: Reason; issues?: SchemaIssue[] },
): IWebhookResponseData {
	const inDoubt = statusInDoubt(settings, request, reason);
	const status = inDoubt ?? statusOf(reason);
	if (inDoubt !== null) {
		context.getResponseObject().setHeader('Retry-After', String(ASK_AGAIN_SECONDS));
	}
	if (status === 401 && settings.scheme.kind === 'basic') {
		const challenge = 'Basic realm="Hospitality Trigger", charset="UTF-8"';
		context.getResponseObject().setHeader('WWW-Authenticate', challenge);
	}
	const answer = respond(context, status, {
		error: reason,
		...(issues && { issues: issues.slice(0, FIRST_ISSUES) }),
	});

	const nowMs = request.receivedAtMs;
	const { outputs } = settings;
	const isListening = context.getMode() === 'manual';
	const { allowed, suppressed } = isListening
		? { allowed: true, suppressed: 0 }
		: explained.allow(`${settings.nodeKey} ${reason}`, nowMs);
	if (!allowed) return answer;
	const diagnosis = explain(context, settings, request, reason);
	const doubt = inDoubt === null ? '' : ` ${IN_DOUBT}`;
	context.logger.warn(
		`${whereIn(context, settings)}: ${settings.platform.name} delivery refused (${reason}). ${diagnosis?.explanation ?? `${REASONS[reason]}.`}${credentialHint(settings, reason)}${doubt}`,
		{ node: settings.node.name, reason, cause: diagnosis?.cause, notLogged: suppressed },
	);
	if (!outputs.emitRefused && !isListening) return answer;

	const item: IDataObject = {
		refused: true,
		platform: settings.platform.id,
		reason,
		summary: `Refused a ${settings.platform.name} delivery: ${REASONS[reason]}`,
		cause: diagnosis?.cause ?? null,
		explanation: `${diagnosis?.explanation ?? `${REASONS[reason]}${doubt && '.'}`}${doubt}`,
		status,
		receivedAt: new Date(nowMs).toISOString(),
		address: request.address ?? null,
		bodyBytes: request.body.length,
		headers: safeHeaders(settings.platform, settings.scheme, request.headers),
		schemaIssues: (issues ?? []).map(itemJson),
		/** Refused for the same reason since the last such item. */
		notEmitted: suppressed,
	};
	const output = outputs.emitRefused ? REFUSED_OUTPUT : 0;
	return { ...answer, workflowData: itemsAt(outputs, output, [{ json: item }]) };
}

/** Which node speaks, for those who read the log of an n8n with many workflows. */
export function whereIn(context: IWebhookFunctions, { node }: TriggerSettings): string {
	const { id, name } = context.getWorkflow();
	return `Workflow "${name ?? id}", node "${node.name}"`;
}

/** Which credential the delivery was checked with, where one was. */
function credentialHint(settings: TriggerSettings, reason: Reason): string {
	const { node, webhookApi } = settings;
	if (!isSignatureReason(reason) || webhookApi?.secret.by === 'platform') return '';
	const credential = node.credentials?.[secretCredential(settings)];
	return credential ? ` It was checked with the credential "${credential.name}".` : '';
}

function explain(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ headers, body, secrets, receivedAtMs: nowMs }: ReceivedRequest,
	reason: Reason,
): Diagnosis | null {
	if (!secrets || !isSignatureReason(reason)) return null;
	const { platform, scheme } = settings;
	const checked = { platform, platforms, scheme, rawSecrets: secrets.entered };
	const { url, method } = addressOf(context, settings);
	return diagnose({ ...checked, headers, body, url, method, nowMs, reason });
}

function isSignatureReason(reason: Reason): reason is RefusalReason {
	return Object.hasOwn(REFUSALS, reason);
}
