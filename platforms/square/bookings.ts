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
import { delivery, sampleOf } from './delivery';

const booking = () =>
	delivery({
		booking: optionalObject({
			id: identifier(),
			version: amount(),
			status: text(),
			start_at: moment(),
			location_id: identifier(),
			customer_id: identifier(),
			appointment_segments: listOf(
				object({
					duration_minutes: amount(),
					service_variation_id: identifier(),
					team_member_id: identifier(),
				}),
			),
		}),
	});

const sample = (version: number, status: string) =>
	sampleOf({
		type: 'booking',
		id: `i2id2g3enyspi7:${version}`,
		locationId: 'L9R0HN3Q5EXA4',
		object: {
			booking: {
				id: 'i2id2g3enyspi7',
				version,
				status,
				start_at: '2020-12-17T16:00:00Z',
				location_id: 'L9R0HN3Q5EXA4',
				customer_id: 'SSKBTKM9ZX3J96NXZE4EXAMPLE',
				appointment_segments: [
					{
						duration_minutes: 30,
						service_variation_id: 'T3WUSXRQYTHLTHMRRK6GQBPF',
						team_member_id: 'TMXUrsBWWcHTt79t',
					},
				],
			},
		},
	});

/** Neither the name of the guest nor the size of the party is part of a booking. */
const common: CommonMap = {
	startsAt: '{data.object.booking.start_at}',
	status: '{data.object.booking.status}',
};

const OF_BOOKING = '[ for {common.guest}][ on {common.when}][, {common.status}]';

export const bookingEvents: readonly EventDeclaration[] = [
	{
		name: 'booking.created',
		displayName: 'Booking Created',
		description: 'A booking is made',
		resourceType: 'booking',
		action: 'created',
		summary: `New booking${OF_BOOKING}`,
		common,
		schema: booking,
		sample: sample(0, 'ACCEPTED'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'booking.updated',
		displayName: 'Booking Updated',
		description:
			'A booking changes; one that is cancelled has the status CANCELLED_BY_CUSTOMER or _SELLER',
		resourceType: 'booking',
		action: 'updated',
		summary: `Booking updated${OF_BOOKING}`,
		common,
		schema: booking,
		sample: sample(1, 'CANCELLED_BY_CUSTOMER'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
];
