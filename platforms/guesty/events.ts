import type { ZodTypeAny } from 'zod';

import { object, requiredText } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';

/** No public document shows the data of an event of the second version. */
const delivery = (): ZodTypeAny => object({ event: requiredText() });

interface Told {
	name: string;
	displayName: string;
	description: string;
	resourceType: string;
	action: string;
	summary: string;
	common?: CommonMap;
	data: Record<string, unknown>;
}

function event({ data, ...told }: Told): EventDeclaration {
	return {
		...told,
		schema: delivery,
		sample: {
			id: `msg_${told.name.replace(/\W/g, '_')}`,
			occurredAt: '2026-09-01T10:30:00.000Z',
			account: { accountId: '5b1a2c3d4e5f60718293a4b5', ...listingOf(data) },
			data: { accountId: '5b1a2c3d4e5f60718293a4b5', ...data },
		},
		evidence: 'documented',
		payloadEvidence: 'inferred',
	};
}

function listingOf({ listingId }: Record<string, unknown>): Record<string, string> {
	return typeof listingId === 'string' ? { listingId } : {};
}

const LISTING = '65f0a1b2c3d4e5f607182930';
const RESERVATION = '66a0b1c2d3e4f50617283940';
const GUEST = '66b0c1d2e3f4051627384950';

/** The fields of the older version have other places: both are looked at. */
const first = (...fields: string[]) =>
	`{${fields.flatMap((field) => [`data.${field}`, `data.reservation.${field}`, `reservation.${field}`]).join('|')}}`;

const ofReservation: CommonMap = {
	startsAt: first('checkInDateLocalized', 'checkIn'),
	endsAt: first('checkOutDateLocalized', 'checkOut'),
	partySize: first('guestsCount', 'numberOfGuests.numberOfGuests'),
	guest: {
		name: '{data.guest.fullName|data.reservation.guest.fullName|reservation.guest.fullName}',
	},
	status: first('status'),
	channel: first('source'),
	reference: first('confirmationCode'),
};

const STAY =
	'[ {common.reference}][ for {common.guest}][ from {common.when}][ to {common.until}][, {common.status}]';

const reservation = {
	reservationId: RESERVATION,
	listingId: LISTING,
	status: 'confirmed',
	checkInDateLocalized: '2026-10-02',
	checkOutDateLocalized: '2026-10-05',
};
const message = { reservationId: RESERVATION, listingId: LISTING };
const folio = { folioId: '66f0a1b2c3d4e5f607182999', reservationId: RESERVATION };

