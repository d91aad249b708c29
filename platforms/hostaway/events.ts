import {
	amount,
	identifier,
	moment,
	object,
	optionalObject,
	requiredText,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration, EventSample } from '../../lib/platform';

/** Some deliveries have the record one level deeper. */
export const RECORD_PLACES = ['data', 'payload.data'] as const;

/** A template of a field of the record, wherever the record stands. */
const field = (...names: string[]): string =>
	`{${names.flatMap((name) => RECORD_PLACES.map((place) => `${place}.${name}`)).join('|')}}`;

const delivery = (record: Parameters<typeof object>[0]) =>
	object({
		object: text(),
		event: requiredText(),
		accountId: identifier(),
		data: optionalObject(record),
		payload: optionalObject({ data: optionalObject(record) }),
	});

const aboutReservation = () =>
	delivery({
		id: identifier(),
		listingMapId: identifier(),
		channelName: text(),
		status: text(),
		guestName: text(),
		guestFirstName: text(),
		guestLastName: text(),
		guestEmail: text(),
		phone: text(),
		numberOfGuests: amount(),
		adults: amount(),
		children: amount(),
		arrivalDate: moment(),
		departureDate: moment(),
		reservationDate: moment(),
		nights: amount(),
		totalPrice: amount(),
		currency: text(),
		confirmationCode: identifier(),
	});

const aboutMessage = () =>
	delivery({
		id: identifier(),
		accountId: identifier(),
		listingMapId: identifier(),
		reservationId: identifier(),
		conversationId: identifier(),
		body: text(),
		date: moment(),
		insertedOn: moment(),
		updatedOn: moment(),
	});

const stay: CommonMap = {
	amount: { value: field('totalPrice'), currency: field('currency'), unit: 'major' },
	startsAt: field('arrivalDate'),
	endsAt: field('departureDate'),
	partySize: field('numberOfGuests'),
	guest: { name: field('guestName'), email: field('guestEmail'), phone: field('phone') },
	status: field('status'),
	channel: field('channelName'),
	reference: field('confirmationCode', 'hostawayReservationId'),
};

const reservation = {
	id: 1001,
	listingMapId: 40160,
	channelName: 'airbnbOfficial',
	status: 'pending',
	guestName: 'A. Guest',
	numberOfGuests: 2,
	arrivalDate: '2025-11-21',
	departureDate: '2025-11-23',
	nights: 2,
	totalPrice: 420.5,
	currency: 'USD',
	confirmationCode: 'HMP2KQ4B44',
};
const message = {
	id: 326,
	listingMapId: 40160,
	reservationId: 1001,
	conversationId: 1406,
	body: 'When can we check in?',
	isIncoming: 1,
};

const sampleOf = (data: Record<string, unknown>, resourceId: string): EventSample => ({
	data,
	resourceId,
	account: { accountId: '10450', listingId: '40160' },
});

const ID = field('id');
const STAY =
	'[, {common.guest}][, party of {common.partySize}][, {common.when} to {common.until}][, {common.amount}][, {common.status}]';

export const events: readonly EventDeclaration[] = [
	{
		name: 'reservation.created',
		displayName: 'Reservation Created',
		description: 'A reservation or an inquiry comes in from any channel',
		resourceType: 'reservation',
		action: 'created',
		summary: `New reservation[ ${ID}]${STAY}`,
		common: stay,
		schema: aboutReservation,
		sample: sampleOf(reservation, '1001'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'reservation.updated',
		displayName: 'Reservation Updated',
		description: 'Anything about a reservation changes, its cancellation included',
		resourceType: 'reservation',
		action: 'updated',
		summary: `Reservation[ ${ID}] updated${STAY}`,
		common: stay,
		schema: aboutReservation,
		sample: sampleOf({ ...reservation, status: 'modified', totalPrice: 460.5 }, '1001'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'message.received',
		displayName: 'Message Received',
		description: 'A message arrives in the conversation with a guest',
		resourceType: 'message',
		action: 'received',
		summary: `New message[ about reservation ${field('reservationId')}][: ${field('body')}]`,
		common: { reference: field('reservationId') },
		schema: aboutMessage,
		sample: sampleOf(message, '326'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
];
