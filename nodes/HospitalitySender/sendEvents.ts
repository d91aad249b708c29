import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../lib/send/inputError';
import type { Proof } from '../../lib/send/message';
import { resumeTime } from '../../lib/send/retry';
import { createSeal, DELIVERY_KEY, type Seal } from '../../lib/send/sentItem';
import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { noteDeliveries, progressLog, warnOfFailing } from './executionNotes';
import { type ItemResult, refusedItem, RETRY_LATER, sentItem } from './itemResult';
import { parameterReader } from './parameters';
import { assertRetryLaterConnected, withoutBlocked } from './preconditions';
import { itemPreparer, type PreparedItem } from './prepare';
import { sendPrepared } from './sendPrepared';
import { loadProof, readSettings, type SenderSettings } from './settings';

/**
 * Sends one event for each item. Everything is checked before the first one goes out; afterwards
 * every item leaves through exactly one output.
 *
 * @throws NodeOperationError with the item and what to do, unless the node is to go on
 */
export async function sendEvents(
	context: IExecuteFunctions,
	isSample: boolean,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [];
	const isTool = isToolCall(context);
	const read = parameterReader(context);
	const layout = { isTool, isDurable: read('retryMode', 0, 'inPlace') === 'durable' };
	const results = new Array<ItemResult>(items.length);
	const refuse = (error: unknown, itemIndex: number) => {
		const problem = toNodeError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw problem;
		results[itemIndex] ??= refusedItem(items[itemIndex], itemIndex, problem.message);
	};
	/** The items that are not refused. */
	const accepted = <T>(accept: (itemIndex: number) => T): T[] =>
		items.flatMap((_, itemIndex) => {
			if (results[itemIndex]) return [];
			try {
				return [accept(itemIndex)];
			} catch (error) {
				refuse(error, itemIndex);
				return [];
			}
		});

	let settings: SenderSettings | undefined;
	accepted((itemIndex) => (settings ??= readSettings(read, itemIndex, isTool)));
	if (!settings) return arrange(results, layout);

	let prepareItem: (itemIndex: number) => PreparedItem;
	let seal: Seal;
	try {
		if (settings.delivery.retryMode === 'durable') assertRetryLaterConnected(context);
		const proof = await loadProof(context, settings);
		seal = createSeal(sealingSecrets(context, proof));
		const nowMs = Date.now();
		prepareItem = itemPreparer({ context, read, settings, proof, seal, isSample, isTool, nowMs });
	} catch (error) {
		items.forEach((_, itemIndex) => refuse(error, itemIndex));
		return arrange(results, layout);
	}
	const allowed = await withoutBlocked(context, accepted(prepareItem), refuse);

	const outcomes = await sendPrepared(allowed, settings, {
		transport: deliveryTransport(context.helpers, settings),
		signal: context.getExecutionCancelSignal(),
		workflowId: String(context.getWorkflow().id),
		onSettled: progressLog(context, allowed.length),
	});
	allowed.forEach((item, index) => {
		const { delivery, health } = outcomes[index];
		results[item.itemIndex] = sentItem(items[item.itemIndex], item, delivery, health, seal);
	});
	warnOfFailing(context, outcomes, settings.circuitBreaker);
	setResumeTime(results);
	const deliveries = results.flatMap(({ delivery }) => delivery ?? []);
	noteDeliveries(context, deliveries, { inEditor: !isTool });
	return arrange(results, layout);
}

/**
 * What seals the state in the items. Where nothing is signed there is nothing that a forged state
 * could have signed either, and what tells this n8n from others has to do.
 */
function sealingSecrets(context: IExecuteFunctions, proof: Proof | null): [string, ...string[]] {
	if (!proof) return [`${context.getInstanceId()} ${String(context.getWorkflow().id)}`];
	const { secrets } = proof;
	if ('username' in secrets) return [secrets.password, secrets.previousPassword ?? ''];
	return [secrets.secret.trim(), (secrets.previousSecret ?? '').trim()];
}

/** Whether an AI agent called: it sees the first output only. */
function isToolCall(context: IExecuteFunctions): boolean {
	return context.isToolExecution?.() || context.getNode().rewireOutputLogTo === 'ai_tool';
}

/** All items that have to wait get the same time, because one Wait node holds them all. */
function setResumeTime(results: readonly ItemResult[]): void {
	const waiting = results.filter(({ output }) => output === RETRY_LATER);
	if (waiting.length === 0) return;
	const dueAt = waiting.flatMap(({ delivery }) => delivery?.nextAttemptAt ?? []);
	const resumeAt = resumeTime(dueAt, Date.now());
	for (const { item } of waiting) {
		item.json[DELIVERY_KEY] = { ...(item.json[DELIVERY_KEY] as object), resumeAt };
	}
}

function arrange(
	results: readonly ItemResult[],
	{ isTool, isDurable }: { isTool: boolean; isDurable: boolean },
): INodeExecutionData[][] {
	if (isTool) return [results.map(({ item }) => item)];
	const outputs: INodeExecutionData[][] = isDurable ? [[], [], []] : [[], []];
	for (const { output, item } of results) outputs[output].push(item);
	return outputs;
}

/** What is wrong with an item and what to do about it, as n8n shows it beside the node. */
function toNodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
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
	return undefined;
}
