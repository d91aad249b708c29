import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { evaluateConditions } from '../../lib/n8n/conditions';
import { receive, type ReceivedEvent } from '../../lib/receive/receive';
import { admitOnce } from './duplicates';
import { outputCount, outputIndex } from './outputs';
import { refuseDelivery, type RefusedRequest } from './refusal';
import { addressOf, allHeaders, isCallerAllowed, readRawBody } from './request';
import { respond } from './respond';
import { readSettings, type TriggerSettings } from './settings';
import { loadSecrets, noticePreviousSecret, verifierOf } from './secrets';

/**
 * One incoming call: who may call, is it real, is it wanted, is it new. Calls that start no
 * execution are answered here; the others by n8n, once their execution exists.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const { options } = settings;
	const request = context.getRequestObject();
	const refused: RefusedRequest = {
		headers: allHeaders(request),
		address: request.ip,
		body: Buffer.alloc(0),
		secrets: null,
		nowMs: Date.now(),
	};
	if (!isCallerAllowed(options.ipAllowList, request.ip)) {
		return refuseDelivery(context, settings, refused, { reason: 'ip_not_allowed' });
	}
	const loaded = options.skipVerification
		? null
		: await loadSecrets(context, settings, refused.nowMs);
	if (loaded === undefined) {
		return refuseDelivery(context, settings, refused, { reason: 'secret_missing' });
	}
	refused.secrets = loaded;

	const body = await readRawBody(request, options.maxBodyKilobytes);
	if (!body.ok) return refuseDelivery(context, settings, refused, { reason: body.reason });
	refused.body = body.bytes;

	const { platform, scheme, selection, payloadCheck } = settings;
	const verifier = loaded && verifierOf(settings, loaded);
	const outcome = receive(
		{ platform, scheme, selection, payloadCheck, verifier },
		{ headers: refused.headers, body: body.bytes, ...addressOf(context, settings) },
		refused.nowMs,
	);
	switch (outcome.kind) {
		case 'refused':
			return refuseDelivery(context, settings, refused, outcome);
		case 'ignored':
			return respond(context, 200, { received: true, ignored: outcome.reason });
		case 'accepted':
			noticePreviousSecret(context, settings, outcome.event, refused.nowMs);
			return await start(context, settings, outcome.event, refused);
	}
}

async function start(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	event: ReceivedEvent,
	request: RefusedRequest,
): Promise<IWebhookResponseData> {
	if (settings.conditions) {
		const result = evaluateConditions(settings.conditions, { ...event });
		if (result.ok && !result.met) {
			return respond(context, 200, { received: true, ignored: 'conditions_not_met' });
		}
		// A comparison that does not fit the value says nothing about the event: better one too many.
		if (!result.ok) event.delivery.conditionProblem = result.problem;
	}
	const confirm = await admitOnce(context, settings, event, request);
	if (!confirm) return respond(context, 200, { received: true, duplicate: true });
	const { outputs, platform } = settings;
	const workflowData: NonNullable<IWebhookResponseData['workflowData']> = Array.from(
		{ length: outputCount(outputs) },
		() => [],
	);
	workflowData[outputIndex(platform, outputs, event.event)] = [
		{ json: event as unknown as IDataObject },
	];
	return {
		workflowData,
		/**
		 * n8n reads the answer once the execution exists, and stores the static data right after. A
		 * change made before that is forgotten, because creating the execution resets its mark.
		 */
		get webhookResponse() {
			confirm();
			return { received: true };
		},
	};
}
