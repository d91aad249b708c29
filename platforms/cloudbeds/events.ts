import {
	identifier,
	moment,
	object,
	optionalObject,
	requiredText,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration, EventSample } from '../../lib/platform';

/** The spellings of an id; which of them an event has differs, also within one delivery. */
export const SPELLINGS = {
	property: ['propertyID', 'propertyId', 'propertyID_str', 'propertyId_str'],
	reservation: ['reservationID', 'reservationId'],
	guest: ['guestId', 'guestID'],
	room: ['roomId', 'roomID'],
	transaction: ['transactionId', 'transactionID'],
	block: ['roomBlockId', 'roomBlockID', 'allotmentBlockId', 'allotmentBlockID'],
} as const;

const either = (names: readonly string[]) => `{${names.join('|')}}`;
const anyOf = (names: readonly string[]) =>
	Object.fromEntries(names.map((name) => [name, identifier()]));

const delivery = () => object({ event: requiredText() });

const seen = (fields: Parameters<typeof object>[0] = {}) =>
	object({
		event: requiredText(),
		version: text(),
		timestamp: moment(),
		...anyOf(SPELLINGS.property),
		...anyOf(SPELLINGS.reservation),
		...anyOf(SPELLINGS.guest),
		...fields,
	});

const dated = () => seen({ startDate: moment(), endDate: moment() });
const withStatus = () =>
	seen({ status: text(), actor: optionalObject({ type: text(), id: identifier() }) });
const transaction = () =>
	seen({
		...anyOf(SPELLINGS.transaction),
		internalTransactionCode: identifier(),
		transactionDateTime: moment(),
		parentTransactionId: identifier(),
	});

const stay: CommonMap = {
	startsAt: '{startDate}',
	endsAt: '{endDate}',
	status: '{status}',
	reference: either(SPELLINGS.reservation),
};

const RESERVATION = `[ ${either(SPELLINGS.reservation)}]`;
const GUEST = `[ ${either(SPELLINGS.guest)}]`;
const ROOM = `[ ${either(SPELLINGS.room)}]`;

const OCCURRED_AT = '2025-12-17T20:57:02.073Z';

function sampleOf(data: Record<string, unknown>, resourceId?: string): EventSample {
	return {
		data,
		occurredAt: OCCURRED_AT,
		account: { propertyId: '12345' },
		...(resourceId !== undefined && { resourceId }),
	};
}

const reservation = {
	reservationID: '31415926',
	propertyID: 12345,
	propertyID_str: '12345',
};
const aboutReservation = (more: Record<string, unknown> = {}) =>
	sampleOf({ ...reservation, ...more }, reservation.reservationID);
const aboutGuest = (more: Record<string, unknown> = {}) =>
	sampleOf({ propertyId: 12345, guestId: 1001, ...more }, '1001');
const aboutRoom = (more: Record<string, unknown> = {}) =>
	sampleOf({ propertyId: 12345, roomId: '12345-7', ...more }, '12345-7');

/** Named by several who receive them, of which no public document shows the payload. */
const inUse = { evidence: 'thirdParty', payloadEvidence: 'inferred', schema: delivery } as const;

