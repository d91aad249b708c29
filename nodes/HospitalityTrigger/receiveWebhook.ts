import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readSecrets, secretCredential } from '../../lib/host/secrets';
import { receive, type Outcome } from '../../lib/receive/receive';
import { createVerifier, type Verifier } from '../../lib/signature/verify';
import { allHeaders, readRawBody } from './request';
import { readSettings, type TriggerSettings } from './settings';

/** Answers the caller itself only when there is no execution that n8n would answer for. */
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** One incoming call: verify, choose, and either answer it or hand it to n8n. */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const request = context.getRequestObject();
	const verifier = await prepareVerifier(context, settings);
	if (verifier === undefined) return respond(context, 503, { error: 'secret_missing' });

	const body = await readRawBody(request);
	if (!body.ok) return respond(context, body.status, { error: body.reason });

	const outcome = receive(
		{ ...settings, verifier },
		{ headers: allHeaders(request), body: body.bytes },
		Date.now(),
	);
	return answer(context, settings, outcome);
}

function answer(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	outcome: Outcome,
): IWebhookResponseData {
	switch (outcome.kind) {
		case 'refused':
			context.logger.warn(`${settings.platform.name} delivery refused: ${outcome.reason}`, {
				node: context.getNode().name,
			});
			if (outcome.status === 401 && settings.scheme.kind === 'basic') {
				const challenge = 'Basic realm="Hospitality Trigger", charset="UTF-8"';
				context.getResponseObject().setHeader('WWW-Authenticate', challenge);
			}
			return respond(context, outcome.status, { error: outcome.reason });
		case 'ignored':
			return respond(context, 200, { received: true, ignored: outcome.reason });
		case 'accepted':
			return {
				// Sent by n8n once the execution exists; had that failed, the caller would get a 500.
				webhookResponse: { received: true },
				workflowData: [[{ json: outcome.event as unknown as IDataObject }]],
			};
	}
}

/** Null when the check is switched off by its option, undefined when there is no usable secret. */
async function prepareVerifier(
	context: IWebhookFunctions,
	{ scheme, insecure, toleranceSeconds }: TriggerSettings,
): Promise<Verifier | null | undefined> {
	if (insecure) return null;
	try {
		const credential = await context.getCredentials(secretCredential(scheme));
		return createVerifier(scheme, readSecrets(scheme, credential), { toleranceSeconds });
	} catch (error) {
		context.logger.error('The credential with the signing secret cannot be read', {
			node: context.getNode().name,
			cause: error instanceof Error ? error.message : 'unknown',
		});
		return undefined;
	}
}

function respond(
	context: IWebhookFunctions,
	status: number,
	body: Record<string, unknown>,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return ANSWERED;
}
