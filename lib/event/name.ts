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

/** Words for what was done, and the action that says the same. */
const ACTIONS: Readonly<Record<string, string>> = {
	create: 'created',
	new: 'created',
	update: 'updated',
	modify: 'modified',
	delete: 'deleted',
	cancel: 'cancelled',
	canceled: 'cancelled',
	complete: 'completed',
	confirm: 'confirmed',
	add: 'added',
	remove: 'removed',
	change: 'changed',
};
const SAYS_ACTION = new Set([...Object.keys(ACTIONS), ...Object.values(ACTIONS)]);

/**
 * Resource type and action of an event that no catalogue knows: `spa_booking.create`,
 * `SPA_BOOKING_CREATED`, `spa-booking:created` and `NewSpaBooking` are all a `spa_booking` that was
 * `created`. A `.`, `/` or `:` parts what from what was done; where there is none, words do.
 */
export function guessResource(name: string): { resourceType: string; action: string } {
	const parts = name.split(/[./:]/).map(toWords).filter(hasWords);
	// `reservation.created.v2` says no more than `reservation.created`.
	if (parts.length > 1 && /^v\d+$/.test(parts[parts.length - 1].join('_'))) parts.pop();
	const words = parts.flat();
	if (words.length === 0) return { resourceType: name.trim().toLowerCase(), action: UNKNOWN_EVENT };
	if (words.length === 1) {
		return SAYS_ACTION.has(words[0])
			? { resourceType: UNKNOWN_EVENT, action: actionOf(words) }
			: { resourceType: words[0], action: UNKNOWN_EVENT };
	}
	if (parts.length > 1) {
		return { resourceType: parts.slice(0, -1).flat().join('_'), action: actionOf(parts.at(-1)) };
	}
	const [first, last] = [words[0], words[words.length - 1]];
	return SAYS_ACTION.has(first) && !SAYS_ACTION.has(last)
		? { resourceType: words.slice(1).join('_'), action: actionOf([first]) }
		: { resourceType: words.slice(0, -1).join('_'), action: actionOf([last]) };
}

/** `ServiceOrder_updated` is `service`, `order`, `updated`. */
function toWords(text: string): string[] {
	return text
		.replace(/(\p{Ll}\p{N}*)(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.split(/[\s_-]+/)
		.filter((word) => word !== '');
}

function hasWords(words: string[]): boolean {
	return words.length > 0;
}

function actionOf(words: readonly string[] = []): string {
	const action = words.join('_');
	return Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : action;
}

/**
 * The events a user wants: names as chosen, and typed ones separated by commas or semicolons, without
 * doubles, in that order. White space may separate names too, or be part of one: both are tried.
 */
export function selectEvents(chosen: unknown, typed: unknown): string[] {
	const names = Array.isArray(chosen) ? chosen : [chosen];
	const extra = typeof typed === 'string' ? typed.split(/[\n,;]/).flatMap(withParts) : [];
	const selected = new Set<string>();
	for (const name of [...names, ...extra]) {
		if (typeof name === 'string' && name.trim() !== '') selected.add(name.trim());
	}
	return [...selected];
}

function withParts(entry: string): string[] {
	const parts = entry.trim().split(/\s+/);
	return parts.length > 1 ? [entry, ...parts] : [entry];
}

/** Why a name in a selection can stand for no event, in one sentence, or null. */
export function nameProblem(name: string): string | null {
	return name.slice(0, -1).includes('*')
		? `"${name}" stands for no event: a * can only be the end of a name, as in order.*`
		: null;
}

/**
 * Whether an event starts the workflow. An event without a name always does: it is verified, and
 * nothing says that it is not one of those wanted. A heartbeat is none of all events.
 */
export function isSelected(
	platform: Pick<EventsDeclaration, 'events'>,
	selection: readonly string[],
	event: string,
): boolean {
	if (event === UNKNOWN_EVENT) return true;
	const isHeartbeat = findEvent(platform, event)?.heartbeat === true;
	return selection.some(
		(name) => !(isHeartbeat && name.endsWith('*')) && selects(platform, name, event),
	);
}

/**
 * Whether a name in a selection stands for an event: the same name, or its beginning with `*`, as in
 * `order.*`. Case counts only where the catalogue has two events that differ by nothing else.
 */
export function selects(
	{ events }: Pick<EventsDeclaration, 'events'>,
	name: string,
	event: string,
): boolean {
	if (name === event) return true;
	const [wanted, given] = [name.toLowerCase(), event.toLowerCase()];
	if (wanted.endsWith('*')) return given.startsWith(wanted.slice(0, -1));
	const isDeclared = (one: string) => events.some((declared) => declared.name === one);
	return wanted === given && !(isDeclared(name) && isDeclared(event));
}
