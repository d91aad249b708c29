export interface Location {
	locationId: string;
	locationUuid: string;
	name: string;
	timezone: string;
	urlName: string;
	available: boolean;
}

/** `loc_xxxxxxxxx` is the location of the webhook samples; uuids are no RFC 4122 UUIDs there. */
const LOCATIONS: readonly Location[] = [
	{
		locationId: '1234',
		locationUuid: 'loc_xxxxxxxxx',
		name: 'Taproom',
		timezone: 'America/New_York',
		urlName: 'taproom',
		available: true,
	},
	{
		locationId: '1235',
		locationUuid: 'loc_b~eer-g_1',
		name: 'Beer Garden',
		timezone: 'America/New_York',
		urlName: 'beer-garden',
		available: false,
	},
];

/** A location that exists but has not granted this account access. */
export const NOT_GRANTED = 'loc_zzzzzzzzz';

export function locations(): Location[] {
	return [...LOCATIONS];
}

/** The location, null when there is none, or `notGranted` when it is somebody else's. */
export function findLocation(locationUuid: string): Location | 'notGranted' | null {
	if (locationUuid === NOT_GRANTED) return 'notGranted';
	return LOCATIONS.find((location) => location.locationUuid === locationUuid) ?? null;
}
