import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { withEndpoint } from '../../lib/send/health';
import { parseEndpoint } from '../../lib/send/endpoint';
import { searchLog, type LogFilter } from '../../lib/send/log';
import { deliveryMemory } from '../../lib/n8n/deliveryMemory';
import { toNodeError } from './inputErrors';

/** The logged deliveries of this workflow's senders that fit, the newest first. */
export function getDeliveries(context: IExecuteFunctions): INodeExecutionData[][] {
	const filters = context.getNodeParameter('filters', 0, {}) as LogFilter & { node?: string };
	const limit = Number(context.getNodeParameter('limit', 0, 50));
	const logs = Object.values(deliveryMemory(context).logs());
	const wanted = filters.node?.trim() ? logs.filter(({ node }) => node === filters.node) : logs;
	const found = wanted
		.flatMap(({ node, deliveries }) =>
			searchLog(deliveries, filters).map((delivery) => ({ node, ...delivery })),
		)
		.sort((a, b) => b.loggedAt.localeCompare(a.loggedAt))
		.slice(0, limit);
	return [
		found.map((delivery) => ({
			json: delivery as unknown as IDataObject,
			pairedItem: { item: 0 },
		})),
	];
}

/**
 * Forgets the failures of the endpoints that the items name.
 *
 * @throws NodeOperationError for an item without a valid URL
 */
export function resetEndpoints(context: IExecuteFunctions): INodeExecutionData[][] {
	const memory = deliveryMemory(context);
	let record = memory.health();
	const results = context.getInputData().map((_, itemIndex): INodeExecutionData => {
		try {
			const { key, shownUrl } = parseEndpoint(context.getNodeParameter('url', itemIndex));
			const before = record[key];
			record = withEndpoint(record, key, undefined);
			const json = {
				url: shownUrl,
				reset: before !== undefined,
				consecutiveFailures: before?.consecutiveFailures ?? 0,
				failingSince: before?.failingSince ?? null,
			};
			return { json, pairedItem: { item: itemIndex } };
		} catch (error) {
			const problem = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw problem;
			return { json: { error: problem.message }, pairedItem: { item: itemIndex } };
		}
	});
	memory.saveHealth(record);
	return [results];
}
