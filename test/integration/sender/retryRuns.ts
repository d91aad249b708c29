import { type Chaos, startChaos } from '../../support/chaos/start';
import { runSender, type SenderOutcome, type SenderRun } from './runNode';

/** Runs the sender against receivers that fail, with short waits between the attempts. */
export function retryRuns() {
	let chaos: Chaos;
	beforeEach(async () => {
		chaos = await startChaos();
	});
	afterEach(async () => await chaos.close());

	return {
		chaos: () => chaos,
		run: async (path: string, { parameters, ...rest }: Partial<SenderRun> = {}) =>
			await runSender({
				parameters: {
					operation: 'send',
					platform: 'olympusCloud',
					event: 'order.created',
					data: '{"id": "ord_1"}',
					url: chaos.url + path,
					retrySchedule: 'custom',
					retryDelays: '0.1, 0.1',
					...parameters,
				},
				credentials: {
					hospitalityWebhookSecretApi: { secret: 'topsecret-topsecret-topsecret' },
				},
				...rest,
			}),
	};
}

/** Unix milliseconds. */
export const time = (iso?: string | null) => Date.parse(iso ?? 'none');

/** How many items came out of each output. */
export const counts = ({ outputs }: SenderOutcome) => outputs.map(({ length }) => length);

export const delivery = (outcome: SenderOutcome, output: number, item = 0) =>
	outcome.json[output][item].delivery;

/** Parameters with which what has to wait leaves through Retry Later. */
export const durable = { retryMode: 'durable' };
