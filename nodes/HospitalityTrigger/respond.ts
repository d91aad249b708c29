import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Answers a call that starts no execution, in place of n8n. */
export function respond(
	context: IWebhookFunctions,
	status: number,
	body: Record<string, unknown>,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
