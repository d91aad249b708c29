import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { safeHeaders } from '../../lib/receive/deliveryInfo';
import { diagnose, type Diagnosis } from '../../lib/diagnose/diagnose';
import { OnceIn } from '../../lib/receive/onceIn';
import { REASONS, statusOf, type Reason } from '../../lib/receive/reasons';
import type { SchemaIssue } from '../../lib/receive/schemaCheck';
import type { RequestHeaders } from '../../lib/headers';
import { REFUSALS, type RefusalReason } from '../../lib/signature/verify';
import { platforms } from '../../platforms';
import { outputCount, REFUSED_OUTPUT } from './outputs';
import { respond } from './respond';
import type { LoadedSecrets } from './secrets';
import type { TriggerSettings } from './settings';

/** What is known of a call when it is refused. */
export interface RefusedRequest {
	headers: RequestHeaders;
	address: string | undefined;
	body: Buffer;
	/** Null before the secrets are read, or when the check is switched off. */
	secrets: LoadedSecrets | null;
	nowMs: number;
}

const MINUTE_MS = 60_000;
const explained = new OnceIn(MINUTE_MS);
const FIRST_ISSUES = 5;

/**
 * Refuses a delivery. The caller gets a short code; the explanation goes to n8n's log and, where
 * the user wants it, to the workflow, once a minute for each reason at the most.
 */
export function refuseDelivery(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	request: RefusedRequest,
	{ reason, issues }: { reason: Reason; issues?: SchemaIssue[] },
): IWebhookResponseData {
	const status = statusOf(reason);
	if (status === 401 && settings.scheme.kind === 'basic') {
		const challenge = 'Basic realm="Hospitality Trigger", charset="UTF-8"';
		context.getResponseObject().setHeader('WWW-Authenticate', challenge);
	}
	const answer = respond(context, status, {
		error: reason,
		...(issues && { issues: issues.slice(0, FIRST_ISSUES) }),
	});

	const withheld = explained.pass(`${settings.nodeKey} ${reason}`, request.nowMs);
	if (withheld === null) return answer;
	const diagnosis = explain(settings, request, reason);
	context.logger.warn(
		`${settings.platform.name} delivery refused: ${diagnosis?.explanation ?? REASONS[reason]}`,
		{ node: settings.node.name, reason, cause: diagnosis?.cause, notLogged: withheld },
	);
	if (!settings.outputs.emitRefused) return answer;

	const item: IDataObject = {
		refused: true,
		platform: settings.platform.id,
		reason,
		summary: `Refused a ${settings.platform.name} delivery: ${REASONS[reason]}`,
		cause: diagnosis?.cause ?? null,
		explanation: diagnosis?.explanation ?? REASONS[reason],
		status,
		receivedAt: new Date(request.nowMs).toISOString(),
		address: request.address ?? null,
		bodyBytes: request.body.length,
		headers: safeHeaders(settings.platform, settings.scheme, request.headers),
		schemaIssues: (issues ?? []) as unknown as IDataObject[],
		/** Refused for the same reason since the last such item. */
		notEmitted: withheld,
	};
	const workflowData: NonNullable<IWebhookResponseData['workflowData']> = Array.from(
		{ length: outputCount(settings.outputs) },
		() => [],
	);
	workflowData[REFUSED_OUTPUT] = [{ json: item }];
	return { ...answer, workflowData };
}

function explain(
	{ platform, scheme }: TriggerSettings,
	{ headers, body, secrets, nowMs }: RefusedRequest,
	reason: Reason,
): Diagnosis | null {
	if (!secrets || !isSignatureReason(reason)) return null;
	const rawSecrets = secrets.entered;
	return diagnose({ platform, platforms, scheme, rawSecrets, headers, body, nowMs, reason });
}

function isSignatureReason(reason: Reason): reason is RefusalReason {
	return Object.hasOwn(REFUSALS, reason);
}
