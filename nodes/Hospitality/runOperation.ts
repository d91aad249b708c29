import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ApiPool } from './apiPool';
import type { Operation, OperationResult } from './operation';
import { findOperation } from './resources';

/**
 * One output, or one for requests that prove who sent them and one for the others. Evaluated by
 * the editor, so it stands on its own.
 */
export const OUTPUTS_EXPRESSION =
	'={{ $parameter["operation"] === "verify" ? [{ type: "main", displayName: "Valid" }, { type: "main", displayName: "Invalid" }] : [{ type: "main" }] }}';

/** How many outputs an operation has. */
export function outputCount(operation: unknown): number {
	return operation === 'verify' ? 2 : 1;
}

/** Where an item leaves that could not be worked on: what was not verified never counts as valid. */
export function failureOutput(operation: unknown): number {
	return outputCount(operation) - 1;
}

/**
 * Works through all items and puts what they led to in their order, paired with the item they
 * came from.
 */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new NodeOperationError(
			context.getNode(),
			`The operation "${String(name)}" of "${String(resource)}" is not known to this version of the node`,
			{ description: 'Choose the operation again.' },
		);
	}
	const apis = new ApiPool(context);
	const results = await runItems(context, operation, apis);
	const outputs: INodeExecutionData[][] = Array.from({ length: outputCount(name) }, () => []);
	results.forEach(({ items, output = 0 }, itemIndex) => {
		for (const json of items) outputs[output].push({ json, pairedItem: { item: itemIndex } });
	});
	return outputs;
}

/**
 * What each item led to, in the order of the items. None is begun any more after one has failed or
 * the run was cancelled.
 */
async function runItems(
	context: IExecuteFunctions,
	operation: Operation,
	apis: ApiPool,
): Promise<OperationResult[]> {
	const total = context.getInputData().length;
	const signal = context.getExecutionCancelSignal();
	const results: OperationResult[] = [];
	let next = 0;
	let hasFailed = false;

	const work = async () => {
		while (next < total && !hasFailed && !signal?.aborted) {
			const itemIndex = next++;
			results[itemIndex] = await runItem(context, operation, itemIndex, apis);
		}
	};
	const fail = async (error: unknown) => {
		hasFailed = true;
		return await Promise.reject(error);
	};
	const workers = Array.from({ length: operation.concurrency ?? 1 }, work);
	await Promise.all(workers.map(async (worker) => await worker.catch(fail)));
	return results;
}

async function runItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	apis: ApiPool,
): Promise<OperationResult> {
	try {
		return await operation.run(context, itemIndex, apis);
	} catch (error) {
		if (!context.continueOnFail()) throw asNodeError(context, error, itemIndex);
		const { message, description } = asNodeError(context, error, itemIndex);
		// These names only: n8n knows a failed item by them, and routes it to the error output.
		return {
			items: [{ error: message, ...(description && { message: description }) }],
			output: failureOutput(operation.value),
		};
	}
}

function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}
