import type { INodeProperties } from 'n8n-workflow';

import { LOG_SIZE } from '../../../lib/send/log';

/** What the operations need that send nothing. */
export const deliveryProperties: INodeProperties[] = [
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { operation: ['getDeliveries'] } },
		typeOptions: { minValue: 1, maxValue: LOG_SIZE },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		displayOptions: { show: { operation: ['getDeliveries'] } },
		default: {},
		options: [
			{
				displayName: 'Event',
				name: 'event',
				type: 'string',
				default: '',
				placeholder: 'e.g. order.created',
				description: 'Part of the name of the event',
			},
			{
				displayName: 'Node',
				name: 'node',
				type: 'string',
				default: '',
				placeholder: 'e.g. Hospitality Sender',
				description: 'Name of the node that sent; empty means all of this workflow',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'multiOptions',
				options: [
					{ name: 'Delivered', value: 'delivered' },
					{ name: 'Failed', value: 'failed' },
					{
						name: 'Paused',
						value: 'paused',
						description: 'Not sent, because its endpoint was paused',
					},
					{ name: 'Retrying', value: 'retrying', description: 'Waiting for its next attempt' },
				],
				default: [],
				description: 'How the delivery stands; empty means all',
			},
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				placeholder: 'e.g. example.com',
				description: 'Part of the URL that was sent to',
			},
		],
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['resetEndpoint'] } },
		default: '',
		placeholder: 'e.g. https://example.com/webhooks',
		description: 'The endpoint to send to again',
	},
];
