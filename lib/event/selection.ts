import type { Platform } from '../platform';
import { sameName, UNKNOWN_EVENT } from './name';

/** Stands for every event, also those that no catalogue knows. */
export const ALL_EVENTS = '*';

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
 * nobody can say that it is not one of those asked for.
 */
export function isSelected(
	platform: Pick<Platform, 'eventNamesIgnoreCase'>,
	selection: readonly string[],
	event: string,
): boolean {
	if (event === UNKNOWN_EVENT) return true;
	return selection.some((name) => name === ALL_EVENTS || sameName(platform, name, event));
}
