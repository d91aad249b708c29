import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../../lib/platform';
import { locatorField } from '../../../lib/n8n/properties/recordFields';
import { eventProperties } from '../../../lib/n8n/properties/events';
import { menu } from '../../../lib/n8n/properties/menu';
import { managed } from './flavours';

export const webhookIdField = locatorField({
	name: 'webhookId',
	displayName: 'Webhook',
	search: 'searchWebhooks',
	required: true,
	mode: 'id',
	example: 'e.g. wh_abc123',
	description: 'The webhook to work with. Not every API family can list them.',
});

export const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'Where the platform delivers to, such as the Production URL of a Hospitality Trigger',
};

/** The menus of events that the Trigger has too, for platforms with a webhook API. */
export const eventFields: INodeProperties[] = eventProperties(managed).map((field) =>
	field.name === 'events' ? { ...field, description: 'Which events are delivered' } : field,
);

/** One event of the catalogue. */
export const eventTypeFields: INodeProperties[] = managed.map((platform: Platform) =>
	menu({
		displayName: 'Event',
		name: 'eventType',
		displayOptions: { show: { platform: [platform.id] } },
		options: platform.events.map(({ name, displayName, description }) => ({
			name: displayName,
			value: name,
			description: `${description} (${name})`,
		})),
		default: platform.events[0]?.name ?? '',
		description: 'The event to send an example of',
	}),
);