const changesOfReservation: readonly EventDeclaration[] = [
	{
		name: 'reservation/created',
		displayName: 'Reservation Created',
		description: 'A reservation is made at the property or through a channel',
		resourceType: 'reservation',
		action: 'created',
		summary: `New reservation${RESERVATION}[, {common.when} to {common.until}]`,
		common: stay,
		schema: dated,
		sample: aboutReservation({ startDate: '2025-12-17', endDate: '2025-12-18' }),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'reservation/status_changed',
		displayName: 'Reservation Status Changed',
		description: 'A reservation is confirmed, checked in, checked out, cancelled or a no-show',
		resourceType: 'reservation',
		action: 'status_changed',
		summary: `Reservation${RESERVATION}[ is now {common.status}]`,
		common: stay,
		schema: withStatus,
		sample: aboutReservation({ status: 'canceled', actor: { type: 'user', id: '123' } }),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'reservation/dates_changed',
		displayName: 'Reservation Dates Changed',
		description: 'Arrival or departure of a reservation moves',
		resourceType: 'reservation',
		action: 'dates_changed',
		summary: `Dates of reservation${RESERVATION} changed[: {common.when} to {common.until}]`,
		common: stay,
		sample: aboutReservation({ startDate: '2025-12-18', endDate: '2025-12-20' }),
		...inUse,
	},
	{
		name: 'reservation/accommodation_changed',
		displayName: 'Reservation Accommodation Changed',
		description: 'A reservation gets another room, or its first',
		resourceType: 'reservation',
		action: 'accommodation_changed',
		summary: `Reservation${RESERVATION} moved[ to room ${either(SPELLINGS.room)}]`,
		common: stay,
		sample: aboutReservation({ roomId: '12345-7' }),
		...inUse,
	},
	{
		name: 'reservation/accommodation_type_changed',
		displayName: 'Reservation Accommodation Type Changed',
		description: 'A reservation gets a room of another type',
		resourceType: 'reservation',
		action: 'accommodation_type_changed',
		summary: `Reservation${RESERVATION} has another type of room`,
		common: stay,
		sample: aboutReservation({ roomTypeID: '678' }),
		...inUse,
	},
	{
		name: 'reservation/accommodation_status_changed',
		displayName: 'Reservation Accommodation Status Changed',
		description: 'The guests of one room of a reservation arrive or leave',
		resourceType: 'reservation',
		action: 'accommodation_status_changed',
		summary: `Room[ ${either(SPELLINGS.room)}] of reservation${RESERVATION}[ is now {common.status}]`,
		common: stay,
		sample: aboutReservation({ roomId: '12345-7', status: 'checked_in' }),
		...inUse,
	},
	{
		name: 'reservation/notes_changed',
		displayName: 'Reservation Notes Changed',
		description: 'The notes on a reservation change',
		resourceType: 'reservation',
		action: 'notes_changed',
		summary: `Notes on reservation${RESERVATION} changed`,
		common: stay,
		sample: aboutReservation(),
		...inUse,
	},
	{
		name: 'reservation/custom_fields_changed',
		displayName: 'Reservation Custom Fields Changed',
		description: 'The custom fields of a reservation change',
		resourceType: 'reservation',
		action: 'custom_fields_changed',
		summary: `Custom fields of reservation${RESERVATION} changed`,
		common: stay,
		sample: aboutReservation(),
		...inUse,
	},
	{
		name: 'reservation/deleted',
		displayName: 'Reservation Deleted',
		description: 'A reservation is deleted',
		resourceType: 'reservation',
		action: 'deleted',
		summary: `Reservation${RESERVATION} deleted`,
		common: stay,
		sample: aboutReservation(),
		...inUse,
	},
];

const changesOfGuests: readonly EventDeclaration[] = [
	{
		name: 'guest/created',
		displayName: 'Guest Created',
		description: 'A guest is added',
		resourceType: 'guest',
		action: 'created',
		summary: `New guest${GUEST}`,
		schema: seen,
		sample: aboutGuest(),
		evidence: 'thirdParty',
		payloadEvidence: 'documented',
	},
	{
		name: 'guest/assigned',
		displayName: 'Guest Assigned',
		description: 'A guest is assigned to a room of a reservation',
		resourceType: 'guest',
		action: 'assigned',
		summary: `Guest${GUEST} assigned[ to reservation ${either(SPELLINGS.reservation)}]`,
		sample: aboutGuest({ reservationId: '31415926' }),
		...inUse,
	},
	{
		name: 'guest/removed',
		displayName: 'Guest Removed',
		description: 'A guest is taken off a reservation',
		resourceType: 'guest',
		action: 'removed',
		summary: `Guest${GUEST} removed[ from reservation ${either(SPELLINGS.reservation)}]`,
		sample: aboutGuest({ reservationId: '31415926' }),
		...inUse,
	},
	{
		name: 'guest/details_changed',
		displayName: 'Guest Details Changed',
		description: 'Name, address or contact of a guest change',
		resourceType: 'guest',
		action: 'details_changed',
		summary: `Details of guest${GUEST} changed`,
		sample: aboutGuest(),
		...inUse,
	},
	{
		name: 'guest/accommodation_changed',
		displayName: 'Guest Accommodation Changed',
		description: 'A guest moves to another room',
		resourceType: 'guest',
		action: 'accommodation_changed',
		summary: `Guest${GUEST} moved[ to room ${either(SPELLINGS.room)}]`,
		sample: aboutGuest({ reservationId: '31415926' }),
		...inUse,
	},
];

