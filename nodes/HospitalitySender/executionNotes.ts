import type { IExecuteFunctions } from 'n8n-workflow';

import type { CircuitBreakerRules, EndpointHealth } from '../../lib/send/circuitBreaker';
import type { Delivery } from '../../lib/send/delivery';

const IDS = 'deliveryEventIds';
const STATUS = 'deliveryStatus';
/** n8n keeps up to 255 characters of a value. */
const MOST_CHARACTERS = 255;

/** Older versions of n8n do not have all of it. */
type Notable = Pick<IExecuteFunctions, 'logger' | 'getNode' | 'getWorkflowDataProxy'> &
	Partial<Pick<IExecuteFunctions, 'customData' | 'addExecutionHints'>>;

/**
 * Writes down what has been sent, where n8n takes it. It can no longer be unsent: an error here
 * would end the run without its items, and whoever runs it again would send all of them twice.
 */
export function noteDeliveries(
	context: Notable,
	deliveries: readonly Delivery[],
	{ inEditor }: { inEditor: boolean },
): void {
	const notes = inEditor ? [noteInMetadata, hintAtProblems] : [noteInMetadata];
	for (const note of notes) {
		try {
			note(context, deliveries);
		} catch (error) {
			const cause = error instanceof Error ? error.message : 'unknown';
			context.logger.warn(
				`${context.getNode().name}: this n8n does not take notes on what was sent`,
				{ cause },
			);
		}
	}
}

/**
 * Writes event ids and statuses into the execution's metadata, by which the executions list can be
 * searched; as many ids as have room. A delivery that waited is over once a later run has settled
 * it, so its waiting is no longer mentioned.
 */
export function noteInMetadata(context: Notable, deliveries: readonly Delivery[]): void {
	if (deliveries.length === 0) return;
	// Older versions of n8n have it where expressions find it, and nowhere else.
	const customData = context.customData ?? metadataForExpressions(context);
	if (!customData) return;
	const before = (key: string) => (customData.get(key) ?? '').split(', ').filter(Boolean);
	const settled = before(STATUS).filter((status) => status !== 'retrying');
	const statuses = new Set([...settled, ...deliveries.map(({ status }) => status)]);
	customData.set(STATUS, [...statuses].sort().join(', '));

	let ids = '';
	for (const id of new Set([...before(IDS), ...deliveries.map(({ eventId }) => eventId)])) {
		const longer = ids === '' ? id : `${ids}, ${id}`;
		if (longer.length > MOST_CHARACTERS) break;
		ids = longer;
	}
	if (ids !== '') customData.set(IDS, ids);
}

function metadataForExpressions(
	context: Pick<IExecuteFunctions, 'getWorkflowDataProxy'>,
): Pick<IExecuteFunctions['customData'], 'get' | 'set'> | undefined {
	const { $execution } = context.getWorkflowDataProxy(0) as {
		$execution?: { customData?: Pick<IExecuteFunctions['customData'], 'get' | 'set'> };
	};
	return $execution?.customData;
}

/** From this many items on, the log of n8n says how far a run is. */
const LARGE_BATCH = 500;

/** @returns a function to call after each item */
export function progressLog(
	context: Pick<IExecuteFunctions, 'logger' | 'getNode'>,
	total: number,
): () => void {
	if (total < LARGE_BATCH) return () => undefined;
	const every = Math.ceil(total / 10);
	const node = context.getNode().name;
	let done = 0;
	return () => {
		done += 1;
		if (done % every === 0 || done === total) {
			context.logger.info(`${node}: ${done} of ${total} events handled`);
		}
	};
}

/** Tells the log of n8n of each endpoint that this run has marked as failing. */
export function warnOfFailing(
	context: Pick<IExecuteFunctions, 'logger' | 'getNode'>,
	outcomes: ReadonlyArray<{ delivery: Delivery; health: EndpointHealth | undefined }>,
	{ failingAfter }: CircuitBreakerRules,
): void {
	const node = context.getNode().name;
	for (const { delivery, health } of outcomes) {
		if (!health?.failingSince || health.consecutiveFailures !== failingAfter) continue;
		const given =
			failingAfter === 1 ? 'a delivery was' : `${failingAfter} deliveries in a row were`;
		context.logger.warn(
			`${node}: the endpoint ${delivery.url} is failing: ${given} given up. Their items are on the output Failed.`,
		);
	}
}

/** Sums up in the editor what a user should know about a run before looking at each item. */
export function hintAtProblems(
	context: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>,
	deliveries: ReadonlyArray<Delivery & { warnings?: string[] }>,
): void {
	const count = (holds: (delivery: Delivery & { warnings?: string[] }) => boolean) =>
		deliveries.filter(holds).length;
	const events = (n: number) => (n === 1 ? '1 event' : `${n} events`);
	const misfits = count(({ warnings = [] }) => warnings.length > 0);
	const failed = count(({ status }) => status === 'failed' || status === 'paused');
	const retrying = count(({ status }) => status === 'retrying');
	const hints = [
		...(failed > 0 ? [`${events(failed)} not delivered: see the output Failed`] : []),
		...(retrying > 0 ? [`${events(retrying)} to be sent again: see the output Retry Later`] : []),
		...(misfits > 0
			? [`${events(misfits)} with data that does not fit the documentation: see delivery.warnings`]
			: []),
	];
	if (hints.length === 0) return;
	context.addExecutionHints?.({
		message: hints.join('. '),
		type: failed > 0 || misfits > 0 ? 'warning' : 'info',
		location: 'outputPane',
	});
}
