import { object } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';

/** Where the name may stand: the key is shown in the dashboard only, not in public documents. */
export const NAME_KEYS = ['event', 'type', 'eventType', 'event_type'] as const;

/** No public document shows a payload, so none can be wrong. */
const anyDelivery = () => object();

/** The same fields in every place where the record may stand. */
const anywhere = (places: readonly string[], fields: readonly string[]) =>
	places.flatMap((place) => fields.map((field) => (place ? `${place}.${field}` : field))).join('|');

const named = (resource: string) =>
	`{${anywhere(['data', `data.${resource}`, resource, ''], ['name', 'title'])}|data.id|data.${resource}.id}`;
const EXPERIENCE = named('experience');
const MENU_ITEM = named('menuItem');

const ORDERS = ['data', 'data.order', 'order', ''];
const inOrder = (...fields: string[]) => `{${anywhere(ORDERS, fields)}}`;
const ORDER_LABEL = `{${anywhere(ORDERS, ['number', 'orderNumber'])}|data.order.id|data.id|order.id}`;
/**
 * Bookings of experiences arrive as orders that hold `experienceDetails`, somewhere. Of what it is
 * and holds nothing is public: an object or a list, with the usual names.
 */
const BOOKED = anywhere(
	ORDERS.flatMap((place) => {
		const at = place ? `${place}.experienceDetails` : 'experienceDetails';
		return [at, `${at}.0`];
	}),
	['name', 'title', 'experienceName', 'experience.name', 'experience.title', 'id', 'experienceId'],
);

/** Which fields an order has is shown in the dashboard only; these are the usual names. */
const order: CommonMap = {
	amount: {
		value: inOrder('total', 'totalAmount', 'amount'),
		currency: inOrder('currency'),
		unit: 'unknown',
	},
	status: inOrder('status'),
	reference: inOrder('number', 'orderNumber'),
};
const menuItem: CommonMap = {
	amount: {
		value: `{${anywhere(['data', 'data.menuItem', 'menuItem', ''], ['price'])}}`,
		currency: `{${anywhere(['data', 'data.menuItem', 'menuItem', ''], ['currency'])}}`,
		unit: 'unknown',
	},
};

export const events: readonly EventDeclaration[] = [
	{
		name: 'order.create',
		displayName: 'Order Created',
		description: 'A guest places an order or books an experience',
		resourceType: 'order',
		action: 'created',
		summary: `New order[ ${ORDER_LABEL}][, experience {${BOOKED}}]`,
		common: order,
		schema: anyDelivery,
		sample: {
			data: {
				id: 'order_123',
				status: 'new',
				total: 98,
				currency: 'EUR',
				experienceDetails: { id: 'experience_123', name: 'Wine Tasting', guests: 2 },
			},
		},
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.update',
		displayName: 'Order Updated',
		description: 'An order changes, for example its status or payment',
		resourceType: 'order',
		action: 'updated',
		summary: `Order[ ${ORDER_LABEL}] updated[, now {common.status}][, experience {${BOOKED}}]`,
		common: order,
		schema: anyDelivery,
		// An order of food, in contrast to the booking above.
		sample: { data: { id: 'order_124', status: 'accepted', total: 42.5, currency: 'EUR' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'experience.create',
		displayName: 'Experience Created',
		description: 'An experience is added to the offer',
		resourceType: 'experience',
		action: 'created',
		summary: `New experience[ ${EXPERIENCE}]`,
		schema: anyDelivery,
		sample: { data: { id: 'experience_123', name: 'Wine Tasting', price: 49 } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'experience.update',
		displayName: 'Experience Updated',
		description: 'The details of an experience change',
		resourceType: 'experience',
		action: 'updated',
		summary: `Experience[ ${EXPERIENCE}] updated`,
		schema: anyDelivery,
		sample: { data: { id: 'experience_123', name: 'Wine Tasting', price: 49 } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'experience.delete',
		displayName: 'Experience Deleted',
		description: 'An experience is taken off the offer',
		resourceType: 'experience',
		action: 'deleted',
		summary: `Experience[ ${EXPERIENCE}] deleted`,
		schema: anyDelivery,
		sample: { data: { id: 'experience_123' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu_item.create',
		displayName: 'Menu Item Created',
		description: 'An item is added to the menu',
		resourceType: 'menu_item',
		action: 'created',
		summary: `New menu item[ ${MENU_ITEM}]`,
		common: menuItem,
		schema: anyDelivery,
		sample: { data: { id: 'menu_item_123', name: 'Tomato Soup', price: 6.5 } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu_item.update',
		displayName: 'Menu Item Updated',
		description: 'An item on the menu changes, for example its price or availability',
		resourceType: 'menu_item',
		action: 'updated',
		summary: `Menu item[ ${MENU_ITEM}] updated`,
		common: menuItem,
		schema: anyDelivery,
		sample: {
			data: { id: 'menu_item_123', name: 'Tomato Soup', price: 6.9, available: true },
		},
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu_item.delete',
		displayName: 'Menu Item Deleted',
		description: 'An item is taken off the menu',
		resourceType: 'menu_item',
		action: 'deleted',
		summary: `Menu item[ ${MENU_ITEM}] deleted`,
		schema: anyDelivery,
		sample: { data: { id: 'menu_item_123' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
];