const changesOfTheHouse: readonly EventDeclaration[] = [
	{
		name: 'accounting/transaction',
		displayName: 'Accounting Transaction',
		description: 'Something is posted to an account',
		resourceType: 'transaction',
		action: 'posted',
		summary: `Transaction[ ${either(SPELLINGS.transaction)}] posted[ with code {internalTransactionCode}]`,
		schema: transaction,
		sample: sampleOf(
			{
				propertyId: '12345',
				internalTransactionCode: '8100',
				transactionDateTime: '2025-09-24T14:01:17',
				transactionId: '148700000000001',
				parentTransactionId: null,
			},
			'148700000000001',
		),
		evidence: 'thirdParty',
		payloadEvidence: 'documented',
	},
	{
		name: 'housekeeping/room_condition_changed',
		displayName: 'Room Condition Changed',
		description: 'A room becomes dirty, clean or inspected',
		resourceType: 'room',
		action: 'condition_changed',
		summary: `Condition of room${ROOM} changed[ to {roomCondition}]`,
		sample: aboutRoom({ roomCondition: 'clean' }),
		...inUse,
	},
	{
		name: 'housekeeping/housekeeping_room_occupancy_status_changed',
		displayName: 'Room Occupancy Changed',
		description: 'A room becomes vacant or occupied',
		resourceType: 'room',
		action: 'occupancy_changed',
		summary: `Occupancy of room${ROOM} changed`,
		sample: aboutRoom(),
		...inUse,
	},
	{
		name: 'housekeeping/housekeeping_reservation_status_changed',
		displayName: 'Housekeeping Reservation Status Changed',
		description: 'What housekeeping sees of the reservation of a room changes',
		resourceType: 'room',
		action: 'reservation_status_changed',
		summary: `Reservation status of room${ROOM} changed`,
		sample: aboutRoom(),
		...inUse,
	},
	{
		name: 'roomblock/created',
		displayName: 'Room Block Created',
		description: 'Rooms are blocked',
		resourceType: 'room_block',
		action: 'created',
		summary: 'New room block',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'roomblock/details_changed',
		displayName: 'Room Block Details Changed',
		description: 'A block of rooms changes',
		resourceType: 'room_block',
		action: 'details_changed',
		summary: 'Room block changed',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'roomblock/removed',
		displayName: 'Room Block Removed',
		description: 'A block of rooms is lifted',
		resourceType: 'room_block',
		action: 'removed',
		summary: 'Room block removed',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'allotmentBlock/created',
		displayName: 'Allotment Block Created',
		description: 'Rooms are set aside for a group',
		resourceType: 'allotment_block',
		action: 'created',
		summary: 'New allotment block',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'allotmentBlock/updated',
		displayName: 'Allotment Block Updated',
		description: 'What is set aside for a group changes',
		resourceType: 'allotment_block',
		action: 'updated',
		summary: 'Allotment block updated',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'allotmentBlock/deleted',
		displayName: 'Allotment Block Deleted',
		description: 'Rooms are no longer set aside for a group',
		resourceType: 'allotment_block',
		action: 'deleted',
		summary: 'Allotment block deleted',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'fiscal_document/create',
		displayName: 'Fiscal Document Created',
		description: 'An invoice or another fiscal document is made',
		resourceType: 'fiscal_document',
		action: 'created',
		summary: 'New fiscal document',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'fiscal_document/update',
		displayName: 'Fiscal Document Updated',
		description: 'A fiscal document changes, for example its status',
		resourceType: 'fiscal_document',
		action: 'updated',
		summary: 'Fiscal document updated',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
	{
		name: 'night_audit/completed',
		displayName: 'Night Audit Completed',
		description: 'The night audit has come to its end',
		resourceType: 'night_audit',
		action: 'completed',
		summary: 'Night audit completed',
		sample: sampleOf({ propertyId: 12345 }),
		...inUse,
	},
];

export const events: readonly EventDeclaration[] = [
	...changesOfReservation,
	...changesOfGuests,
	...changesOfTheHouse,
];
