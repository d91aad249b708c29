import type { Response } from 'express';
import { nodeParametersAreStatic, WEBHOOK_RESOLVERS } from 'n8n-workflow';
import type { INode, INodeParameters, IWebhookDescription } from 'n8n-workflow';

import type { DeliveryAnswer } from '../../lib/platform';

/*
 * When the platform gets its answer: as soon as the execution exists, or when it has ended. n8n
 * asks the node's description for that before it calls the node. An expression there would be
 * evaluated for every delivery of every node, so it is a function, which n8n calls where no field
 * of the node holds an expression; elsewhere the constant counts.
 */

/** Whether this n8n asks functions; older ones do not know the symbol. */
export const asksFunctions = typeof WEBHOOK_RESOLVERS === 'symbol';

type Resolvers = Pick<IWebhookDescription, typeof WEBHOOK_RESOLVERS>;

const resolvers = (): Resolvers => ({
	[WEBHOOK_RESOLVERS]: {
		responseMode: {
			template: 'onReceived',
			resolve: (parameters) => (wantsFinished(parameters) ? 'lastNode' : 'onReceived'),
		},
		// Nothing of the workflow's data is for the platform.
		responseData: {
			template: '',
			resolve: (parameters) => (wantsFinished(parameters) ? 'noData' : ''),
		},
	},
});

/** The part of the webhook's description that says when n8n answers. */
export const ACKNOWLEDGEMENT: Pick<IWebhookDescription, 'responseMode' | 'responseData'> &
	Resolvers = {
	responseMode: 'onReceived',
	// An empty text makes n8n send the answer that the node returns.
	responseData: '',
	...(asksFunctions && resolvers()),
};

function wantsFinished({ options }: INodeParameters): boolean {
	return (options as INodeParameters | undefined)?.acknowledge === 'finished';
}

/** Whether n8n answers the deliveries to a node when their run has ended. */
export function answersAfterRun(node: Pick<INode, 'parameters'>): boolean {
	return wantsFinished(node.parameters) && canAnswerAfterRun(node);
}

/** False where a field holds an expression, and in an n8n that asks no functions. */
export function canAnswerAfterRun(node: Pick<INode, 'parameters'>): boolean {
	return asksFunctions && nodeParametersAreStatic(node);
}

/**
 * Puts the node's own answer in the place of n8n's, which comes when the run has ended. It does so
 * too for callers that have hung up meanwhile.
 *
 * @param settle is told whether the run has ended well, right before the answer
 */
export function answerAfterRun(
	response: Response,
	answer: DeliveryAnswer,
	settle: (hasEndedWell: boolean) => void,
): void {
	let status = 200;
	const end = () => {
		for (const name of ['status', 'json', 'send'] as const) Reflect.deleteProperty(response, name);
		const hasEndedWell = status < 400;
		settle(hasEndedWell);
		if (!hasEndedWell) return response.status(500).json({ error: 'run_failed' });
		response.status(answer.status);
		return answer.body === 'empty' ? response.end() : response.json({ received: true });
	};
	Object.assign(response, {
		status: (code: number) => {
			status = code;
			return response;
		},
		json: end,
		send: end,
	});
}
