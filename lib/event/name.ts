import type { EventDeclaration, EventsDeclaration } from './declaration';

/** What a delivery is called when its payload does not say. */
export const UNKNOWN_EVENT = 'unknown';

/** Stands for every event, also those that no catalogue knows. */
export const ALL_EVENTS = '*';

/** The declared event of that name, compared the way the platform spells its names. */
export function findEvent(
	platform: Pick<EventsDeclaration, 'events' | 'eventNamesIgnoreCase'>,
	name: string,
): EventDeclaration | undefined {
	return platform.events.find((event) => sameName(platform, event.name, name));
}

export function sameName(
	platform: Pick<EventsDeclaration, 'eventNamesIgnoreCase'>,
	a: string,
	b: string,
): boolean {
	return platform.eventNamesIgnoreCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** How names outside the catalogue end, and the action that says the same. */
const ACTIONS: Readonly<Record<string, string>> = {
	create: 'created',
	update: 'updated',
	delete: 'deleted',
	cancel: 'cancelled',
	canceled: 'cancelled',
	complete: 'completed',
	add: 'added',
	remove: 'removed',
	change: 'changed',
};

/**
 * Resource type and action of an event that no catalogue knows: `spa_booking.create` and
 * `SPA_BOOKING_CREATED` are both a `spa_booking` that was `created`.
 */
export function guessResource(name: string): { resourceType: string; action: string } {
	const lower = name.trim().toLowerCase();
	const dot = lower.lastIndexOf('.');
	const split = dot > 0 ? dot : lower.lastIndexOf('_');
	if (split < 1 || split === lower.length - 1)
		return { resourceType: lower, action: UNKNOWN_EVENT };
	const action = lower.slice(split + 1);
	return { resourceType: lower.slice(0, split), action: ACTIONS[action] ?? action };
}

/** The events a user wants: names as chosen or typed, without blanks and doubles, in that order. */
export function selectEvents(chosen: unknown, typed: unknown): string[] {
	const names = Array.isArray(chosen) ? chosen : [chosen];
	const extra = typeof typed === 'string' ? typed.split(/[\n,;]/) : [];
	const selected = new Set<string>();
	for (const name of [...names, ...extra]) {
		if (typeof name === 'string' && name.trim() !== '') selected.add(name.trim());
	}
	return [...selected];
}

/**
 * Whether an event starts the workflow. An event without a name always does: it is verified, and
 * nothing says that it is not one of those wanted.
 */
export function isSelected(
	platform: Pick<EventsDeclaration, 'eventNamesIgnoreCase'>,
	selection: readonly string[],
	event: string,
): boolean {
	if (event === UNKNOWN_EVENT) return true;
	return selection.some((name) => name === ALL_EVENTS || sameName(platform, name, event));
}
