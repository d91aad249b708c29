import { amount, identifier, text } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

const lowStockNotice = () =>
	delivery({
		id: identifier(),
		item_id: identifier(),
		name: text(),
		current_quantity: amount(),
		unit: text(),
		reorder_level: amount(),
		reorder_quantity: amount(),
	});

const lowStock = {
	id: 'inv_123',
	item_id: 'item_chicken',
	name: 'Chicken Breast',
	current_quantity: 5,
	unit: 'lb',
	reorder_level: 10,
	reorder_quantity: 50,
};
const burger = { id: 'item_burger', name: 'Classic Burger', price: 14.99 };
const price: CommonMap = {
	amount: { value: '{data.price}', currency: '{data.currency}', unit: 'major' },
};
const ITEM = '[: {data.name|data.item_id}]';
const LEFT = '[, {data.current_quantity}][ {data.unit}]';

export const stockEvents: readonly EventDeclaration[] = [
	{
		name: 'inventory.low_stock',
		displayName: 'Inventory Low Stock',
		description: 'The stock of an item falls below its reorder level',
		resourceType: 'inventory_item',
		action: 'low_stock',
		summary: `Low stock${ITEM}${LEFT}`,
		schema: lowStockNotice,
		sample: sampleOf(lowStock, 'evt_inventory_low_stock'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'inventory.out_of_stock',
		displayName: 'Inventory Out of Stock',
		description: 'An item is used up',
		resourceType: 'inventory_item',
		action: 'out_of_stock',
		summary: `Out of stock${ITEM}`,
		schema: () => delivery(),
		sample: sampleOf({ ...lowStock, current_quantity: 0 }, 'evt_inventory_out_of_stock'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'inventory.updated',
		displayName: 'Inventory Updated',
		description: 'The stock of an item changes by hand or by a sale',
		resourceType: 'inventory_item',
		action: 'updated',
		summary: `Stock updated${ITEM}${LEFT}`,
		schema: () => delivery(),
		sample: sampleOf({ ...lowStock, current_quantity: 40 }, 'evt_inventory_updated'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'inventory.low',
		displayName: 'Inventory Low',
		description: 'The stock of an item runs low, in an older version of the API',
		resourceType: 'inventory_item',
		action: 'low_stock',
		summary: `Low stock${ITEM}${LEFT}`,
		schema: () => delivery(),
		sample: sampleOf(lowStock, 'evt_inventory_low'),
		evidence: 'vendor',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu.item_updated',
		displayName: 'Menu Item Updated',
		description: 'An item on the menu is saved with changes',
		resourceType: 'menu_item',
		action: 'updated',
		summary: 'Menu item[ {data.name|data.id}] updated[, price {common.amount}]',
		common: price,
		schema: () => delivery(),
		sample: sampleOf(burger, 'evt_menu_item_updated'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu.item_availability',
		displayName: 'Menu Item Availability Changed',
		description: 'An item on the menu is sold out or back again',
		resourceType: 'menu_item',
		action: 'availability_changed',
		summary: 'Availability of menu item[ {data.name|data.id}] changed',
		common: price,
		schema: () => delivery(),
		sample: sampleOf({ ...burger, available: false }, 'evt_menu_item_availability'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu.price_changed',
		displayName: 'Menu Price Changed',
		description: 'The price of an item on the menu changes',
		resourceType: 'menu_item',
		action: 'price_changed',
		summary: 'Price of menu item[ {data.name|data.id}] changed[ to {common.amount}]',
		common: price,
		schema: () => delivery(),
		sample: sampleOf({ ...burger, price: 15.99 }, 'evt_menu_price_changed'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
];
