import type { IExecuteFunctions } from 'n8n-workflow';

import type { HealthRecord } from '../../lib/send/health';
import { addToLog } from '../../lib/send/log';
import type { deliveryMemory } from '../../lib/n8n/deliveryMemory';
import type { ItemResult } from './itemResult';

/** Writes the deliveries of a run into the node's log, and what is known of endpoints. */
export function remember(
	context: Pick<IExecuteFunctions, 'getNode'>,
	memory: ReturnType<typeof deliveryMemory>,
	results: readonly ItemResult[],
	health: HealthRecord,
): void {
	const deliveries = results.flatMap(({ delivery }) => delivery ?? []);
	if (deliveries.length === 0) return;
	const { id, name } = context.getNode();
	const log = memory.logs()[id]?.deliveries ?? [];
	const now = new Date().toISOString();
	memory.saveLog(id, { node: name, deliveries: addToLog(log, deliveries, now) });
	memory.saveHealth(health);
}
