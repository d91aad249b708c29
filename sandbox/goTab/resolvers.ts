import { GraphQLError } from 'graphql';

import { findLocation, type Location, locations } from './locations';
import { CATEGORIES, type Product, PRODUCTS } from './products';
import { type ListArguments, selectList, selectPage } from './selection';
import { itemsOf, orders, type Tab, tabs } from './tabs';

type Archived = ListArguments & { includeArchived?: 'NO' | 'YES' | 'EXCLUSIVELY' };

/** What the top-level fields of the schema answer. */
export const rootValue = {
	locationsList: (asked: ListArguments) => selectList(locations(), asked).map(showLocation),
	location: ({ locationUuid }: { locationUuid: string }) => {
		const found = findLocation(locationUuid);
		if (found === 'notGranted') {
			// Inferred: how the platform words this inside an answer of status 200.
			throw new GraphQLError('This location has not granted access', {
				extensions: { code: 'FORBIDDEN' },
			});
		}
		return found && showLocation(found);
	},
	order: ({ orderId }: { orderId: unknown }) =>
		orders.find((order) => order.orderId === String(orderId)) ?? null,
	orderByOrderUuid: ({ orderUuid }: { orderUuid: string }) =>
		orders.find((order) => order.orderUuid === orderUuid) ?? null,
	tabsList: (asked: ListArguments) => selectList(tabs, asked).map(showTab),
	productsList: (asked: ListArguments) => selectList(current(PRODUCTS), asked),
};

function showLocation(location: Location) {
	const isHere = ({ locationId }: { locationId: string }) => locationId === location.locationId;
	const ownTabs = tabs.filter(isHere);
	const ownProducts = PRODUCTS.filter(isHere);
	return {
		...location,
		ordersList: (asked: ListArguments) => {
			// Clients report that the real one runs out of time on all orders of a location.
			if (!asked.condition) throw new GraphQLError('The query took too long');
			return selectList(orders.filter(isHere), asked);
		},
		tabs: (asked: ListArguments) => {
			const { nodes, ...page } = selectPage(ownTabs, asked);
			return { ...page, nodes: nodes.map(showTab) };
		},
		tabsList: (asked: ListArguments) => selectList(ownTabs, asked).map(showTab),
		productsList: (asked: Archived) => {
			const { includeArchived } = asked;
			const archived = ownProducts.filter(({ isArchived }) => isArchived);
			if (includeArchived === 'EXCLUSIVELY') return selectList(archived, asked);
			return selectList(includeArchived === 'YES' ? ownProducts : current(ownProducts), asked);
		},
		categoriesList: () => (ownProducts.length > 0 ? [...CATEGORIES] : []),
	};
}

function showTab(tab: Tab) {
	const payment = {
		name: 'Ada Brandt',
		last4: '4242',
		paymentType: 'CREDIT',
		paymentSource: 'STRIPE',
		status: 'SUCCESS',
		amount: tab.total,
		tipAmount: 0,
		subtotal: tab.subtotal,
		tax: tab.tax,
		autograt: 0,
		comp: 0,
	};
	return {
		...tab,
		ordersList: orders.filter(({ tabId }) => tabId === tab.tabId),
		itemsList: (asked: ListArguments) => selectList(itemsOf(tab.index), asked),
		paymentsList: (asked: ListArguments) => selectList(tab.closed === null ? [] : [payment], asked),
	};
}

function current(products: readonly Product[]): Product[] {
	return products.filter(({ isArchived }) => !isArchived);
}
