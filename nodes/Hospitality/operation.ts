import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiPool } from './apiPool';

/** What one item led to. */
export interface OperationResult {
	items: IDataObject[];
	/** Index of the output, where there are several. */
	output?: number;
}

/** One entry of the Operation menu: its words, its fields and what it does. */
export interface Operation {
	/** Stable value in saved workflows. */
	value: string;
	name: string;
	/** Sentence case, for the node panel. */
	action: string;
	/** One phrase without final period. */
	description: string;
	/** Fields besides Resource and Operation, without display options for those two. */
	properties: INodeProperties[];
	/** How many items are worked on at once; one after the other when absent. */
	concurrency?: number;
	/**
	 * Works on one item.
	 *
	 * @throws NodeApiError or NodeOperationError with the item's index
	 */
	run: (context: IExecuteFunctions, itemIndex: number, apis: ApiPool) => Promise<OperationResult>;
}

/** One entry of the Resource menu. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: Operation[];
}
