import {
	amount,
	flag,
	identifier,
	listOf,
	moment,
	object,
	optionalObject,
	requiredIdentifier,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration, EventSample } from '../../lib/platform';

/** The number that an order has which is posted once more because it is called off. */
export const CANCEL = 100;

const STATUSES: Readonly<Record<string, string>> = {
	10: 'new',
	20: 'accepted',
	35: 'denied',
	40: 'printed',
	50: 'preparing',
	60: 'prepared',
	70: 'ready_for_pickup',
	80: 'in_delivery',
	90: 'finalized',
	95: 'auto_finalized',
	[CANCEL]: 'cancel',
	110: 'cancelled',
	120: 'failed',
	124: 'parse_failed',
};

/** Of a courier, whose numbers are others. */
const COURIER_STATUSES: Readonly<Record<string, string>> = {
	83: 'en_route_to_pickup',
	85: 'arrived_at_pickup',
	87: 'en_route_to_dropoff',
	89: 'arrived_at_dropoff',
	90: 'delivered',
};

const ORDER_TYPES: Readonly<Record<string, string>> = {
	1: 'pickup',
	2: 'delivery',
	3: 'eat_in',
	4: 'curbside',
};

const wholeOrder = () =>
	object({
		_created: moment(),
		_updated: moment(),
		_id: requiredIdentifier(),
		account: identifier(),
		location: identifier(),
		channelLink: identifier(),
		channelOrderId: identifier(),
		channelOrderDisplayId: identifier(),
		orderType: amount(),
		status: amount(),
		pickupTime: moment(),
		deliveryTime: moment(),
		deliveryIsAsap: flag(),
		customer: optionalObject({
			name: text(),
			phoneNumber: identifier(),
			email: text(),
			note: text(),
		}),
		note: text(),
		items: listOf(
			object({
				plu: identifier(),
				name: text(),
				price: amount(),
				quantity: amount(),
				remark: text(),
			}),
		),
		payment: optionalObject({ amount: amount(), type: amount() }),
		taxTotal: amount(),
		tip: amount(),
		discountTotal: amount(),
		decimalDigits: amount(),
	});

const statusUpdate = () =>
	object({
		orderId: requiredIdentifier(),
		status: amount(),
		timeStamp: moment(),
		reason: text(),
		channelOrderId: identifier(),
		location: identifier(),
		isIgnoredPOSStatus: flag(),
	});

const courierUpdate = () =>
	object({
		received: moment(),
		orderId: requiredIdentifier(),
		courier: optionalObject({
			firstName: text(),
			lastName: text(),
			phoneNumber: identifier(),
			deliveryBy: text(),
			status: amount(),
		}),
		pickupTime: moment(),
		deliveryTime: moment(),
		location: identifier(),
	});

const ordered: CommonMap = {
	// What is paid has as many decimals as the order says; its currency stands nowhere.
	amount: { value: '{payment.amount}', unit: 'unknown', decimals: '{decimalDigits}' },
	startsAt: '{pickupTime|deliveryTime}',
	guest: { name: '{customer.name}', email: '{customer.email}', phone: '{customer.phoneNumber}' },
	status: { value: '{status}', words: STATUSES },
	channel: { value: '{orderType}', words: ORDER_TYPES },
	reference: '{channelOrderDisplayId|channelOrderId}',
	lines: { at: 'items', name: '{name}', quantity: '{quantity}' },
};

const account = {
	accountId: '61a5f2c0d1e2f3a4b5c6d7a1',
	locationId: '61a5f2c0d1e2f3a4b5c6d7b4',
};
const channelLinkId = '61a5f2c0d1e2f3a4b5c6d7c3';
const ORDER_ID = '62b7c3d4e5f60718293a4b7c';
const OCCURRED_AT = '2026-03-12T11:36:46.000Z';

