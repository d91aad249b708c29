import type {
	IExecuteFunctions,
	IRunExecutionData,
	NodeEgressFilter,
	Workflow,
} from 'n8n-workflow';

import { InputError } from '../../lib/send/inputError';
import { RETRY_LATER } from './itemResult';
import type { PreparedItem } from './prepare';

/** What n8n's execute context has besides its declared interface; older versions may not. */
interface ContextInternals {
	workflow?: Pick<Workflow, 'connectionsBySourceNode'>;
	runExecutionData?: { startData?: { destinationNode?: DestinationNode | string } };
}

type DestinationNode = NonNullable<NonNullable<IRunExecutionData['startData']>['destinationNode']>;

/**
 * Makes sure that items which have to wait have somewhere to go.
 *
 * @throws InputError when the output Retry Later leads nowhere
 */
export function assertRetryLaterConnected(context: IExecuteFunctions): void {
	const { name } = context.getNode();
	const { workflow, runExecutionData } = context as unknown as ContextInternals;
	// Only this step is run, in the editor: no output leads anywhere then, and none needs to.
	const destination = runExecutionData?.startData?.destinationNode;
	if ((typeof destination === 'string' ? destination : destination?.nodeName) === name) return;
	const isConnected = workflow
		? (workflow.connectionsBySourceNode[name]?.main?.[RETRY_LATER] ?? []).length > 0
		: context.getChildNodes(name).length > 0;
	if (isConnected) return;
	throw new InputError(
		'The output Retry Later leads nowhere, so events that have to wait would be lost',
		'Connect it to a Wait node that leads back to this node, or set Retry Mode to Wait in This Node.',
	);
}

/** Refuses items whose endpoint the operator's network policy does not allow. */
export async function withoutBlocked(
	{ helpers }: IExecuteFunctions,
	prepared: readonly PreparedItem[],
	refuse: (error: unknown, itemIndex: number) => void,
): Promise<PreparedItem[]> {
	const filter = helpers.getSecureEgressFilter?.();
	if (!filter) return [...prepared];
	const verdicts = new Map<string, boolean>();
	const allowed: PreparedItem[] = [];
	for (const item of prepared) {
		const { url, shownUrl } = item.job.message.endpoint;
		if (!verdicts.has(url)) verdicts.set(url, await isAllowed(filter, url));
		if (verdicts.get(url)) allowed.push(item);
		else refuse(blocked(shownUrl), item.itemIndex);
	}
	return allowed;
}

/** A name that cannot be resolved just now is no verdict, but something for the retries. */
async function isAllowed(filter: NodeEgressFilter, url: string): Promise<boolean> {
	try {
		const result = await filter.validateUrl(url);
		return result.ok || !isBlocked(result.error);
	} catch (error) {
		return !isBlocked(error);
	}
}

function isBlocked(error: unknown): boolean {
	return error instanceof Error && error.name.startsWith('SsrfBlocked');
}

function blocked(shownUrl: string): InputError {
	return new InputError(
		`The network policy of this n8n does not allow to send to ${shownUrl}`,
		'Ask whoever runs this n8n to allow the address, or send to another one.',
	);
}
