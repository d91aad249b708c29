import { byName } from '../../lib/n8n/properties/menu';
import { createSample } from './event/createSample';
import { detectScheme } from './event/detect';
import { getDetails } from './event/getDetails';
import { verify } from './event/verify';
import type { Operation, Resource } from './operation';
import { getRecord, recordTypes } from './record/get';
import { getAll, getAvailability } from './record/getMany';
import { getDeliveries, retryDelivery, sendTest } from './webhook/deliveries';
import { check, get, getMany as getManyWebhooks } from './webhook/read';
import { create, remove, rotateSecret, update } from './webhook/write';

/** The records of the platforms, each type with the operations that one of them offers. */
const records: Resource[] = recordTypes().map(({ type, resource }) => {
	const { name, plural, description } = resource;
	const operations = [getRecord(type, name), getAll(type, plural), getAvailability(type, name)];
	return {
		value: type,
		name,
		description,
		operations: operations.filter((operation) => operation !== null),
	};
});

/** What the node can do, in the order of its menus. */
export const resources: Resource[] = [
	...records,
	{
		value: 'event',
		name: 'Event',
		description: 'Events that the Hospitality Trigger received, or could receive',
		operations: [createSample, detectScheme, getDetails, verify],
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
			getManyWebhooks,
			retryDelivery,
			rotateSecret,
			sendTest,
			update,
		],
	},
].sort(byName);

export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
