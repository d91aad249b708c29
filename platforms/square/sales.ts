import {
	amount,
	identifier,
	listOf,
	moment,
	object,
	optionalObject,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { delivery, money, sampleOf } from './delivery';

const ORDER_ID = 'eA3vssLHKJrv9H0IdJCM3gNqfdcZY';

/** Orders come with little more than their id: the rest is to be fetched. */
const order = (key: string) => () =>
	delivery({
		[key]: optionalObject({
			order_id: identifier(),
			location_id: identifier(),
			state: text(),
			version: amount(),
			created_at: moment(),
			updated_at: moment(),
			fulfillment_update: listOf(
				object({ fulfillment_uid: identifier(), old_state: text(), new_state: text() }),
			),
		}),
	});

const orderSample = (key: string, more: Record<string, unknown>) =>
	sampleOf({
		type: key,
		id: ORDER_ID,
		locationId: 'FPYCBCHYMXFK1',
		object: { [key]: { order_id: ORDER_ID, location_id: 'FPYCBCHYMXFK1', ...more } },
	});

const orderCommon = (key: string): CommonMap => ({ status: `{data.object.${key}.state}` });

const payment = () =>
	delivery({
		payment: optionalObject({
			id: identifier(),
			status: text(),
			source_type: text(),
			order_id: identifier(),
			location_id: identifier(),
			amount_money: money(),
			total_money: money(),
			created_at: moment(),
			updated_at: moment(),
		}),
	});

const paymentSample = (status: string) =>
	sampleOf({
		type: 'payment',
		id: 'hYy9pRFVxpDsO1FB05SunFWUe9JZY',
		locationId: 'S8GWD5R9QB376',
		object: {
			payment: {
				id: 'hYy9pRFVxpDsO1FB05SunFWUe9JZY',
				status,
				source_type: 'CARD',
				order_id: '03O3USaPaAaFnI6kkwB1JxGgBsUZY',
				location_id: 'S8GWD5R9QB376',
				amount_money: { amount: 100, currency: 'USD' },
				total_money: { amount: 100, currency: 'USD' },
			},
		},
	});

const paymentCommon: CommonMap = {
	amount: {
		value: '{data.object.payment.total_money.amount|data.object.payment.amount_money.amount}',
		currency:
			'{data.object.payment.total_money.currency|data.object.payment.amount_money.currency}',
		unit: 'minor',
	},
	status: '{data.object.payment.status}',
	reference: '{data.object.payment.receipt_number}',
};

const refund = () =>
	delivery({
		refund: optionalObject({
			id: identifier(),
			status: text(),
			payment_id: identifier(),
			order_id: identifier(),
			location_id: identifier(),
			amount_money: money(),
			created_at: moment(),
			updated_at: moment(),
		}),
	});

const refundSample = (status: string) =>
	sampleOf({
		type: 'refund',
		id: 'hYy9pRFVxpDsO1FB05SunFWUe9JZY_xVdPK5ZoQhBk',
		locationId: 'S8GWD5R9QB376',
		object: {
			refund: {
				id: 'hYy9pRFVxpDsO1FB05SunFWUe9JZY_xVdPK5ZoQhBk',
				status,
				payment_id: 'hYy9pRFVxpDsO1FB05SunFWUe9JZY',
				location_id: 'S8GWD5R9QB376',
				amount_money: { amount: 100, currency: 'USD' },
			},
		},
	});

const refundCommon: CommonMap = {
	amount: {
		value: '{data.object.refund.amount_money.amount}',
		currency: '{data.object.refund.amount_money.currency}',
		unit: 'minor',
	},
	status: '{data.object.refund.status}',
};

const OF_ORDER =
	'[ {common.reference}][, {common.lines}][, total {common.amount}][, {common.status}]';
const OF_PAYMENT = '[ {common.reference}][, {common.amount}][, {common.status}]';

export const saleEvents: readonly EventDeclaration[] = [
	{
		name: 'order.created',
		displayName: 'Order Created',
		description: 'An order is created through the API or online, not in the point of sale app',
		resourceType: 'order',
		action: 'created',
		summary: `New order${OF_ORDER}`,
		common: orderCommon('order_created'),
		schema: order('order_created'),
		sample: orderSample('order_created', {
			state: 'OPEN',
			version: 1,
			created_at: '2020-04-16T23:14:26.129Z',
		}),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'order.updated',
		displayName: 'Order Updated',
		description: 'An order changes, mostly several times in one sale',
		resourceType: 'order',
		action: 'updated',
		summary: `Order updated${OF_ORDER}`,
		common: orderCommon('order_updated'),
		schema: order('order_updated'),
		sample: orderSample('order_updated', { state: 'OPEN', version: 2 }),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'order.fulfillment.updated',
		displayName: 'Order Fulfillment Updated',
		description: 'The pickup, delivery or shipment of an order moves on',
		resourceType: 'order',
		action: 'fulfillment_updated',
		summary:
			'Order fulfillment updated[: {data.object.order_fulfillment_updated.fulfillment_update.0.new_state}][, {common.reference}]',
		common: orderCommon('order_fulfillment_updated'),
		schema: order('order_fulfillment_updated'),
		sample: orderSample('order_fulfillment_updated', {
			state: 'OPEN',
			version: 6,
			fulfillment_update: [
				{
					fulfillment_uid: 'bBeNL8vR6UY9BRPn7uJBAB',
					old_state: 'PROPOSED',
					new_state: 'RESERVED',
				},
			],
		}),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'payment.created',
		displayName: 'Payment Created',
		description: 'A payment is created',
		resourceType: 'payment',
		action: 'created',
		summary: `New payment${OF_PAYMENT}`,
		common: paymentCommon,
		schema: payment,
		sample: paymentSample('APPROVED'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'payment.updated',
		displayName: 'Payment Updated',
		description: 'A payment changes, such as when it is completed',
		resourceType: 'payment',
		action: 'updated',
		summary: `Payment updated${OF_PAYMENT}`,
		common: paymentCommon,
		schema: payment,
		sample: paymentSample('COMPLETED'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'refund.created',
		displayName: 'Refund Created',
		description: 'Money is to go back to a guest',
		resourceType: 'refund',
		action: 'created',
		summary: `New refund${OF_PAYMENT}`,
		common: refundCommon,
		schema: refund,
		sample: refundSample('PENDING'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'refund.updated',
		displayName: 'Refund Updated',
		description: 'A refund changes, such as when it is completed',
		resourceType: 'refund',
		action: 'updated',
		summary: `Refund updated${OF_PAYMENT}`,
		common: refundCommon,
		schema: refund,
		sample: refundSample('COMPLETED'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
];
