/**
 * The queries that fetch one record by the UUID of a delivery, and the list of locations. The schema
 * is not published as a whole; the fields are those of the guides and of public clients.
 *
 * @see https://docs.gotab.io/docs/getting-tab-data
 */
const ORDER_FIELDS =
	'orderId orderUuid tabId status name created placed scheduled sent prepared fulfilled statusChanged isAsap';

const TAB_FIELDS = `name tabId tabUuid href status numGuests tax subtotal autograt total opened closed
		server { name userId }
		itemsList {
			name itemId productId sku quantity quantityInitial subtotal subtotalInitial fee discount comped voided
			options { name price quantity id key }
		}
		paymentsList { name last4 paymentType paymentSource amount subtotal tax tipAmount autograt comp }`;

const PRODUCT_FIELDS =
	'productId productUuid name categoryId productType basePrice prepTime orderEnabled available enableTimestamp';

export const orderQuery = `query Order($id: String!) {
	orderByOrderUuid(orderUuid: $id) { ${ORDER_FIELDS} }
}`;

export const tabQuery = `query Tab($id: String!) {
	tabsList(condition: { tabUuid: $id }) {
		${TAB_FIELDS}
	}
}`;

export const productQuery = `query Product($id: String!) {
	productsList(condition: { productUuid: $id }) { ${PRODUCT_FIELDS} }
}`;

export const productAtLocationQuery = `query ProductAtLocation($location: String!, $id: String!) {
	location(locationUuid: $location) {
		productsList(condition: { productUuid: $id }) { ${PRODUCT_FIELDS} }
	}
}`;

export const locationQuery = `query Location($id: String!) {
	location(locationUuid: $id) { name locationUuid locationId available timezone urlName }
}`;

export const locationsQuery = 'query Locations { locationsList { name locationUuid } }';
