import { parsePath, valueAt } from '../fieldPath';
import { isObject } from '../json';
import type { MapOfLists } from './declaration';

/** What a body can be that holds events: one, or a list of them. */
export type Body = Record<string, unknown> | unknown[];

/** The body itself is the list. */
export const WHOLE_BODY = '$';

/** What a delivery holds once it has been read. */
export interface ReadBody {
	body: Body;
	/** What came beside it, such as the other fields of a form. */
	around?: Record<string, unknown>;
}

/** One event of a delivery. */
export interface DeliveredEvent {
	payload: Record<string, unknown>;
	/** What stands around the list that the event is in, or beside it; absent where it came alone. */
	delivery?: Record<string, unknown>;
}

/**
 * The events of a delivery. Without a list in the place where it is expected, the whole is one
 * event: better one that has no name than one that is lost. A body that is a list stands under
 * `items`, and what is no object in a list of events under `value`.
 *
 * @param listAt as `PayloadMap.events` has it
 */
export function eventsIn(
	{ body, around }: ReadBody,
	listAt?: string | MapOfLists,
): DeliveredEvent[] {
	const whole = Array.isArray(body) ? { items: body } : body;
	const alone = [{ payload: whole, ...(around && { delivery: around }) }];
	if (typeof listAt === 'object') return eventsInMap(whole, listAt) ?? alone;
	if (listAt === WHOLE_BODY) {
		return Array.isArray(body) ? body.map((event) => part(event, around ?? {})) : alone;
	}
	const keys = listAt === undefined ? null : parsePath(listAt);
	const found = keys && valueAt(whole, keys);
	if (!keys || !(Array.isArray(found) || isObject(found))) return alone;
	const rest = { ...around, ...(without(whole, keys) as Record<string, unknown>) };
	return (Array.isArray(found) ? found : [found]).map((event) => part(event, rest));
}

/** Null where there is no map, or one of its values is no list. */
function eventsInMap(
	whole: Record<string, unknown>,
	{ mapAt, keyAs }: MapOfLists,
): DeliveredEvent[] | null {
	const keys = parsePath(mapAt);
	const map = keys && valueAt(whole, keys);
	if (!keys || !isObject(map)) return null;
	const lists = Object.entries(map);
	if (!lists.every((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))) return null;
	const rest = without(whole, keys) as Record<string, unknown>;
	return lists.flatMap(([key, list]) => {
		const around = { ...rest, [keyAs]: key };
		return list.map((event) => part(event, around));
	});
}

function part(event: unknown, delivery: Record<string, unknown>): DeliveredEvent {
	return { payload: isObject(event) ? event : { value: event }, delivery };
}

/** A copy that lacks what stands under these keys. */
function without(value: unknown, [key, ...deeper]: readonly string[]): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value)
		.filter(([name]) => name !== key || deeper.length > 0)
		.map(([name, one]) => [name, name === key ? without(one, deeper) : (one as unknown)] as const);
	return Array.isArray(value) ? kept.map(([, one]) => one) : Object.fromEntries(kept);
}
