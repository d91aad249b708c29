import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { selectEvents } from '../../../lib/event/selection';
import type { Platform } from '../../../lib/platform';
import { wantedEvents } from '../../../lib/registration/desired';
import type { Operation } from '../operation';
import { readText } from '../readFields';
import { shown, webhookOperation } from './call';
import { eventFields, urlField, webhookIdField } from './fields';

export const update: Operation = webhookOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a webhook',
	description: 'Change the URL, the events or the state of a webhook',
	offers: (flavour) => flavour.update !== undefined,
	fields: [
		webhookIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				...eventFields.filter(({ name }) => name === 'events').map(insideCollection),
				{
					displayName: 'Other Event Names',
					name: 'otherEvents',
					type: 'string',
					default: '',
					placeholder: 'e.g. spa.booked, parking.paid',
					description: 'Names that the list does not offer, separated by commas',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Disabled', value: 'disabled' },
						{ name: 'Paused', value: 'paused' },
					],
					default: 'active',
					description: 'Whether the platform delivers; not every API family lets one change it',
				},
				{ ...urlField, required: false },
			],
		},
	],
	async execute({ context, itemIndex, platform, flavour, send }) {
		const id = readText(context, 'webhookId', itemIndex);
		const fields = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
		const changes = readChanges(platform, fields);
		if (Object.keys(changes).length === 0) {
			throw new NodeOperationError(context.getNode(), 'Nothing is to be changed', {
				itemIndex,
				description: 'Add at least one field under Update Fields.',
			});
		}
		const call = flavour.update ?? flavour.create;
		return { items: [shown(await send(call, 'webhook', { id }, changes))] };
	},
});

function readChanges(platform: Platform, fields: IDataObject): Record<string, unknown> {
	const { url, status } = fields;
	const selection = selectEvents(fields.events ?? [], fields.otherEvents ?? '');
	return {
		...(typeof url === 'string' && url.trim() !== '' && { url: url.trim() }),
		...(selection.length > 0 && { events: wantedEvents(platform, selection) }),
		...(typeof status === 'string' && { status }),
	};
}

/** Inside a collection other parameters are seen from the root. */
function insideCollection(field: (typeof eventFields)[number]): (typeof eventFields)[number] {
	const platform = field.displayOptions?.show?.platform;
	return { ...field, displayOptions: platform && { show: { '/platform': platform } } };
}
