import { buildSchema } from 'graphql';

/**
 * The part of the platform's schema that its guides and public clients use. It follows the
 * conventions of PostGraphile: `xList` is an array, `x` a connection, `condition` means equal.
 *
 * Inferred: `tabsList` and `productsList` at the top, and the scalar types.
 *
 * @see https://docs.gotab.io/docs/graph-api-overview
 */
export const schema = buildSchema(`
	scalar BigInt
	scalar Cursor
	scalar Datetime

	type Query {
		locationsList(first: Int, offset: Int): [Location!]
		location(locationUuid: String!): Location
		order(orderId: BigInt!): Order
		orderByOrderUuid(orderUuid: String!): Order
		tabsList(first: Int, offset: Int, condition: TabCondition, filter: TabFilter): [Tab!]
		productsList(first: Int, offset: Int, condition: ProductCondition): [Product!]
	}

	type Location {
		locationId: BigInt!
		locationUuid: String!
		name: String!
		timezone: String
		urlName: String
		available: Boolean
		ordersList(first: Int, offset: Int, condition: OrderCondition): [Order!]!
		tabs(first: Int, after: Cursor, condition: TabCondition, filter: TabFilter): TabsConnection!
		tabsList(first: Int, offset: Int, condition: TabCondition, filter: TabFilter): [Tab!]!
		productsList(
			first: Int, offset: Int, condition: ProductCondition, includeArchived: IncludeArchived = NO
		): [Product!]!
		categoriesList(includeArchived: IncludeArchived = NO): [Category!]!
	}

	enum IncludeArchived { NO YES EXCLUSIVELY }

	type Category { categoryId: BigInt! name: String }

	type Product {
		productId: BigInt! productUuid: String! locationId: BigInt! categoryId: BigInt
		name: String description: String productType: String basePrice: Int
		available: Boolean orderEnabled: Boolean prepTime: Int enableTimestamp: Datetime
	}
	input ProductCondition { productId: BigInt productUuid: String name: String categoryId: BigInt }

	type Order {
		orderId: BigInt! orderUuid: String! tabId: BigInt! status: String name: String
		created: Datetime placed: Datetime scheduled: Datetime sent: Datetime prepared: Datetime
		fulfilled: Datetime statusChanged: Datetime isAsap: Boolean
	}
	input OrderCondition { orderId: BigInt orderUuid: String tabId: BigInt status: String }

	type Tab {
		tabId: BigInt! tabUuid: String! name: String href: String status: String fiscalDay: Int
		numGuests: Int subtotal: Int tax: Int autograt: Int total: Int
		opened: Datetime closed: Datetime server: Server
		ordersList: [Order!]!
		itemsList(filter: ItemFilter): [Item!]!
		paymentsList(condition: PaymentCondition): [Payment!]!
	}
	input TabCondition {
		tabId: BigInt tabUuid: String status: String fiscalDay: Int hasPlacedOrders: Boolean
	}
	input TabFilter { tabUuid: StringFilter status: StringFilter locationId: BigIntFilter fiscalDay: IntFilter }

	type Server { name: String userId: BigInt }
	type Item {
		itemId: BigInt! productId: BigInt name: String sku: String externalInventoryId: String
		quantity: Int quantityInitial: Int subtotal: Int subtotalInitial: Int
		fee: Int discount: Int comped: Int voided: Int options: [ItemOption!]
	}
	type ItemOption { id: BigInt key: String name: String price: Int quantity: Int }
	input ItemFilter { ordered: BooleanFilter }
	type Payment {
		name: String last4: String paymentType: String paymentSource: String
		amount: Int subtotal: Int tax: Int tipAmount: Int autograt: Int comp: Int
	}
	input PaymentCondition { status: String }

	input StringFilter { equalTo: String }
	input BooleanFilter { equalTo: Boolean }
	input BigIntFilter { equalTo: BigInt greaterThan: BigInt greaterThanOrEqualTo: BigInt }
	input IntFilter { equalTo: Int greaterThan: Int greaterThanOrEqualTo: Int }

	type TabsConnection { nodes: [Tab!]! pageInfo: PageInfo! totalCount: Int! }
	type PageInfo {
		startCursor: Cursor endCursor: Cursor hasNextPage: Boolean! hasPreviousPage: Boolean!
	}
`);
