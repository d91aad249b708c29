import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { InputError } from '../../lib/send/inputError';
import { SigningError } from '../../lib/signature/sign';

/** What is wrong with an item and what to do about it, as n8n shows it beside the node. */
export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const message = error instanceof Error ? error.message : String(error);
	const advice = adviceFor(error);
	return new NodeOperationError(node, message, {
		itemIndex,
		...(advice !== undefined && { description: `${advice} Nothing has been sent.` }),
	});
}

function adviceFor(error: unknown): string | undefined {
	if (error instanceof InputError) return error.advice;
	if (error instanceof SigningError) {
		return 'Open the credential of this node and enter the secret as the receiver has it.';
	}
	return undefined;
}
