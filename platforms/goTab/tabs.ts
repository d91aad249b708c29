import { amount, flag, identifier, listOf, moment, text } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { APPLICATION_ID, delivery, sampleOf } from './delivery';

const item = () =>
	delivery({
		orderId: identifier(),
		productId: identifier(),
		name: text(),
		productName: text(),
		categoryName: text(),
		quantity: amount(),
		price: amount(),
		tags: listOf(text()),
		tabId: identifier(),
		tabUuid: identifier(),
	});
const itemSample = sampleOf(undefined, {
	orderId: 5551,
	productId: 881,
	name: 'Pale Ale',
	productName: 'Pale Ale',
	categoryName: 'Beer',
	quantity: 2,
	price: 700,
	tags: [],
	tabId: 4401,
	tabUuid: 'tab_xxxxxxxxx',
});
/** Whether deliveries count in cents, as the API does, is not documented. */
const order: CommonMap = {
	amount: { value: '{data.total}', unit: 'unknown' },
	reference: '{data.orderName}',
	lines: { at: 'data.itemNames', name: '{name}' },
};
const oneItem: CommonMap = {
	amount: { value: '{data.price}', unit: 'unknown' },
	lines: { at: 'data', name: '{name|productName}', quantity: '{quantity}' },
};
const ITEM = '[: {common.lines}]';

export const tabEvents: readonly EventDeclaration[] = [
	{
		name: 'ORDER_PLACED',
		displayName: 'Order Placed',
		description: 'An order is placed at a location',
		resourceType: 'order',
		action: 'placed',
		summary:
			'New order[ {common.reference}][ at {data.spotName}][ in {data.zoneName}][: {common.lines}]',
		common: order,
		schema: () =>
			delivery({
				created: moment(),
				orderName: text(),
				scheduled: flag(),
				zoneName: text(),
				spotName: text(),
				zoneTags: listOf(text()),
				zoneGroupName: text(),
				total: amount(),
				tabUuid: identifier(),
				itemNames: listOf(text()),
				itemTags: listOf(text()),
				categoryNames: listOf(text()),
			}),
		sample: {
			resourceId: 'ord_xxxxxxxxx',
			occurredAt: '2023-01-01T00:00:00.000Z',
			account: { applicationId: APPLICATION_ID },
			data: {
				itemNames: ['Pale Ale', 'Soft Pretzel'],
				itemTags: ['beer', 'snack'],
				spotName: 'Table 12',
				total: 1850,
				zoneName: 'Patio',
			},
		},
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'OPEN_TAB',
		displayName: 'Tab Opened',
		description: 'A guest or server opens a tab',
		resourceType: 'tab',
		action: 'opened',
		summary:
			'Tab[ {common.reference|targetUuid}] opened[ at {locationName}][, party of {common.partySize}]',
		schema: () => delivery(),
		sample: sampleOf('tab_xxxxxxxxx'),
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
	{
		name: 'CLOSE_TAB',
		displayName: 'Tab Closed',
		description: 'A tab is settled and closed',
		resourceType: 'tab',
		action: 'closed',
		summary:
			'Tab[ {common.reference|targetUuid}] closed[ at {locationName}][, total {common.amount}]',
		schema: () => delivery(),
		sample: sampleOf('tab_xxxxxxxxx'),
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
	{
		name: 'ITEM_ADDED',
		displayName: 'Item Added',
		description: 'An item is added to a tab',
		resourceType: 'item',
		action: 'added',
		summary: `Item added${ITEM}`,
		common: oneItem,
		schema: item,
		sample: itemSample,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'ITEM_REMOVED',
		displayName: 'Item Removed',
		description: 'An item is taken off a tab',
		resourceType: 'item',
		action: 'removed',
		summary: `Item removed${ITEM}`,
		common: oneItem,
		schema: () => delivery(),
		sample: itemSample,
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
	{
		name: 'ITEM_VOIDED',
		displayName: 'Item Voided',
		description: 'An item on a tab is voided',
		resourceType: 'item',
		action: 'voided',
		summary: `Item voided${ITEM}`,
		common: oneItem,
		schema: () => delivery(),
		sample: itemSample,
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
	{
		name: 'ITEM_COMPED',
		displayName: 'Item Comped',
		description: 'An item on a tab is given for free',
		resourceType: 'item',
		action: 'comped',
		summary: `Item comped${ITEM}`,
		common: oneItem,
		schema: () => delivery(),
		sample: itemSample,
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
];
