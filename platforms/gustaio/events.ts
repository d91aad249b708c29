import { object } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';

/** Where the name may stand: the key is shown in the dashboard only, not in public documents. */
export const NAME_KEYS = ['event', 'type', 'eventType', 'event_type'] as const;

/** No public document shows a payload, so none can be wrong. */
const anyDelivery = () => object();

const LABEL = '{data.name|data.title|data.id|name|title}';
const ORDER_LABEL = '{data.number|data.orderNumber|data.order.number|data.order.id|data.id}';
/** Bookings of experiences arrive as orders that hold `experienceDetails`, somewhere. */
const BOOKED_EXPERIENCE = [
	'experienceDetails',
	'data.experienceDetails',
	'data.order.experienceDetails',
]
	.flatMap((path) => [`${path}.name`, `${path}.title`])
	.join('|');

/** Which fields an order has is shown in the dashboard only; these are the usual names. */
const order: CommonMap = {
	amount: {
		value: '{data.total|data.order.total|total}',
		currency: '{data.currency|data.order.currency|currency}',
		unit: 'unknown',
	},
	status: '{data.status|data.order.status|status}',
	reference: '{data.number|data.orderNumber|data.order.number}',
};

export const events: readonly EventDeclaration[] = [
	{
		name: 'order.create',
		displayName: 'Order Created',
		description: 'A guest places an order or books an experience',
		resourceType: 'order',
		action: 'created',
		summary: `New order[ ${ORDER_LABEL}][, experience {${BOOKED_EXPERIENCE}}]`,
		common: order,
		schema: anyDelivery,
		sample: { data: { id: 'order_123', status: 'new' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.update',
		displayName: 'Order Updated',
		description: 'An order changes, for example its status or payment',
		resourceType: 'order',
		action: 'updated',
		summary: `Order[ ${ORDER_LABEL}] updated[, now {common.status}]`,
		common: order,
		schema: anyDelivery,
		sample: { data: { id: 'order_123', status: 'accepted' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'experience.create',
		displayName: 'Experience Created',
		description: 'An experience is added to the offer',
		resourceType: 'experience',
		action: 'created',
		summary: `New experience[ ${LABEL}]`,
		schema: anyDelivery,
		sample: { data: { id: 'experience_123', name: 'Wine Tasting' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'experience.update',
		displayName: 'Experience Updated',
		description: 'The details of an experience change',
		resourceType: 'experience',
		action: 'updated',
		summary: `Experience[ ${LABEL}] updated`,
		schema: anyDelivery,
		sample: { data: { id: 'experience_123', name: 'Wine Tasting' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'experience.delete',
		displayName: 'Experience Deleted',
		description: 'An experience is taken off the offer',
		resourceType: 'experience',
		action: 'deleted',
		summary: `Experience[ ${LABEL}] deleted`,
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
		summary: `New menu item[ ${LABEL}]`,
		schema: anyDelivery,
		sample: { data: { id: 'menu_item_123', name: 'Tomato Soup' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu_item.update',
		displayName: 'Menu Item Updated',
		description: 'An item on the menu changes, for example its price or availability',
		resourceType: 'menu_item',
		action: 'updated',
		summary: `Menu item[ ${LABEL}] updated`,
		schema: anyDelivery,
		sample: { data: { id: 'menu_item_123', name: 'Tomato Soup' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu_item.delete',
		displayName: 'Menu Item Deleted',
		description: 'An item is taken off the menu',
		resourceType: 'menu_item',
		action: 'deleted',
		summary: `Menu item[ ${LABEL}] deleted`,
		schema: anyDelivery,
		sample: { data: { id: 'menu_item_123' } },
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
];
