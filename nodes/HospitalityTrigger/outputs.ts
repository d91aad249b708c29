import type { INodeExecutionData } from 'n8n-workflow';

import { ALL_EVENTS, selects } from '../../lib/event/name';
import type { Platform } from '../../lib/platform';

export interface OutputLayout {
	perEvent: boolean;
	/** The events chosen in the menu, in the order of choosing; may hold `*`. */
	chosen: readonly string[];
	/** Whether names were typed in besides. */
	hasTyped: boolean;
	emitRefused: boolean;
}

/**
 * The outputs as n8n shows them. One for each chosen event, in the order of choosing, so that a
 * newly chosen event comes last and existing connections stay with their events. What has no
 * output of its own goes to Other Events, which stands where All Events was chosen, else last.
 * Refused is always the second: behind the others it would move on with every event that is chosen,
 * and a connection made for refused deliveries would carry orders, or the other way round.
 * The code runs in the editor too, so it can use nothing from outside; `outputIndex` mirrors it.
 */
export const OUTPUTS_EXPRESSION = `={{ ((parameters) => {
	const outputs = [];
	const options = parameters.options ?? {};
	if (options.outputMode === 'perEvent') {
		const names = (list) => list.map((name) => String(name).trim()).filter((name, index, all) => name !== '' && all.indexOf(name) === index);
		const chosen = names(Array.isArray(parameters.events) ? parameters.events : [parameters.events ?? '*']);
		const title = (name) => name.toLowerCase().split(/[._]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
		for (const name of chosen) outputs.push({ type: 'main', displayName: name === '*' ? 'Other Events' : title(name) });
		const typed = names(String(parameters.otherEvents ?? '').split(/[\\n,;]/)).length > 0;
		if (!chosen.includes('*') && typed) outputs.push({ type: 'main', displayName: 'Other Events' });
	} else outputs.push({ type: 'main', ...(options.emitRefused === true && { displayName: 'Events' }) });
	if (options.emitRefused === true) outputs.splice(1, 0, { type: 'main', displayName: 'Refused' });
	return outputs;
})($parameter) }}`;

/** Where refused deliveries come out, if they do. */
export const REFUSED_OUTPUT = 1;

/** Items for one of the outputs, and none for the others. */
export function itemsAt(
	layout: OutputLayout,
	output: number,
	items: INodeExecutionData[],
): INodeExecutionData[][] {
	return itemsByOutput(
		layout,
		items.map((item) => ({ output, item })),
	);
}

/** Each item at its output, in their order. */
export function itemsByOutput(
	layout: OutputLayout,
	placed: ReadonlyArray<{ output: number; item: INodeExecutionData }>,
): INodeExecutionData[][] {
	const length = eventOutputs(layout).length + (layout.emitRefused ? 1 : 0);
	const outputs: INodeExecutionData[][] = Array.from({ length }, () => []);
	for (const { output, item } of placed) outputs[output].push(item);
	return outputs;
}

/** Where an event goes. One without an output of its own and without Other Events takes the first. */
export function outputIndex(
	platform: Pick<Platform, 'events'>,
	layout: OutputLayout,
	event: string,
): number {
	const outputs = eventOutputs(layout);
	const own = outputs.findIndex((name) => name !== null && selects(platform, name, event));
	const index = own >= 0 ? own : Math.max(0, outputs.indexOf(null));
	return layout.emitRefused && index >= REFUSED_OUTPUT ? index + 1 : index;
}

/** Event names by output; null is Other Events. */
function eventOutputs({ perEvent, chosen, hasTyped }: OutputLayout): Array<string | null> {
	if (!perEvent) return [null];
	const outputs = chosen.map((name) => (name === ALL_EVENTS ? null : name));
	if (!outputs.includes(null) && hasTyped) outputs.push(null);
	return outputs;
}
