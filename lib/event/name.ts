import type { EventDeclaration, Platform } from '../platform';

/** What a delivery is called when its payload does not say. */
export const UNKNOWN_EVENT = 'unknown';

/** The declared event of that name, compared the way the platform spells its names. */
export function findEvent(
	platform: Pick<Platform, 'events' | 'eventNamesIgnoreCase'>,
	name: string,
): EventDeclaration | undefined {
	return platform.events.find((event) => sameName(platform, event.name, name));
}

export function sameName(
	platform: Pick<Platform, 'eventNamesIgnoreCase'>,
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
