import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readHeader } from '../../lib/headers';
import { parseBody } from '../../lib/receive/body';
import { answerSetupCheck, type SetupAnswer } from '../../lib/signature/setupCheck';
import { proofHeaders } from '../../lib/signature/scheme';
import { hmacSecrets } from '../../lib/signature/secret';
import { itemsAt, REFUSED_OUTPUT } from './outputs';
import { whereIn } from './refusal';
import type { ReceivedRequest } from './request';
import type { TriggerSettings } from './settings';

/**
 * Answers the call with which a sender checks the URL, where this is one. It starts nothing. A code
 * that somebody has to enter at the sender is shown in n8n's log and where refused deliveries are.
 *
 * @returns null for any other call, which has to prove itself as ever
 */
export function answerSetup(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	request: ReceivedRequest,
): IWebhookResponseData | null {
	const { setupCheck, scheme, nodeKey } = settings;
	if (!setupCheck) return null;
	const body = parseBody(request.body, request.headers);
	const call = {
		query: context.getRequestObject().query,
		payload: body.ok ? body.body : undefined,
		isSigned: proofHeaders(scheme).some(
			(name) => readHeader(request.headers, name.toLowerCase()).kind !== 'missing',
		),
	};
	const { secret } = hmacSecrets(request.secrets?.secrets ?? { secret: '' });
	const answer = answerSetupCheck(setupCheck, call, secret);
	if (!answer || !isFewAMinute(nodeKey, request.receivedAtMs)) return null;
	const answered = send(context, answer);
	return answer.code === undefined
		? answered
		: { ...answered, ...show(context, settings, request, answer.code) };
}

/** What somebody sees who opens the URL in a browser, or a monitor that asks for it. */
export function answerVisitor(context: IWebhookFunctions): IWebhookResponseData {
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
