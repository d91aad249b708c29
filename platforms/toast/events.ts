import {
	amount,
	flag,
	identifier,
	listOf,
	moment,
	optionalObject,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

const order = () =>
	delivery({
		restaurantGuid: identifier(),
		order: optionalObject({
			guid: identifier(),
			source: text(),
			businessDate: amount(),
			openedDate: moment(),
			numberOfGuests: amount(),
			approvalStatus: text(),
			voided: flag(),
			deleted: flag(),
			checks: listOf(
				optionalObject({
					guid: identifier(),
					displayNumber: text(),
					paymentStatus: text(),
					amount: amount(),
					taxAmount: amount(),
					totalAmount: amount(),
				}),
			),
		}),
	});

/** Dollars with decimals; a party may pay in several checks. */
const ofOrder: CommonMap = {
	amount: { value: '{totalAmount}', sumAt: 'details.order.checks', unit: 'major' },
	partySize: '{details.order.numberOfGuests}',
	status: '{details.order.approvalStatus}',
	channel: '{details.order.source}',
	reference: '{details.order.displayNumber|details.order.checks[0].displayNumber}',
	lines: {
		at: 'details.order.checks',
		eachAt: 'selections',
		name: '{displayName}',
		quantity: '{quantity}',
	},
};

const ORDER_GUID = 'f6d9b8a2-3f7c-4d55-8a55-52d1f0b4c7aa';
const orderSample = sampleOf(
	{
		order: {
			guid: ORDER_GUID,
			source: 'In Store',
			businessDate: 20240401,
			openedDate: '2024-04-01T15:09:30.223+0000',
			numberOfGuests: 1,
			approvalStatus: 'APPROVED',
			voided: false,
			deleted: false,
			checks: [
				{
					guid: 'cd39c4f5-0d1e-4e0b-9c7f-1f5b3a5c9f21',
					displayNumber: '2',
					paymentStatus: 'OPEN',
					amount: 9.0,
					taxAmount: 0.5,
					totalAmount: 9.5,
					selections: [],
					payments: [],
					customer: null,
				},
			],
		},
	},
	ORDER_GUID,
);

const ORDER = '[ {common.reference}]';
const OF_ORDER = '[, {common.amount}][, party of {common.partySize}][: {common.lines}]';

const stock = () =>
	delivery({
		restaurantGuid: identifier(),
		itemGuid: identifier(),
		multiLocationId: identifier(),
		status: text(),
		quantity: amount(),
		versionId: identifier(),
	});
const ITEM_GUID = '8f1c2f7a-9b1f-4e2f-8f30-2c8a54f4b6de';
const stockSample = (status: string, quantity?: number) =>
	sampleOf(
		{
			itemGuid: ITEM_GUID,
			multiLocationId: '200000000012345678',
			status,
			...(quantity !== undefined && { quantity }),
			versionId: 'a3d1f6c2-0f24-4f6c-b7de-5a1f0f0d2c33',
		},
		ITEM_GUID,
	);

const availability = () =>
	delivery({ restaurantGuid: identifier(), status: text(), reasonKey: text(), reason: text() });

const DOCUMENTED = { evidence: 'documented', payloadEvidence: 'documented' } as const;
const NAME_ONLY = {
	evidence: 'documented',
	payloadEvidence: 'inferred',
	schema: () => delivery(),
} as const;

export const events: readonly EventDeclaration[] = [
	{
		name: 'order_updated',
		displayName: 'Order Updated',
		description: 'An order is new or changes in any way; it comes whole, without the guest',
		resourceType: 'order',
		action: 'updated',
		summary: `Order${ORDER} updated${OF_ORDER}`,
		common: ofOrder,
		schema: order,
		sample: orderSample,
		...DOCUMENTED,
	},
	{
		name: 'channel_order_updated',
		displayName: 'Channel Order Updated',
		description: 'An order of your own ordering channel is new or changes',
		resourceType: 'order',
		action: 'channel_updated',
		summary: `Channel order${ORDER} updated${OF_ORDER}`,
		common: ofOrder,
		schema: order,
		sample: orderSample,
		...DOCUMENTED,
	},
	{
		name: 'out_of_stock',
		displayName: 'Item Out of Stock',
		description: 'An item on the menu is used up',
		resourceType: 'menu_item',
		action: 'out_of_stock',
		summary: 'Item[ {details.itemGuid}] out of stock',
		common: { status: '{details.status}' },
		schema: stock,
		sample: stockSample('OUT_OF_STOCK'),
		...DOCUMENTED,
	},
	{
		name: 'low_quantity',
		displayName: 'Item Low in Stock',
		description: 'Five or fewer of an item are left',
		resourceType: 'menu_item',
		action: 'low_stock',
		summary: 'Item[ {details.itemGuid}] low in stock[, {details.quantity} left]',
		common: { status: '{details.status}' },
		schema: stock,
		sample: stockSample('QUANTITY', 4),
		...DOCUMENTED,
	},
	{
		name: 'in_stock',
		displayName: 'Item in Stock',
		description: 'An item can be ordered again',
		resourceType: 'menu_item',
		action: 'in_stock',
		summary: 'Item[ {details.itemGuid}] in stock again',
		common: { status: '{details.status}' },
		schema: stock,
		sample: stockSample('IN_STOCK'),
		...DOCUMENTED,
	},
	{
		name: 'menus_updated',
		displayName: 'Menus Updated',
		description: 'A restaurant publishes changes of its menus; fetch them to see which',
		resourceType: 'menu',
		action: 'updated',
		summary: 'Menus[ of {details.restaurantGuid}] updated',
		schema: () => delivery({ restaurantGuid: identifier(), publishedDate: moment() }),
		sample: sampleOf({ publishedDate: '2024-03-28T15:10:58.321+0000' }),
		...DOCUMENTED,
	},
	{
		name: 'availability_online',
		displayName: 'Restaurant Online',
		description: 'A restaurant takes online orders again',
		resourceType: 'restaurant',
		action: 'online',
		summary: 'Restaurant[ {details.restaurantGuid}] takes online orders',
		common: { status: '{details.status}' },
		schema: availability,
		sample: sampleOf({ status: 'ONLINE' }),
		...DOCUMENTED,
	},
	{
		name: 'availability_offline',
		displayName: 'Restaurant Offline',
		description: 'A restaurant takes no online orders for now',
		resourceType: 'restaurant',
		action: 'offline',
		summary: 'Restaurant[ {details.restaurantGuid}] takes no online orders[: {details.reason}]',
		common: { status: '{details.status}' },
		schema: availability,
		sample: sampleOf({ status: 'OFFLINE', reasonKey: 'SNOOZED', reason: 'Snoozed by the staff' }),
		...DOCUMENTED,
	},
	{
		name: 'ordering_schedule_updated',
		displayName: 'Ordering Schedule Updated',
		description: 'The times at which a restaurant takes online orders change',
		resourceType: 'ordering_schedule',
		action: 'updated',
		summary: 'Ordering schedule[ of {details.restaurantGuid}] updated',
		schema: () => delivery({ restaurantGuid: identifier(), orderingSchedule: optionalObject() }),
		sample: sampleOf({ orderingSchedule: { servicePeriods: [] } }),
		...DOCUMENTED,
	},
	{
		name: 'guest_order_status',
		displayName: 'Guest Order Status',
		description: 'The kitchen moves an order on; sent to the ordering channel that it came from',
		resourceType: 'order',
		action: 'status_changed',
		summary: 'Order moved on in the kitchen[ of {details.restaurantGuid}]',
		sample: sampleOf(),
		...NAME_ONLY,
	},
	{
		name: 'packaging_updated',
		displayName: 'Packaging Updated',
		description: 'A restaurant changes what guests can choose about packaging',
		resourceType: 'packaging',
		action: 'updated',
		summary: 'Packaging choices[ of {details.restaurantGuid}] updated',
		sample: sampleOf(),
		...NAME_ONLY,
	},
	...(
		[
			['added', 'Added', 'A restaurant connects your integration'],
			['updated', 'Updated', 'The connection of a restaurant to your integration changes'],
			['removed', 'Removed', 'A restaurant disconnects your integration'],
		] as const
	).map(
		([action, title, description]): EventDeclaration => ({
			name: `partner_${action}`,
			displayName: `Partner ${title}`,
			description,
			resourceType: 'partner',
			action,
			summary: `Partner ${action}[ for {details.restaurantGuid}]`,
			sample: { ...sampleOf(), account: {}, data: {} },
			...NAME_ONLY,
		}),
	),
];
