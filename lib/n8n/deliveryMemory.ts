import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../json';
import type { HealthRecord } from '../send/health';
import type { LoggedDelivery } from '../send/log';

/** The log of one node. */
export interface NodeLog {
	/** Name of the node when it last sent. */
	node: string;
	deliveries: LoggedDelivery[];
}

const LOGS = 'hospitalityDeliveries';
const HEALTH = 'hospitalityEndpoints';
/** Logs of nodes that have been deleted stay behind; beyond this many the oldest go. */
const MOST_LOGS = 20;

/**
 * What the nodes of a workflow remember of their deliveries, in the static data of the workflow:
 * a log for each node, and the health of endpoints for all together. n8n saves it when an
 * execution ends, and never for executions started by hand in the editor.
 */
export function deliveryMemory(context: Pick<IExecuteFunctions, 'getWorkflowStaticData'>) {
	const data = context.getWorkflowStaticData('global');
	// Plain copies: what n8n hands out tells it about every single change.
	const stored = (key: string): Record<string, unknown> =>
		isObject(data[key]) ? (JSON.parse(JSON.stringify(data[key])) as Record<string, unknown>) : {};
	return {
		logs: () => stored(LOGS) as Record<string, NodeLog>,
		saveLog: (nodeId: string, log: NodeLog) => {
			const others = Object.entries(stored(LOGS)).filter(([id]) => id !== nodeId);
			data[LOGS] = Object.fromEntries([...others, [nodeId, log]].slice(-MOST_LOGS)) as never;
		},
		health: () => stored(HEALTH) as HealthRecord,
		saveHealth: (record: HealthRecord) => {
			data[HEALTH] = record as never;
		},
	};
}
