import type { SharedN8n } from '../harness/n8n';
import { post } from '../harness/post';
import { type Setup, startReceiving, TRIGGER } from './receiving';
import { signed, type SigningOptions } from '../../support/senders';

type Client = Parameters<typeof startReceiving>[0] &
	Pick<SharedN8n, 'waitForExecutions' | 'execution'>;

/** An active workflow, with a way to send it genuine deliveries of its platform. */
export async function startFlow(n8n: Client, setup: Setup) {
	const receiving = await startReceiving(n8n, setup);
	const { url, workflow } = receiving;
	return {
		...receiving,
		/** Status and body of the answer to one signed delivery. */
		send: async (payload: Record<string, unknown>, options?: SigningOptions) => {
			const body = JSON.stringify(payload);
			const headers = await signed(setup.platform, body, options);
			const answer = await post(url, {
				headers: { 'Content-Type': 'application/json', ...headers },
				body,
			});
			return [answer.status, answer.body] as [number, Record<string, unknown>];
		},
		/** The items of each output in each execution, the oldest execution first. */
		outputs: async (executions: number): Promise<Array<Array<Array<Record<string, unknown>>>>> => {
			const finished = await n8n.waitForExecutions(workflow, executions);
			return await Promise.all(
				finished.map(async ({ id }) => {
					const { data } = await n8n.execution(id);
					const main = data.resultData.runData[TRIGGER][0].data?.main ?? [];
					return main.map((items) => (items ?? []).map(({ json }) => json));
				}),
			);
		},
	};
}

export const RECEIVED = [200, { received: true }];
export const DUPLICATE = [200, { received: true, duplicate: true }];
export const NOT_SELECTED = [200, { received: true, ignored: 'event_not_selected' }];
export const NOT_MET = [200, { received: true, ignored: 'conditions_not_met' }];
