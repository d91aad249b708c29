import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { api } from './hubRise/api';
import { events } from './hubRise/events';
import { registration } from './hubRise/registration';

/** `order.create` is `order` and `create`. */
const partsOf = (name: string) => name.split('.');

/** An order is named by `order_id`, a customer by `customer_id`, what an inventory is of by its catalog. */
const idOfResource = ({ resource_type: resource, ...event }: Record<string, unknown>) =>
	event[`${String(resource)}_id`];

function envelope({ id, name, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const [resource, type] = partsOf(name);
	const idField = resource === 'inventory' ? 'catalog_id' : `${resource}_id`;
	return {
		id,
		resource_type: resource,
		event_type: type,
		created_at: occurredAt,
		...(resourceId !== undefined && { [idField]: resourceId }),
		location_id: account.locationId,
		customer_list_id: account.customerListId,
		catalog_id: account.catalogId ?? (idField === 'catalog_id' ? resourceId : undefined),
		...(Object.keys(data).length > 0 && {
			[name === 'inventory.patch' ? 'state_change' : 'new_state']: data,
		}),
	};
}

/**
 * A complete vector is not published. The ids beside the state are documented for orders and
 * customers; those of other resources follow their pattern.
 *
 * @see https://www.hubrise.com/developers/api/callbacks
 */
export const hubRise = definePlatform({
	id: 'hubRise',
	name: 'HubRise',
	description: 'Orders, deliveries, customers and catalogs of restaurants, from tills and apps',
	docsUrl: 'https://www.hubrise.com/developers/api/callbacks',
	checkedOn: '2026-11-25',
	uncertain: [
		'Which IDs stand beside the state of other resources than orders and customers',
		'The payloads of deliveries, locations, catalogs and inventories',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-HubRise-Hmac-SHA256',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		event: [{ template: '{resource_type}.{event_type}' }],
		id: [{ body: 'id' }],
		occurredAt: [{ body: 'created_at' }],
		resourceId: [{ from: idOfResource }, { body: 'catalog_id' }],
		account: {
			locationId: { sources: [{ body: 'location_id' }], label: 'Location ID' },
			customerListId: { sources: [{ body: 'customer_list_id' }], label: 'Customer List ID' },
			catalogId: { sources: [{ body: 'catalog_id' }], label: 'Catalog ID' },
		},
		data: [{ body: 'new_state' }, { body: 'state_change' }],
	},
	dedupeBy: 'eventId',
	envelope,
	headers: () => ({}),
	registration,
	api,
	retry: {
		delaysSeconds: [60, 120, 240, 480, 960, 1920],
		repeats: ['5xx'],
		timeoutSeconds: 20,
		note: 'Six times within about an hour, after timeouts and 5xx answers; any other answer counts as received',
	},
});
