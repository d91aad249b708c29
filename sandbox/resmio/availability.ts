const DAYS = 7;
const SLOTS_A_DAY = 8;
const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;
const OPENS_AT_MS = 17 * 3_600_000;
const LARGEST_PARTY = 8;

/**
 * Free times for a party, eight half hours a day in the week from `from` on. Larger parties than
 * eight find none.
 *
 * @param from Unix milliseconds
 */
export function availability(facility: string, from: number, party: number) {
	const midnight = Math.floor(from / DAY_MS) * DAY_MS;
	const times = Array.from({ length: DAYS * SLOTS_A_DAY }, (_, index) => {
		const day = Math.floor(index / SLOTS_A_DAY);
		return midnight + day * DAY_MS + OPENS_AT_MS + (index % SLOTS_A_DAY) * HALF_HOUR_MS;
	});
	return times.map((time) => slot(facility, new Date(time), party));
}

/** The fields are those of the platform's own booking widget. */
function slot(facility: string, time: Date, party: number) {
	const id = time.getTime() / 1000;
	const date = time.toISOString().replace('.000Z', 'Z');
	const available = party <= LARGEST_PARTY;
	return {
		available,
		available_authenticated: available,
		checksum: id.toString(16),
		date,
		id,
		local_date_formatted: date.slice(0, 10),
		local_time_formatted: date.slice(11, 16),
		message: available ? '' : 'No table of this size is free',
		price_change: null,
		resource_uri: `/v1/facility/${facility}/availability/${id}`,
	};
}
