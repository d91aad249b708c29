import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { openDelivery, sampleOf, sampleOfDeleted } from './delivery';

/** What is told of events whose fields no document that we know shows. */
interface OpenEvent {
	name: string;
	displayName: string;
	description: string;
	resourceType: string;
	action: string;
	/** Where the object stands; nothing where there is none. */
	at?: string;
	/** The line in a chat; the id stands where it has a `%`. */
	line: string;
	common?: CommonMap;
	/** What is likely to stand in the object besides its id. */
	object?: Record<string, unknown>;
	isDeleted?: boolean;
}

/** The envelope is documented for all of them, the object is that of the API. */
function open(event: OpenEvent): EventDeclaration {
	const { name, displayName, description, resourceType, action, at, line, common } = event;
	const id = `${resourceType}_1`;
	const parts = { type: resourceType, id };
	return {
		name,
		displayName,
		description,
		resourceType,
		action,
		summary: line.replace('%', '[ {data.id}]'),
		...(common && { common }),
		schema: openDelivery,
		sample: event.isDeleted
			? sampleOfDeleted(parts)
			: sampleOf({ ...parts, object: at === undefined ? {} : { [at]: { id, ...event.object } } }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	};
}

const guest: CommonMap = {
	guest: {
		name: '{data.object.customer.given_name}[ {data.object.customer.family_name}]',
		email: '{data.object.customer.email_address}',
		phone: '{data.object.customer.phone_number}',
	},
};
const customer = { given_name: 'A.', family_name: 'Guest', email_address: 'guest@example.com' };

const invoiceStatus: CommonMap = {
	status: '{data.object.invoice.status}',
	reference: '{data.object.invoice.invoice_number}',
};

const PAYOUT: CommonMap = {
	amount: {
		value: '{data.object.payout.amount_money.amount}',
		currency:
			'{data.object.payout.amount_money.currency_code|data.object.payout.amount_money.currency}',
		unit: 'minor',
	},
	status: '{data.object.payout.status}',
};

const DISPUTE: CommonMap = {
	amount: {
		value: '{data.object.dispute.amount_money.amount}',
		currency: '{data.object.dispute.amount_money.currency}',
		unit: 'minor',
	},
	status: '{data.object.dispute.state}',
};

const INVOICE_STEPS: ReadonlyArray<readonly [step: string, title: string, description: string]> = [
	['created', 'Created', 'A draft of an invoice is created'],
	['published', 'Published', 'An invoice is published, and can be paid'],
	['updated', 'Updated', 'An invoice changes'],
	['payment_made', 'Payment Made', 'An invoice is paid, or a part of it'],
	['canceled', 'Canceled', 'An invoice is canceled'],
	['refunded', 'Refunded', 'Money of an invoice goes back'],
];

export const businessEvents: readonly EventDeclaration[] = [
	open({
		name: 'customer.created',
		displayName: 'Customer Created',
		description: 'A customer is added to the directory',
		resourceType: 'customer',
		action: 'created',
		at: 'customer',
		line: 'New customer[ {common.guest|data.id}]',
		common: guest,
		object: customer,
	}),
	open({
		name: 'customer.updated',
		displayName: 'Customer Updated',
		description: 'What is known of a customer changes',
		resourceType: 'customer',
		action: 'updated',
		at: 'customer',
		line: 'Customer[ {common.guest|data.id}] updated',
		common: guest,
		object: customer,
	}),
	open({
		name: 'customer.deleted',
		displayName: 'Customer Deleted',
		description: 'A customer is removed or merged with another',
		resourceType: 'customer',
		action: 'deleted',
		line: 'Customer% deleted',
		isDeleted: true,
	}),
	open({
		name: 'gift_card.created',
		displayName: 'Gift Card Created',
		description: 'A gift card is created',
		resourceType: 'gift_card',
		action: 'created',
		at: 'gift_card',
		line: 'New gift card%',
	}),
	open({
		name: 'gift_card.updated',
		displayName: 'Gift Card Updated',
		description: 'The balance or state of a gift card changes',
		resourceType: 'gift_card',
		action: 'updated',
		at: 'gift_card',
		line: 'Gift card% updated',
	}),
	open({
		name: 'gift_card.activity.created',
		displayName: 'Gift Card Activity Created',
		description: 'A gift card is loaded, redeemed or otherwise used',
		resourceType: 'gift_card_activity',
		action: 'created',
		at: 'gift_card_activity',
		line: 'New gift card activity%',
	}),
	open({
		name: 'gift_card.activity.updated',
		displayName: 'Gift Card Activity Updated',
		description: 'An activity of a gift card changes',
		resourceType: 'gift_card_activity',
		action: 'updated',
		at: 'gift_card_activity',
		line: 'Gift card activity% updated',
	}),
	open({
		name: 'loyalty.account.created',
		displayName: 'Loyalty Account Created',
		description: 'A customer joins the loyalty program',
		resourceType: 'loyalty_account',
		action: 'created',
		at: 'loyalty_account',
		line: 'New loyalty account%',
	}),
	open({
		name: 'loyalty.account.updated',
		displayName: 'Loyalty Account Updated',
		description: 'The points of a loyalty account change, or who it belongs to',
		resourceType: 'loyalty_account',
		action: 'updated',
		at: 'loyalty_account',
		line: 'Loyalty account% updated',
	}),
	open({
		name: 'loyalty.account.deleted',
		displayName: 'Loyalty Account Deleted',
		description: 'A loyalty account is removed',
		resourceType: 'loyalty_account',
		action: 'deleted',
		line: 'Loyalty account% deleted',
		isDeleted: true,
	}),
	open({
		name: 'loyalty.event.created',
		displayName: 'Loyalty Event Created',
		description: 'Points are earned, redeemed or adjusted',
		resourceType: 'loyalty_event',
		action: 'created',
		at: 'loyalty_event',
		line: 'New loyalty event%',
	}),
	...INVOICE_STEPS.map(([step, title, description]) =>
		open({
			name: `invoice.${step}`,
			displayName: `Invoice ${title}`,
			description,
			resourceType: 'invoice',
			action: step,
			at: 'invoice',
			line: `Invoice[ {common.reference|data.id}]: ${title.toLowerCase()}[, {common.status}]`,
			common: invoiceStatus,
		}),
	),
	open({
		name: 'invoice.deleted',
		displayName: 'Invoice Deleted',
		description: 'A draft of an invoice is deleted',
		resourceType: 'invoice',
		action: 'deleted',
		line: 'Invoice% deleted',
		isDeleted: true,
	}),
	open({
		name: 'dispute.created',
		displayName: 'Dispute Created',
		description: 'A guest disputes a payment at the bank',
		resourceType: 'dispute',
		action: 'created',
		at: 'dispute',
		line: 'New dispute%[, {common.amount}][, {common.status}]',
		common: DISPUTE,
	}),
	open({
		name: 'dispute.state.updated',
		displayName: 'Dispute State Updated',
		description: 'A dispute moves on, is won or lost',
		resourceType: 'dispute',
		action: 'state_updated',
		at: 'dispute',
		line: 'Dispute% updated[, {common.amount}][, {common.status}]',
		common: DISPUTE,
	}),
	...(['sent', 'paid', 'failed'] as const).map((step) =>
		open({
			name: `payout.${step}`,
			displayName: `Payout ${step === 'sent' ? 'Sent' : step === 'paid' ? 'Paid' : 'Failed'}`,
			description: {
				sent: 'Money is on its way to the bank account',
				paid: 'Money has arrived at the bank account',
				failed: 'Money could not be paid out',
			}[step],
			resourceType: 'payout',
			action: step,
			at: 'payout',
			line: `Payout% ${step}[, {common.amount}]`,
			common: PAYOUT,
		}),
	),
	open({
		name: 'terminal.checkout.created',
		displayName: 'Terminal Checkout Created',
		description: 'A payment is sent to a terminal',
		resourceType: 'checkout',
		action: 'created',
		at: 'checkout',
		line: 'New terminal checkout%',
	}),
	open({
		name: 'terminal.checkout.updated',
		displayName: 'Terminal Checkout Updated',
		description: 'A payment at a terminal is completed or canceled',
		resourceType: 'checkout',
		action: 'updated',
		at: 'checkout',
		line: 'Terminal checkout% updated',
	}),
	open({
		name: 'labor.timecard.created',
		displayName: 'Timecard Created',
		description: 'Somebody of the team starts to work',
		resourceType: 'timecard',
		action: 'created',
		at: 'timecard',
		line: 'New timecard%',
	}),
	open({
		name: 'labor.timecard.updated',
		displayName: 'Timecard Updated',
		description: 'A timecard changes, such as by a break or the end of the work',
		resourceType: 'timecard',
		action: 'updated',
		at: 'timecard',
		line: 'Timecard% updated',
	}),
	open({
		name: 'labor.timecard.deleted',
		displayName: 'Timecard Deleted',
		description: 'A timecard is deleted',
		resourceType: 'timecard',
		action: 'deleted',
		line: 'Timecard% deleted',
		isDeleted: true,
	}),
	open({
		name: 'team_member.created',
		displayName: 'Team Member Created',
		description: 'Somebody joins the team',
		resourceType: 'team_member',
		action: 'created',
		at: 'team_member',
		line: 'New team member%',
	}),
	open({
		name: 'team_member.updated',
		displayName: 'Team Member Updated',
		description: 'What is known of somebody of the team changes',
		resourceType: 'team_member',
		action: 'updated',
		at: 'team_member',
		line: 'Team member% updated',
	}),
	open({
		name: 'location.created',
		displayName: 'Location Created',
		description: 'A location is added',
		resourceType: 'location',
		action: 'created',
		line: 'New location%',
	}),
	open({
		name: 'location.updated',
		displayName: 'Location Updated',
		description: 'A location changes, such as its opening hours',
		resourceType: 'location',
		action: 'updated',
		line: 'Location% updated',
	}),
	open({
		name: 'oauth.authorization.revoked',
		displayName: 'Authorization Revoked',
		description: 'A merchant takes the access away from your application',
		resourceType: 'authorization',
		action: 'revoked',
		at: 'revocation',
		line: 'Access to the account of a merchant revoked',
	}),
];