const sampleOf = (
	data: Record<string, unknown>,
	resourceId: string,
	whose: EventSample['account'],
): EventSample => ({ data, resourceId, occurredAt: OCCURRED_AT, account: whose });

const order = {
	channelOrderId: 'TEST20264206',
	channelOrderDisplayId: 'T4206',
	orderType: 2,
	status: 20,
	deliveryTime: '2026-03-12T12:15:00.000000Z',
	deliveryIsAsap: true,
	customer: { name: 'A. Guest', phoneNumber: '+320000000', email: 'guest@example.com', note: '' },
	note: 'Ring twice',
	items: [
		{ plu: 'P-BURG-1', name: 'Classic Burger', price: 1250, quantity: 2, remark: '', subItems: [] },
		{ plu: 'P-FRIE-1', name: 'Fries', price: 400, quantity: 1, remark: 'no salt', subItems: [] },
	],
	payment: { amount: 2900, type: 0 },
	decimalDigits: 2,
	testOrder: false,
};

const NUMBER = '[ #{common.reference}]';
const GUEST = '[, {common.guest}]';

export const events: readonly EventDeclaration[] = [
	{
		name: 'order.created',
		displayName: 'Order Created',
		description: 'An order comes in from a channel',
		resourceType: 'order',
		action: 'created',
		summary: `New order${NUMBER}[ for {common.channel}]${GUEST}[: {common.lines}][, total {common.amount}][, {common.when}]`,
		common: ordered,
		schema: wholeOrder,
		sample: sampleOf(order, ORDER_ID, { ...account, channelLinkId }),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'order.cancelled',
		displayName: 'Order Cancelled',
		description: 'An order is posted once more because it is to be called off',
		resourceType: 'order',
		action: 'cancelled',
		summary: `Order${NUMBER} cancelled${GUEST}[: {common.lines}]`,
		common: ordered,
		schema: wholeOrder,
		sample: sampleOf({ ...order, status: CANCEL }, ORDER_ID, { ...account, channelLinkId }),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'order.status_updated',
		displayName: 'Order Status Updated',
		description: 'An order moves to another status, for example accepted or prepared',
		resourceType: 'order',
		action: 'status_updated',
		summary: 'Order[ {common.reference|orderId}][ is now {common.status}][: {reason}]',
		common: {
			status: { value: '{status}', words: STATUSES },
			reference: '{channelOrderId}',
		},
		schema: statusUpdate,
		sample: sampleOf(
			{ status: 20, reason: '', channelOrderId: 'TEST20264206', isIgnoredPOSStatus: false },
			ORDER_ID,
			{ locationId: account.locationId },
		),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'order.courier_updated',
		displayName: 'Courier Updated',
		description: 'The courier of an order is on the way, has arrived or has delivered it',
		resourceType: 'order',
		action: 'courier_updated',
		summary: 'Courier of order[ {orderId}][: {common.status}]',
		common: {
			startsAt: '{deliveryTime|pickupTime}',
			status: { value: '{courier.status|status}', words: COURIER_STATUSES },
		},
		schema: courierUpdate,
		sample: sampleOf(
			{
				rawDriverUpdate: [],
				updatedOrigin: 2,
				courier: {
					firstName: 'A.',
					lastName: 'Courier',
					phoneNumber: '+320000001',
					deliveryBy: 'restaurant',
					status: 87,
				},
				pickupTime: '2026-03-12T11:40:00.000000Z',
				deliveryTime: '2026-03-12T12:15:00.000000Z',
			},
			ORDER_ID,
			{ locationId: account.locationId },
		),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'store.status_updated',
		displayName: 'Store Status Updated',
		description: 'A store opens or closes on one of its channels',
		resourceType: 'store',
		action: 'status_updated',
		summary: 'Store[ {locationId|location}][ is now {common.status}]',
		common: { status: '{status}' },
		schema: () => object(),
		sample: sampleOf({ status: 'closed' }, account.locationId, { locationId: account.locationId }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
];
