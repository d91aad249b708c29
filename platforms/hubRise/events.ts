import { identifier, listOf, moment, object, optionalObject, text } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';

const callback = (state: ReturnType<typeof optionalObject> = optionalObject()) =>
	object({
		id: identifier(),
		resource_type: text(),
		event_type: text(),
		created_at: moment(),
		new_state: state,
		previous_state: optionalObject(),
	});

const orderState = () =>
	optionalObject({
		id: identifier(),
		status: text(),
		service_type: text(),
		total: text(),
		expected_time: moment(),
		items: listOf(object({ product_name: text(), price: text(), quantity: text() })),
		customer: optionalObject({ first_name: text(), last_name: text() }),
	});

/** Where an order stands: in a record, or in the state of an event. */
export const orderWords = (at = ''): CommonMap => ({
	amount: { value: `{${at}total}`, unit: 'major' },
	startsAt: `{${at}expected_time}`,
	guest: {
		name: `{${at}customer.first_name}[ {${at}customer.last_name}]`,
		email: `{${at}customer.email}`,
		phone: `{${at}customer.phone}`,
	},
	status: `{${at}status}`,
	channel: `{${at}service_type}`,
	reference: `{${at}id}`,
	lines: { at: `${at}items`, name: '{product_name}', quantity: '{quantity}' },
});

/** The same of a customer. */
export const customerWords = (at = ''): CommonMap => ({
	guest: {
		name: `{${at}first_name}[ {${at}last_name}]`,
		email: `{${at}email}`,
		phone: `{${at}phone}`,
	},
	reference: `{${at}id}`,
});

const order = {
	resourceType: 'order',
	common: orderWords('new_state.'),
	schema: () => callback(orderState()),
	payloadEvidence: 'documented',
	evidence: 'documented',
} as const;

const customer = {
	resourceType: 'customer',
	common: customerWords('new_state.'),
	schema: () => callback(optionalObject({ id: identifier(), first_name: text() })),
	payloadEvidence: 'documented',
	evidence: 'documented',
} as const;

const other = {
	schema: () => callback(),
	payloadEvidence: 'inferred',
	evidence: 'documented',
} as const;

const location = { locationId: '3r4s3-1' };
const account = { ...location };

const orderSample = {
	id: '5dpm9',
	location_id: '3r4s3-1',
	status: 'new',
	service_type: 'delivery',
	expected_time: '2021-06-24T19:07:52+02:00',
	total: '18.90 EUR',
	items: [
		{
			id: 'w6nd4',
			product_name: 'Carbonara',
			price: '11.90 EUR',
			quantity: '1.0',
			options: [],
		},
		{ id: 'w6nd5', product_name: 'Tiramisu', price: '7.00 EUR', quantity: '1.0', options: [] },
	],
	payments: [{ type: 'online', amount: '18.90 EUR' }],
	customer: { id: 'wbq93', first_name: 'A.', last_name: 'Guest' },
};

const customerSample = {
	id: 'wbq93',
	customer_list_id: 'x83m7',
	first_name: 'A.',
	last_name: 'Guest',
	email: 'guest@example.com',
	phone: '+33600000000',
};

const at = '2021-06-24T17:07:53+02:00';

