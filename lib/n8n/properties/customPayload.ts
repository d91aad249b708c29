import type { INodeProperties } from 'n8n-workflow';

import type { PayloadMap, Platform, Source } from '../../platform';
import { idsWhere } from './menu';

const HEADER = 'header:';

/** Where a user-defined sender puts the name and the id of an event. */
export function customPayloadProperties(platforms: readonly Platform[]): INodeProperties[] {
	const platform = idsWhere(platforms, (declared) => declared.signatureIsConfigurable === true);
	return [
		{
			displayName: 'Event Name Field',
			name: 'eventField',
			type: 'string',
			displayOptions: { show: { platform } },
			default: '',
			placeholder: 'e.g. meta.event or header:X-Event-Type',
			description:
				'Where a delivery says which event it is: a path in the JSON body, or header: and a header name. Empty tries the usual places.',
		},
		{
			displayName: 'Event ID Field',
			name: 'eventIdField',
			type: 'string',
			displayOptions: { show: { platform } },
			default: '',
			placeholder: 'e.g. meta.ID or header:X-Event-Id',
			description: 'Where a delivery carries the ID of its event. Empty tries the usual places.',
		},
	];
}

/**
 * The declared places, with the user's own in front. Who says where the id is also says that it
 * tells deliveries apart, so none of the usual places is tried instead: an `id` there may well be
 * that of an order.
 */
export function readCustomPayload(
	{ payload, dedupeBy }: Pick<Platform, 'payload' | 'dedupeBy'>,
	read: (name: string, fallback: string) => unknown,
): { payload: PayloadMap; dedupeBy: Platform['dedupeBy'] } {
	const id = toSource(read('eventIdField', ''));
	return {
		payload: {
			...payload,
			event: [...toSource(read('eventField', '')), ...payload.event],
			id: id.length > 0 ? id : payload.id,
		},
		dedupeBy: id.length > 0 ? 'eventId' : dedupeBy,
	};
}

function toSource(field: unknown): Source[] {
	const text = typeof field === 'string' ? field.trim() : '';
	if (text === '') return [];
	return text.toLowerCase().startsWith(HEADER)
		? [{ header: text.slice(HEADER.length).trim() }]
		: [{ body: text }];
}
