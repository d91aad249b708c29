/**
 * The payloads that the platforms' own documentation prints, as it prints them. Where it elides a
 * part (`data` of an order placed), the fields are those of the table beside it.
 */
export const documented = {
	olympusCloudStandard: `{
  "id": "evt_abc123",
  "type": "order.created",
  "api_version": "2026-01-01",
  "created_at": "2026-01-18T10:30:00Z",
  "tenant_id": "tenant_xyz",
  "location_id": "loc_789",
  "data": {
    "id": "order_456",
    "number": "1042",
    "order_type": "dine_in",
    "status": "open",
    "items": [
      {
        "id": "li_001",
        "menu_item_id": "item_burger",
        "name": "Classic Burger",
        "quantity": 2,
        "unit_price": 14.99,
        "total": 29.98
      }
    ],
    "subtotal": 29.98,
    "tax": 2.55,
    "total": 32.53,
    "created_at": "2026-01-18T10:30:00Z"
  }
}`,
	/** Printed with `"items": [...]`. */
	olympusCloudOrderCreated: `{
  "type": "order.created",
  "data": {
    "id": "order_456",
    "number": "1042",
    "order_type": "dine_in",
    "table": "Table 7",
    "server": { "id": "user_123", "name": "Jane Smith" },
    "items": [],
    "subtotal": 45.99,
    "tax": 3.91,
    "total": 49.90
  }
}`,
	olympusCloudPaymentProcessed: `{
  "type": "payment.processed",
  "data": {
    "id": "pay_789",
    "order_id": "order_456",
    "method": "card",
    "amount": 49.90,
    "tip": 10.00,
    "total": 59.90,
    "card": { "brand": "visa", "last4": "4242" },
    "transaction_id": "ch_abc123"
  }
}`,
	olympusCloudLowStock: `{
  "type": "inventory.low_stock",
  "data": {
    "id": "inv_123",
    "item_id": "item_chicken",
    "name": "Chicken Breast",
    "current_quantity": 5,
    "unit": "lb",
    "reorder_level": 10,
    "reorder_quantity": 50
  }
}`,
	resmio: `{
  "id": 51918313,
  "facility_id": "the-fish",
  "action": "BOOKING_CREATED"
}`,
	goTab: `{
  "type": "ORDER_PLACED",
  "targetUuid": "ord_xxxxxxxxx",
  "createdAt": "2023-01-01T00:00:00.000Z",
  "data": {
    "itemNames": ["Pale Ale", "Soft Pretzel"],
    "itemTags": ["beer", "snack"],
    "spotName": "Table 12",
    "total": 1850,
    "zoneName": "Patio"
  }
}`,
	roostSync: `{
  "event": "booking.created",
  "timestamp": "2024-03-15T10:30:00Z",
  "data": {
    "booking_id": "bk_12345",
    "guest_name": "Juan dela Cruz",
    "room": {
      "id": "rm_101",
      "name": "Room 101 - Deluxe"
    },
    "check_in": "2024-03-20",
    "check_out": "2024-03-22",
    "nights": 2,
    "total": 6000,
    "source": "direct",
    "status": "confirmed"
  },
  "property_id": "prop_abc123"
}`,
	standardWebhooks: `{
  "type": "example.event",
  "timestamp": "2022-11-03T20:26:10.344522Z",
  "data": {
    "foo": "bar",
    "fizzbuzz": 2
  }
}`,
} as const;

/** Compact JSON with the keys in the same order. */
export const compact = (json: string): string => JSON.stringify(JSON.parse(json));
