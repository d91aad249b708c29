import { object, requiredIdentifier, requiredText } from '../lib/event/schema';
import { definePlatform, type EventDeclaration, type OutgoingEvent } from '../lib/platform';
import { numericId } from './shared/numericId';
import { api } from './resmio/api';

/** The whole payload: only what happened to which record, no details of it. */
const notification = () =>
	object({ id: requiredIdentifier(), facility_id: requiredIdentifier(), action: requiredText() });

/** Filled in once the details of the booking have been fetched. */
const BOOKED =
	'[ at {facility_id}][, {common.guest}][, party of {common.partySize}][, {common.when}]';

const bookingSample = { data: {}, resourceId: '51918313', account: { facilityId: 'the-fish' } };
const orderSample = { data: {}, resourceId: '7204518', account: { facilityId: 'the-fish' } };

const events: readonly EventDeclaration[] = [
	{
		name: 'booking_created',
		displayName: 'Booking Created',
		description: 'A reservation is made',
		resourceType: 'booking',
		action: 'created',
		summary: `New booking[ {common.reference|id}]${BOOKED}`,
		schema: notification,
		sample: bookingSample,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'booking_updated',
		displayName: 'Booking Updated',
		description: 'A reservation changes, for example its time or party size',
		resourceType: 'booking',
		action: 'updated',
		summary: `Booking[ {common.reference|id}] updated${BOOKED}`,
		schema: notification,
		sample: bookingSample,
		repeatable: true,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'booking_deleted',
		displayName: 'Booking Deleted',
		description: 'A reservation is cancelled or deleted',
		resourceType: 'booking',
		action: 'deleted',
		summary: `Booking[ {common.reference|id}] cancelled or deleted${BOOKED}`,
		schema: notification,
		sample: bookingSample,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'productorder_created',
		displayName: 'Online Order Created',
		description: 'An online order comes in',
		resourceType: 'order',
		action: 'created',
		summary: 'New online order[ {common.reference|id}][ at {facility_id}][, {common.guest}]',
		schema: notification,
		sample: orderSample,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'productorder_updated',
		displayName: 'Online Order Updated',
		description: 'An online order changes',
		resourceType: 'order',
		action: 'updated',
		summary: 'Online order[ {common.reference|id}] updated[ at {facility_id}][, {common.guest}]',
		schema: notification,
		sample: orderSample,
		repeatable: true,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'productorder_deleted',
		displayName: 'Online Order Deleted',
		description: 'An online order is cancelled or deleted',
		resourceType: 'order',
		action: 'deleted',
		summary: 'Online order[ {id}] cancelled or deleted[ at {facility_id}]',
		schema: notification,
		sample: orderSample,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
];

function envelope({ name, data, account, resourceId }: OutgoingEvent): Record<string, unknown> {
	return {
		...data,
		// The ids in the documentation are JSON numbers.
		id: numericId(resourceId) ?? data.id,
		facility_id: account.facilityId ?? data.facility_id,
		// The table of actions is in lower case, the example of a request in upper case.
		action: name.toUpperCase(),
	};
}

/** @see https://www.resmio.com/en/help/webhook/ */
export const resmio = definePlatform({
	id: 'resmio',
	name: 'resmio',
	description: 'Restaurant reservations and online orders, as short notices without details',
	docsUrl: 'https://www.resmio.com/en/help/webhook/',
	checkedOn: '2026-11-25',
	uncertain: ['For how long failed notices are repeated'],
	requiresHttps: false,
	signature: { kind: 'basic' },
	events,
	eventNamesIgnoreCase: true,
	payload: {
		event: [{ body: 'action' }],
		id: [],
		occurredAt: [],
		resourceId: [{ body: 'id' }],
		account: { facilityId: { sources: [{ body: 'facility_id' }], label: 'Facility ID' } },
		data: [],
	},
	dedupeBy: 'signedBytes',
	repeatWindowMinutes: 10,
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'In resmio, open Settings > Integration > Developers > Webhooks',
			'Click + Add webhook and paste the URL',
			'Enter the user name and password of the credential',
			'Choose the action and save; each webhook has one action, so repeat this for every event with the same URL',
		],
		notes: ['Webhooks need the PREMIUM plan of resmio or above'],
	},
	api,
	retry: { delaysSeconds: [], note: 'Whether failed deliveries are repeated is not documented' },
});
