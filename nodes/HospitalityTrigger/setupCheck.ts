import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readHeader } from '../../lib/headers';
import { parseBody } from '../../lib/receive/body';
import { answerSetupCheck, type SetupAnswer } from '../../lib/signature/setupCheck';
import type { Reason } from '../../lib/receive/reasons';
import { proofHeaders, type SignatureScheme } from '../../lib/signature/scheme';
import { hmacSecrets } from '../../lib/signature/secret';
import { itemsAt, REFUSED_OUTPUT } from './outputs';
import { respond, whereIn } from './refusal';
import type { ReceivedRequest } from './request';
import type { TriggerSettings } from './settings';

/**
 * Answers the call with which a sender checks the URL, where this is one. It starts nothing. A code
 * that somebody has to enter at the sender is shown in n8n's log and where refused deliveries are.
 *
 * @param refusal why the call was refused; left out before it is verified
 * @returns null for any other call, which has to prove itself as ever
 */
export function answerSetup(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	request: ReceivedRequest,
	refusal?: Reason,
): IWebhookResponseData | null {
	const { setupCheck, scheme, nodeKey } = settings;
	if (!setupCheck) return null;
	const body = parseBody(request.body, request.headers);
	const call = {
		isGet: context.getRequestObject().method === 'GET',
		query: context.getRequestObject().query,
		payload: body.ok ? body.body : undefined,
		isEmpty: request.body.length === 0,
		isUnsigned: refusal !== undefined && bringsNoProof(scheme, request, refusal),
	};
	// A token may be weak, and whoever had its HMAC could look for it at leisure.
	const secrets = scheme.kind === 'hmac' ? request.secrets?.secrets : undefined;
	const { secret } = hmacSecrets(secrets ?? { secret: '' });
	const answer = answerSetupCheck(setupCheck, call, secret);
	if (!answer || !isFewAMinute(nodeKey, request.receivedAtMs)) return null;
	const answered = send(context, answer);
	return answer.code === undefined
		? answered
		: { ...answered, ...show(context, settings, request, answer.code) };
}

/** A wrong proof is not a missing one. */
function bringsNoProof(
	scheme: SignatureScheme,
	{ headers }: ReceivedRequest,
	refusal: Reason,
): boolean {
	const names = proofHeaders(scheme).map((name) => name.toLowerCase());
	const inHeaders = names.some((name) => readHeader(headers, name).kind !== 'missing');
	return !inHeaders && (names.length > 0 || refusal === 'token_missing');
}

/** What somebody sees who opens the URL in a browser, or a monitor that asks for it. */
export function answerVisitor(context: IWebhookFunctions): IWebhookResponseData {
	// With parameters it may be meant as a delivery, and a success would be taken for its receipt.
	if (Object.keys(context.getRequestObject().query).length > 0) {
		context.getResponseObject().setHeader('Allow', 'POST');
		return respond(context, 405, { error: 'method_not_allowed' });
	}
	return send(context, {
		body: 'This is the webhook URL of an n8n workflow. Deliveries come by POST.',
	});
}

function send(context: IWebhookFunctions, { body }: SetupAnswer): IWebhookResponseData {
	const response = context.getResponseObject().status(200);
	if (typeof body === 'string') {
		response.setHeader('X-Content-Type-Options', 'nosniff');
		response.type('text/plain').send(body);
	} else response.json(body);
	return { noWebhookResponse: true };
}

function show(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ receivedAtMs }: ReceivedRequest,
	code: string,
): Pick<IWebhookResponseData, 'workflowData'> {
	const { platform, outputs, node } = settings;
	const summary = `${platform.name} asks to confirm the webhook with this code: ${code}`;
	context.logger.warn(`${whereIn(context, settings)}: ${summary}`, { node: node.name });
	if (!outputs.emitRefused && context.getMode() !== 'manual') return {};
	const receivedAt = new Date(receivedAtMs).toISOString();
	const json = { setupCheck: true, platform: platform.id, summary, code, receivedAt };
	return { workflowData: itemsAt(outputs, outputs.emitRefused ? REFUSED_OUTPUT : 0, [{ json }]) };
}

const MOST_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const minutes = new Map<string, { since: number; calls: number }>();

/** Whether a node has answered only few such calls lately: nobody sets up a webhook all the time. */
function isFewAMinute(nodeKey: string, nowMs: number): boolean {
	const minute = minutes.get(nodeKey);
	const isOver = !minute || nowMs < minute.since || nowMs - minute.since >= MINUTE_MS;
	const current = isOver ? { since: nowMs, calls: 0 } : minute;
	current.calls += 1;
	minutes.set(nodeKey, current);
	return current.calls <= MOST_A_MINUTE;
}