export const events: readonly EventDeclaration[] = [
	event({
		name: 'reservation.created.v2',
		displayName: 'Reservation Created',
		description: 'A reservation or an inquiry is created',
		resourceType: 'reservation',
		action: 'created',
		summary: `New reservation${STAY}`,
		common: ofReservation,
		data: reservation,
	}),
	event({
		name: 'reservation.updated.v2',
		displayName: 'Reservation Updated',
		description: 'A reservation changes, such as its dates or status',
		resourceType: 'reservation',
		action: 'updated',
		summary: `Reservation updated${STAY}`,
		common: ofReservation,
		data: { ...reservation, status: 'canceled' },
	}),
	event({
		name: 'reservation.messageReceived',
		displayName: 'Message Received',
		description: 'A guest writes',
		resourceType: 'reservation',
		action: 'message_received',
		summary: 'Message received[ from {common.guest}][ on reservation {data.reservationId}]',
		common: ofReservation,
		data: message,
	}),
	event({
		name: 'reservation.messageSent',
		displayName: 'Message Sent',
		description: 'Somebody writes to a guest',
		resourceType: 'reservation',
		action: 'message_sent',
		summary: 'Message sent[ to {common.guest}][ on reservation {data.reservationId}]',
		common: ofReservation,
		data: message,
	}),
	...(['created', 'updated', 'deleted'] as const).map((action) =>
		event({
			name: `guest.${action}`,
			displayName: `Guest ${action[0].toUpperCase()}${action.slice(1)}`,
			description: {
				created: 'A guest is added',
				updated: 'What is known of a guest changes',
				deleted: 'A guest is removed',
			}[action],
			resourceType: 'guest',
			action,
			summary: `Guest[ {common.guest}] ${action}`,
			common: { guest: { name: '{data.fullName|data.guest.fullName|guest.fullName}' } },
			data: { guestId: GUEST, fullName: 'A. Guest' },
		}),
	),
	event({
		name: 'listing.new',
		displayName: 'Listing Created',
		description: 'A listing is added',
		resourceType: 'listing',
		action: 'created',
		summary: 'New listing[ {data.nickname|data.title}]',
		data: { listingId: LISTING, nickname: 'Harbour Loft' },
	}),
	event({
		name: 'listing.updated',
		displayName: 'Listing Updated',
		description: 'A listing changes',
		resourceType: 'listing',
		action: 'updated',
		summary: 'Listing[ {data.nickname|data.title}] updated',
		data: { listingId: LISTING, nickname: 'Harbour Loft' },
	}),
	event({
		name: 'listing.removed',
		displayName: 'Listing Removed',
		description: 'A listing is removed',
		resourceType: 'listing',
		action: 'removed',
		summary: 'Listing[ {data.nickname|data.title}] removed',
		data: { listingId: LISTING },
	}),
	event({
		name: 'calendar.updated.v2',
		displayName: 'Calendar Updated',
		description: 'Prices or free nights of a listing change',
		resourceType: 'calendar',
		action: 'updated',
		summary:
			'Calendar[ of listing {data.listingId|listingId}] updated[ from {data.dateRange.start|dateRange.start}][ to {data.dateRange.end|dateRange.end}]',
		data: {
			listingId: LISTING,
			currency: 'EUR',
			dateRange: { start: '2026-10-02', end: '2026-10-05' },
		},
	}),
	event({
		name: 'payments.failed',
		displayName: 'Payment Failed',
		description: 'A payment of a reservation fails',
		resourceType: 'payment',
		action: 'failed',
		summary: 'Payment failed[ for reservation {data.reservationId}]',
		data: { paymentId: '66c0d1e2f304152637485960', reservationId: RESERVATION },
	}),
	event({
		name: 'payments.method.received',
		displayName: 'Payment Method Received',
		description: 'A guest enters a card or another method of payment',
		resourceType: 'payment',
		action: 'method_received',
		summary: 'Payment method received[ for reservation {data.reservationId}]',
		data: { paymentId: '66c0d1e2f304152637485961', reservationId: RESERVATION },
	}),
	...(['created', 'updated', 'deleted'] as const).map((action) =>
		event({
			name: `task.${action}`,
			displayName: `Task ${action[0].toUpperCase()}${action.slice(1)}`,
			description: {
				created: 'A task such as a cleaning is planned',
				updated: 'A task changes, such as when it is done',
				deleted: 'A task is removed',
			}[action],
			resourceType: 'task',
			action,
			summary: `Task[ {data.title|data.type}] ${action}`,
			data: { taskId: '66d0e1f20314253647586970', title: 'Cleaning', listingId: LISTING },
		}),
	),
	event({
		name: 'guest-folio.created',
		displayName: 'Guest Folio Created',
		description: 'The folio of a reservation is opened',
		resourceType: 'folio',
		action: 'created',
		summary: 'Guest folio created[ for reservation {data.reservationId}]',
		data: folio,
	}),
	event({
		name: 'guest-folio.updated',
		displayName: 'Guest Folio Updated',
		description: 'The folio of a reservation changes; several changes may come as one',
		resourceType: 'folio',
		action: 'updated',
		summary: 'Guest folio updated[ for reservation {data.reservationId}]',
		data: folio,
	}),
];
