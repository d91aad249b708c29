import { amount, identifier, optionalObject, text } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

const payment = () =>
	delivery({
		id: identifier(),
		order_id: identifier(),
		method: text(),
		amount: amount(),
		tip: amount(),
		total: amount(),
		card: optionalObject({ brand: text(), last4: identifier() }),
		transaction_id: identifier(),
	});

const processed = {
	id: 'pay_789',
	order_id: 'order_456',
	method: 'card',
	amount: 49.9,
	tip: 10.0,
	total: 59.9,
	card: { brand: 'visa', last4: '4242' },
	transaction_id: 'ch_abc123',
};
const brief = { id: 'pay_789', order_id: 'order_456', method: 'card', amount: 49.9 };
const common: CommonMap = {
	amount: { value: '{data.total|data.amount}', currency: '{data.currency}', unit: 'major' },
};
const DETAILS = '[, {common.amount}][ by {data.method}][ for order {data.order_id}]';

export const paymentEvents: readonly EventDeclaration[] = [
	{
		name: 'payment.processed',
		displayName: 'Payment Processed',
		description: 'A card is charged successfully',
		resourceType: 'payment',
		action: 'processed',
		summary: `Payment[ {data.id}] processed${DETAILS}`,
		common,
		schema: payment,
		sample: sampleOf(processed, 'evt_def456'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'payment.failed',
		displayName: 'Payment Failed',
		description: 'A payment is declined',
		resourceType: 'payment',
		action: 'failed',
		summary: `Payment[ {data.id}] failed${DETAILS}`,
		common,
		schema: () => delivery(),
		sample: sampleOf(brief, 'evt_payment_failed'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'payment.refunded',
		displayName: 'Payment Refunded',
		description: 'Money goes back to the guest',
		resourceType: 'payment',
		action: 'refunded',
		summary: `Payment[ {data.id}] refunded${DETAILS}`,
		common,
		schema: () => delivery(),
		sample: sampleOf(brief, 'evt_payment_refunded'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'payment.voided',
		displayName: 'Payment Voided',
		description: 'A payment is voided before it is captured',
		resourceType: 'payment',
		action: 'voided',
		summary: `Payment[ {data.id}] voided${DETAILS}`,
		common,
		schema: () => delivery(),
		sample: sampleOf(brief, 'evt_payment_voided'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'payment.captured',
		displayName: 'Payment Captured',
		description: 'An authorised payment is captured',
		resourceType: 'payment',
		action: 'captured',
		summary: `Payment[ {data.id}] captured${DETAILS}`,
		common,
		schema: () => delivery(),
		sample: sampleOf(processed, 'evt_payment_captured'),
		evidence: 'vendor',
		payloadEvidence: 'inferred',
	},
	{
		name: 'payment.completed',
		displayName: 'Payment Completed',
		description: 'A payment is finished',
		resourceType: 'payment',
		action: 'completed',
		summary: `Payment[ {data.id}] completed${DETAILS}`,
		common,
		schema: () => delivery(),
		sample: sampleOf(processed, 'evt_payment_completed'),
		evidence: 'vendor',
		payloadEvidence: 'inferred',
	},
];