export const events: readonly EventDeclaration[] = [
	{
		...order,
		name: 'order.create',
		displayName: 'Order Created',
		description: 'An order comes in, from a till, an app or a delivery service',
		action: 'created',
		summary:
			'New order[ {common.reference}][: {common.lines}][, total {common.amount}][, {common.guest}]',
		sample: { id: 'ks8f6', occurredAt: at, account, resourceId: '5dpm9', data: orderSample },
	},
	{
		...order,
		name: 'order.update',
		displayName: 'Order Updated',
		description: 'An order changes, for example its status',
		action: 'updated',
		summary: 'Order[ {common.reference}] updated[, now {common.status}]',
		sample: {
			id: 'ks8f7',
			occurredAt: at,
			account,
			resourceId: '5dpm9',
			data: { ...orderSample, status: 'accepted' },
		},
	},
	{
		...other,
		name: 'delivery.create',
		displayName: 'Delivery Created',
		description: 'The delivery of an order is planned',
		resourceType: 'delivery',
		action: 'created',
		summary: 'New delivery[ {new_state.id|delivery_id}][, {new_state.status}]',
		sample: {
			id: 'ks8f8',
			occurredAt: at,
			account,
			resourceId: 'd4f7k',
			data: { id: 'd4f7k', status: 'pending' },
		},
	},
	{
		...other,
		name: 'delivery.update',
		displayName: 'Delivery Updated',
		description: 'The delivery of an order changes, for example its status',
		resourceType: 'delivery',
		action: 'updated',
		summary: 'Delivery[ {new_state.id|delivery_id}] updated[, now {new_state.status}]',
		sample: {
			id: 'ks8f9',
			occurredAt: at,
			account,
			resourceId: 'd4f7k',
			data: { id: 'd4f7k', status: 'in_delivery' },
		},
	},
	{
		...customer,
		name: 'customer.create',
		displayName: 'Customer Created',
		description: 'A customer is added to a list',
		action: 'created',
		summary: 'New customer[ {common.guest|customer_id}]',
		sample: {
			id: 'ks8g1',
			occurredAt: at,
			account: { customerListId: 'x83m7' },
			resourceId: 'wbq93',
			data: customerSample,
		},
	},
	{
		...customer,
		name: 'customer.update',
		displayName: 'Customer Updated',
		description: 'The data of a customer change',
		action: 'updated',
		summary: 'Customer[ {common.guest|customer_id}] updated',
		sample: {
			id: 'ks8g2',
			occurredAt: at,
			account: { customerListId: 'x83m7' },
			resourceId: 'wbq93',
			data: { ...customerSample, phone: '+33600000001' },
		},
	},
	{
		...other,
		name: 'location.update',
		displayName: 'Location Updated',
		description: 'The settings of a location change, for example its opening hours',
		resourceType: 'location',
		action: 'updated',
		summary: 'Location[ {new_state.name|location_id}] updated',
		sample: {
			id: 'ks8g3',
			occurredAt: at,
			account,
			resourceId: '3r4s3-1',
			data: { id: '3r4s3-1', name: 'Paris' },
		},
	},
	...(['create', 'update', 'delete'] as const).map(
		(type): EventDeclaration => ({
			...other,
			name: `catalog.${type}`,
			displayName: {
				create: 'Catalog Created',
				update: 'Catalog Updated',
				delete: 'Catalog Deleted',
			}[type],
			description: {
				create: 'A catalog is added',
				update: 'A catalog changes, for example its products or prices',
				delete: 'A catalog is removed',
			}[type],
			resourceType: 'catalog',
			action: `${type}d`,
			summary: `Catalog[ {catalog_id}] ${type}d`,
			sample: {
				id: `ks8h-${type}`,
				occurredAt: at,
				account: { catalogId: '87yu4' },
				resourceId: '87yu4',
				data: {},
			},
		}),
	),
	{
		...other,
		name: 'inventory.patch',
		displayName: 'Inventory Changed',
		description: 'The stock of some products or options changes',
		resourceType: 'inventory',
		action: 'changed',
		summary: 'Stock changed[ at {location_id}]',
		sample: {
			id: 'ks8h4',
			occurredAt: at,
			account: { ...location, catalogId: '87yu4' },
			resourceId: '87yu4',
			data: { entries: [{ sku_ref: 'CARBONARA', stock: '3' }] },
		},
	},
	{
		...other,
		name: 'inventory.update',
		displayName: 'Inventory Updated',
		description: 'The whole stock of a location is set anew',
		resourceType: 'inventory',
		action: 'updated',
		summary: 'Stock updated[ at {location_id}]',
		sample: {
			id: 'ks8h5',
			occurredAt: at,
			account: { ...location, catalogId: '87yu4' },
			resourceId: '87yu4',
			data: {},
		},
	},
];
