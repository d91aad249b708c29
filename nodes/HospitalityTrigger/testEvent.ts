import { sleep } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { registeredWebhook } from '../../lib/n8n/registeredWebhook';
import type { TriggerSettings } from './settings';

/** The platform may answer by delivering at once, and n8n must be listening by then. */
const HEAD_START_MS = 1_500;

/**
 * While the editor listens, asks the platform for a test event. It is a convenience: when it
 * cannot be had, the user still gets the next real event, so a failure only goes to the log.
 */
export function requestTestEvent(context: IHookFunctions, settings: TriggerSettings): void {
	if (context.getMode() !== 'manual' || settings.options.sendTestEvent === false) return;
	void sleep(HEAD_START_MS)
		.then(async () => await registeredWebhook(context, settings, { secret: '' }).sendTest())
		.catch((error: unknown) => {
			context.logger.warn('The platform sent no test event; waiting for a real one', {
				node: context.getNode().name,
				cause: error instanceof Error ? error.message : 'unknown',
			});
		});
}
