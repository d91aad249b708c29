import { createSample } from './event/createSample';
import { getDetails } from './event/getDetails';
import { verify } from './event/verify';
import type { Operation, Resource } from './operation';
import { getRecord } from './record/get';
import { getMany } from './record/getMany';
import { retryDelivery, sendTest } from './webhook/deliver';
import { check, get, getAll, getDeliveries } from './webhook/look';
import { create, remove, rotateSecret } from './webhook/manage';
import { update } from './webhook/update';

/** What the node can do, in the order of its menus. */
export const resources: Resource[] = [
	{
		value: 'booking',
		name: 'Booking',
		description: 'Reservations of a restaurant',
		operations: [
			getRecord('booking', 'booking'),
			getMany('booking', {
				value: 'getAll',
				name: 'Get Many',
				action: 'Get many bookings',
				description: 'Get the bookings of a facility',
				what: 'bookings',
				listOf: ({ list }) => list,
				simplifies: true,
			}),
		],
	},
	{
		value: 'event',
		name: 'Event',
		description: 'Events that the Hospitality Trigger received, or could receive',
		operations: [createSample, getDetails, verify],
	},
	{
		value: 'facility',
		name: 'Facility',
		description: 'Restaurants and their free tables',
		operations: [
			getRecord('facility', 'facility'),
			getMany('facility', {
				value: 'getAvailability',
				name: 'Get Availability',
				action: 'Get the availability of a facility',
				description: 'Get the times at which a table is free',
				what: 'free times',
				listOf: ({ availability }) => availability,
				simplifies: false,
			}),
		],
	},
	{
		value: 'location',
		name: 'Location',
		description: 'Places that an account may access',
		operations: [
			getMany('location', {
				value: 'getAll',
				name: 'Get Many',
				action: 'Get many locations',
				description: 'Get the locations of an account',
				what: 'locations',
				listOf: ({ list }) => list,
				simplifies: true,
			}),
		],
	},
	{
		value: 'order',
		name: 'Order',
		description: 'Orders of guests',
		operations: [
			getRecord('order', 'order'),
			getMany('order', {
				value: 'getAll',
				name: 'Get Many',
				action: 'Get many orders',
				description: 'Get the orders of an account',
				what: 'orders',
				listOf: ({ list }) => list,
				simplifies: true,
			}),
		],
	},
	{
		value: 'webhook',
		name: 'Webhook',
		description: 'Registrations at platforms that have an API for them',
		operations: [
			check,
			create,
			remove,
			get,
			getDeliveries,
			getAll,
			retryDelivery,
			rotateSecret,
			sendTest,
			update,
		],
	},
];

export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
