import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { apiOptions } from '../../../lib/n8n/properties/apiOptions';
import type { ApiCall, ApiFlavour } from '../../../lib/platform';
import { isSuccess, readRecord, type ApiAnswer } from '../../../lib/api/answer';
import { withoutSecret } from '../../../lib/registration/withoutSecret';
import { webhookRequest, type WebhookIds } from '../../../lib/registration/webhookRequest';
import type { ApiPool } from '../apiPool';
import type { Operation, OperationResult } from '../operation';
import { platformField } from '../platformField';
import { flavourFields, managed, readFlavour, readManaged, type Offers } from './flavours';

/** What an operation on webhooks works with. */
export interface WebhookCall {
	context: IExecuteFunctions;
	itemIndex: number;
	platform: ReturnType<typeof readManaged>;
	flavour: ApiFlavour;
	/** Sends a request of the family; fails with the platform's words. */
	send: (
		call: ApiCall,
		what: string,
		ids?: WebhookIds,
		body?: Record<string, unknown>,
		accept?: (answer: ApiAnswer) => boolean,
	) => Promise<ApiAnswer>;
	apis: ApiPool;
}

interface WebhookOperation extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	offers: Offers;
	/** Which family to start with, where several offer it. */
	prefers?: Offers;
	fields: INodeProperties[];
	execute: (call: WebhookCall) => Promise<OperationResult>;
}

/** An operation on the webhooks of a platform, for those families of endpoints that offer it. */
export function webhookOperation(declared: WebhookOperation): Operation {
	const { value, name, action, description, offers, prefers, fields, execute } = declared;
	const [first, ...others] = managed;
	return {
		value,
		name,
		action,
		description,
		properties: [
			platformField([first, ...others]),
			...flavourFields(offers, prefers),
			...fields,
			apiOptions(managed, []),
		],
		async run(context, itemIndex, apis) {
			const platform = readManaged(context, itemIndex);
			const flavour = readFlavour(context, platform, offers, itemIndex);
			const api = await apis.open(platform, itemIndex);
			const send: WebhookCall['send'] = async (call, what, ids, body, accept = isSuccess) => {
				const answer = await api.send(webhookRequest(flavour, call, ids, body));
				if (accept(answer)) return answer;
				throw api.failure({ what, id: ids?.deliveryId ?? (ids?.id || undefined) }, answer);
			};
			return await execute({ context, itemIndex, platform, flavour, send, apis });
		},
	};
}

/** The webhook, delivery or other object in an answer, without a secret in it. */
export function shown(answer: ApiAnswer): IDataObject {
	return withoutSecret(objectIn(answer)) as IDataObject;
}

/** The same with the secret, for the two occasions on which a platform shows it. */
export function shownOnce(answer: ApiAnswer): IDataObject {
	return objectIn(answer);
}

/** A success that says something: a login page with status 200 must not pass for one. */
export function isAnswered(answer: ApiAnswer): boolean {
	return isSuccess(answer) && Object.keys(objectIn(answer)).length > 0;
}

function objectIn(answer: ApiAnswer): IDataObject {
	const body = answer.kind === 'answer' ? answer.body : undefined;
	const found = readRecord(body, ['data', 'webhook', 'endpoint', 'delivery']);
	return { ...(found as IDataObject | undefined) };
}
