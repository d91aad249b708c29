import { amount, identifier, moment, text } from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

const place = () => delivery({ id: identifier(), name: text(), status: text() });
const reservation = () =>
	delivery({ id: identifier(), party_size: amount(), guest_name: text(), status: text() });

const state: CommonMap = { status: '{data.status}' };
const booked: CommonMap = {
	...state,
	partySize: '{data.party_size}',
	guest: { name: '{data.guest_name}' },
};

const RESERVATION = '[, {common.guest}][, party of {common.partySize}]';

export const venueEvents: readonly EventDeclaration[] = [
	{
		name: 'location.hours_changed',
		displayName: 'Location Hours Changed',
		description: 'The opening hours of a location change',
		resourceType: 'location',
		action: 'hours_changed',
		summary: 'Opening hours[ of {data.name|location_id}] changed',
		common: state,
		schema: place,
		sample: sampleOf({ id: 'loc_789', name: 'Main Street' }, 'evt_location_hours_changed'),
		evidence: 'documented',
	},
	{
		name: 'location.status_changed',
		displayName: 'Location Status Changed',
		description: 'A location opens or closes',
		resourceType: 'location',
		action: 'status_changed',
		summary: 'Location[ {data.name|location_id}] changed[, now {data.status}]',
		common: state,
		schema: place,
		sample: sampleOf({ id: 'loc_789', status: 'closed' }, 'evt_location_status_changed'),
		evidence: 'documented',
	},
	{
		name: 'reservation.created',
		displayName: 'Reservation Created',
		description: 'A table is reserved',
		resourceType: 'reservation',
		action: 'created',
		summary: `New reservation[ {data.id}]${RESERVATION}`,
		common: booked,
		schema: reservation,
		sample: sampleOf({ id: 'res_123', party_size: 4 }, 'evt_reservation_created'),
		evidence: 'vendor',
	},
	{
		name: 'reservation.updated',
		displayName: 'Reservation Updated',
		description: 'A reservation changes',
		resourceType: 'reservation',
		action: 'updated',
		summary: `Reservation[ {data.id}] updated${RESERVATION}`,
		common: booked,
		schema: reservation,
		sample: sampleOf({ id: 'res_123', party_size: 6 }, 'evt_reservation_updated'),
		evidence: 'vendor',
	},
	{
		name: 'reservation.cancelled',
		displayName: 'Reservation Cancelled',
		description: 'A reservation is called off',
		resourceType: 'reservation',
		action: 'cancelled',
		summary: `Reservation[ {data.id}] cancelled${RESERVATION}`,
		common: booked,
		schema: reservation,
		sample: sampleOf({ id: 'res_123', party_size: 6 }, 'evt_reservation_cancelled'),
		evidence: 'vendor',
	},
	{
		name: 'kds.ticket.bumped',
		displayName: 'Kitchen Ticket Bumped',
		description: 'The kitchen marks a ticket as done',
		resourceType: 'kitchen_ticket',
		action: 'bumped',
		summary: 'Kitchen ticket[ {data.id}] done[ for order {data.order_id}]',
		schema: () => delivery({ id: identifier(), order_id: identifier() }),
		sample: sampleOf({ id: 'ticket_123', order_id: 'order_456' }, 'evt_kds_ticket_bumped'),
		evidence: 'vendor',
	},
	{
		name: 'table.status_changed',
		displayName: 'Table Status Changed',
		description: 'A table becomes free, taken or otherwise changes its status',
		resourceType: 'table',
		action: 'status_changed',
		summary: 'Table[ {data.name|data.id}] changed[, now {data.status}]',
		common: state,
		schema: place,
		sample: sampleOf({ id: 'table_7', status: 'occupied' }, 'evt_table_status_changed'),
		evidence: 'vendor',
	},
	{
		name: 'voice.call.ended',
		displayName: 'Voice Call Ended',
		description: 'A telephone call of the voice assistant ends',
		resourceType: 'voice_call',
		action: 'ended',
		summary: 'Voice call[ {data.id}] ended',
		schema: () => delivery({ id: identifier(), ended_at: moment() }),
		sample: sampleOf({ id: 'call_123' }, 'evt_voice_call_ended'),
		evidence: 'vendor',
	},
];
