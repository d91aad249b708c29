import type { IExecuteFunctions, IRunExecutionData, Workflow } from 'n8n-workflow';

import { InputError } from '../../lib/send/inputError';
import { RETRY_LATER } from './outputs';

/** What n8n's execute context has besides its declared interface; older versions may not. */
interface ContextInternals {
	workflow?: Pick<Workflow, 'connectionsBySourceNode'>;
	runExecutionData?: Pick<IRunExecutionData, 'startData'>;
}

/**
 * Makes sure that items which have to wait have somewhere to go.
 *
 * @throws InputError when the output Retry Later leads nowhere
 */
export function assertRetryLaterConnected(context: IExecuteFunctions): void {
	const { name } = context.getNode();
	const { workflow, runExecutionData } = context as unknown as ContextInternals;
	// Only this step is run, in the editor: no output leads anywhere then, and none needs to.
	if (runExecutionData?.startData?.destinationNode?.nodeName === name) return;
	const isConnected = workflow
		? (workflow.connectionsBySourceNode[name]?.main?.[RETRY_LATER] ?? []).length > 0
		: context.getChildNodes(name).length > 0;
	if (isConnected) return;
	throw new InputError(
		'The output Retry Later leads nowhere, so events that have to wait would be lost',
		'Connect it to a Wait node that leads back to this node, or set Retry Mode to In Place.',
	);
}
