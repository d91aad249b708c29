import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { findEvent } from '../../lib/event/name';
import { plainText } from '../../lib/event/summary';
import { itemJson } from '../../lib/n8n/itemJson';
import type { ReadEvent } from '../../lib/receive/receive';
import { restoreMemory } from './memory';
import { itemsAt, REFUSED_OUTPUT } from './outputs';
import { respond, whereIn } from './refusal';
import type { TriggerSettings } from './settings';

type Dismissal = { ignored: keyof typeof DISMISSALS } | { duplicate: true };

/** Why a genuine delivery starts nothing, for somebody who waits for one in the editor. */
export const DISMISSALS = {
	no_events: 'The list of events in this delivery is empty, so there is nothing to start.',
	event_not_selected:
		'This event is not selected under Events, so it would start nothing. Select it, or All Events.',
	conditions_not_met:
		'This event does not meet the conditions under Only Start When, so it would start nothing.',
};

/**
 * Answers a genuine delivery that starts no execution. While somebody listens, it shows all the
 * same; and where none has started anything so far, somebody is told once.
 */
export function dismiss(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	events: readonly ReadEvent[],
	why: Dismissal,
): IWebhookResponseData {
	restoreMemory(context, settings);
	const { status, body } = settings.answer;
	const said = { received: true, ...why };
	const answer = respond(context, status, body === 'empty' ? null : said);
	if (!('ignored' in why)) return answer;
	const { ignored } = why;
	if (context.getMode() !== 'manual') {
		return { ...answer, ...tellOfTheFirst(context, settings, events, ignored) };
	}
	const explanation = DISMISSALS[ignored];
	const shown = events.length > 0 ? events.map(({ event }) => event) : [{}];
	const items = shown.map((event) => ({
		json: itemJson({ ignored: true, reason: ignored, explanation, ...event }),
	}));
	return { ...answer, workflowData: itemsAt(settings.outputs, 0, items) };
}

/** So many without one that is wanted look like a mistake in the node. */
const FIRST_EVENTS = 10;

/** Deliveries without a wanted event since the workflow was published, or n8n started; by node. */
const unwanted = new Map<string, number>();

/** From now on nobody is told of events that are not wanted: some are. */
export function noteWanted(nodeKey: string): void {
	unwanted.set(nodeKey, Infinity);
}

/** The workflow is published, maybe with other settings. */
export function countUnwantedAnew(nodeKey: string): void {
	unwanted.delete(nodeKey);
}

function tellOfTheFirst(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	events: readonly ReadEvent[],
	reason: keyof typeof DISMISSALS,
): Pick<IWebhookResponseData, 'workflowData'> {
	const { nodeKey, node, outputs, platform, selection } = settings;
	const shown = events.find(({ isSelected }) => !isSelected) ?? events[0];
	// Requests that come all the time say nothing about the selection.
	if (!shown || findEvent(platform, shown.event.event)?.heartbeat) return {};
	const count = (unwanted.get(nodeKey) ?? 0) + 1;
	unwanted.set(nodeKey, count);
	if (count !== FIRST_EVENTS) return {};
	const event = plainText(shown.event.event).slice(0, 100);
	const explanation =
		reason === 'conditions_not_met'
			? `None of the first ${FIRST_EVENTS} events has met the conditions under Only Start When. See in an event of theirs whether the fields are called so, and hold such values.`
			: `None of the first ${FIRST_EVENTS} events is selected. The last one was ${event}; selected are ${selection.join(', ')}. Correct the names, or select All Events.`;
	context.logger.warn(`${whereIn(context, settings)}: ${explanation}`, { node: node.name, reason });
	if (!outputs.emitRefused) return {};
	const json = {
		ignored: true,
		platform: platform.id,
		reason,
		summary: `${platform.name} delivers, but nothing starts`,
		explanation,
		event,
	};
	return { workflowData: itemsAt(outputs, REFUSED_OUTPUT, [{ json }]) };
}
