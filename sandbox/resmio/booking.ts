/** Number 312 is the booking that the platform's documentation of webhooks shows, 51918313. */
const FIRST_ID = 51_918_001;
const FIRST_EVENING = Date.parse('2026-02-01T17:00:00Z');
const SLOTS_AN_EVENING = 8;
const HALF_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;

const GUESTS = ['Ada Brandt', 'Jonas Weber', 'Mia Lindqvist', 'Noé Girard', 'Zoë Ōta'] as const;
/** Inferred: the platform does not document the values. */
const STATUSES = ['confirmed', 'pending', 'confirmed', 'cancelled'] as const;
const SOURCES = ['widget', 'phone', 'walk-in'] as const;

/**
 * The booking at a position of the restaurant's list, which is ordered by date. The same position
 * always gives the same booking, so no list has to be kept.
 *
 * The fields are those that public clients of the API read or write; Inferred: `resource_uri`.
 */
export function bookingAt(facility: string, position: number) {
	const id = bookingId(position);
	const name = GUESTS[position % GUESTS.length];
	return {
		id,
		ref_num: `R${id.toString(36).toUpperCase()}`,
		status: bookingStatus(position),
		num: 2 + (position % 7),
		date: bookingDate(position).toISOString().replace('.000Z', 'Z'),
		name,
		email: `guest${position}@example.com`,
		phone: `+49 30 5550${String(position % 10_000).padStart(4, '0')}`,
		comment: position % 6 === 0 ? 'Window table, please' : '',
		price_change: null,
		checksum: (position * 2_654_435_761 + 97).toString(16).slice(-8).padStart(8, '0'),
		source: SOURCES[position % SOURCES.length],
		newsletter_subscribe: position % 4 === 0,
		facility: `/v1/facility/${facility}`,
		facility_resources: [`/v1/facility/${facility}/resource/${1 + (position % 12)}`],
		resource_uri: `/v1/facility/${facility}/bookings/${id}`,
	};
}

/** When the guests of a position come: eight half hours every evening, one booking in each. */
export function bookingDate(position: number): Date {
	const evening = Math.floor(position / SLOTS_AN_EVENING);
	const slot = position % SLOTS_AN_EVENING;
	return new Date(FIRST_EVENING + evening * DAY_MS + slot * HALF_HOUR_MS);
}

export function bookingId(position: number): number {
	return FIRST_ID + position;
}

export function bookingStatus(position: number): string {
	return STATUSES[position % STATUSES.length];
}

/** The position of a booking's id, or -1 when it is none of the first `count`. */
export function positionOfBooking(id: string, count: number): number {
	const position = /^\d+$/.test(id) ? Number(id) - FIRST_ID : -1;
	return position >= 0 && position < count ? position : -1;
}
