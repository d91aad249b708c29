import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import type { PayloadMap, Platform, Source } from '../../platform';
import { readListPlace, readPlace } from '../typedPlace';
import { idsWhere } from './menu';

/** Where a sender that the user describes puts the parts of an event. */
const FIELDS = [
	{
		displayName: 'Event Name Field',
		name: 'eventField',
		placeholder: 'e.g. meta.event, header:X-Event-Type or {topic}/{type}',
		description:
			'Where a delivery says which event it is: a path in the JSON body, or header: and a header name, or several of them in braces. Empty tries the usual places.',
	},
	{
		displayName: 'Event ID Field',
		name: 'eventIdField',
		placeholder: 'e.g. meta.ID or header:X-Event-Id',
		description:
			'Where a delivery carries the ID of its event, which a repetition shares. Empty tries the usual places.',
	},
	{
		displayName: 'Resource ID Field',
		name: 'resourceIdField',
		placeholder: 'e.g. data.reservation.ID',
		description:
			'Where the ID of the order, booking or guest stands that the event is about. Empty tries the usual places.',
	},
	{
		displayName: 'Time Field',
		name: 'timeField',
		placeholder: 'e.g. meta.occurredAt',
		description:
			'Where a delivery says when the event happened, in ISO 8601 or Unix time. Empty tries the usual places.',
	},
	{
		displayName: 'Events Field',
		name: 'eventsField',
		placeholder: 'e.g. events, or $ where the body itself is the list',
		description:
			'Only where one delivery holds several events: where their list stands. Each event becomes an item, and the fields above are looked for in it first. Empty reads a delivery as one event.',
	},
] as const;

type FieldName = (typeof FIELDS)[number]['name'];

/** What can be set of how the deliveries of a user-defined sender are read. */
export function customPayloadProperties(platforms: readonly Platform[]): INodeProperties[] {
	const platform = idsWhere(platforms, (declared) => declared.signatureIsConfigurable === true);
	return FIELDS.map((field) => ({
		...field,
		type: 'string',
		displayOptions: { show: { platform } },
		default: '',
	}));
}

/**
 * The declared places, with the user's own in front. Who says where an id is also says that it is
 * the id, so none of the usual places is tried instead: an `id` there may well be another one's.
 *
 * @param saved the node's parameters: n8n would evaluate a path that is written as an expression,
 * before there is anything that it could name
 */
export function readCustomPayload(
	{ payload, dedupeBy }: Pick<Platform, 'payload' | 'dedupeBy'>,
	saved: INodeParameters,
): { payload: PayloadMap; dedupeBy: Platform['dedupeBy'] } {
	const own = (name: FieldName): Source[] => {
		const place = typedIn(saved, name);
		if (!place?.ok || !('source' in place)) return [];
		const { source } = place;
		// What all events of a list share stands around it.
		return 'body' in source ? [source, { delivery: source.body }] : [source];
	};
	const list = typedIn(saved, 'eventsField');
	// An id that all events of a list share tells none of them apart.
	const id = own('eventIdField').slice(0, 1);
	const resourceId = own('resourceIdField');
	return {
		payload: {
			...payload,
			...(list?.ok && 'at' in list && { events: list.at }),
			event: [...own('eventField'), ...payload.event],
			id: id.length > 0 ? id : payload.id,
			resourceId: resourceId.length > 0 ? resourceId : payload.resourceId,
			occurredAt: [...own('timeField'), ...payload.occurredAt],
			eventTime: [...own('timeField'), ...(payload.eventTime ?? [])],
		},
		dedupeBy: id.length > 0 ? 'eventId' : dedupeBy,
	};
}

/** What is wrong with the places that the user has typed, with the one that was probably meant. */
export function customPayloadProblem(saved: INodeParameters): string | null {
	for (const { name, displayName } of FIELDS) {
		const place = typedIn(saved, name);
		if (!place || place.ok) continue;
		const advice = place.meant === null ? '' : `. Did you mean ${place.meant}?`;
		return `${displayName}: "${place.typed}" can name nothing in a delivery${advice}`;
	}
	return null;
}

/** Undefined where nothing is typed. */
function typedIn(saved: INodeParameters, name: FieldName) {
	const text = saved[name];
	if (typeof text !== 'string' || text.replace(/^=/, '').trim() === '') return undefined;
	return name === 'eventsField' ? readListPlace(text) : readPlace(text);
}
