import { notFound } from '../refusal';

const evenings = [
	{ begins: '17:00', ends: '23:00', capacity: 80, weekdays: [1, 2, 3, 4, 5, 6, 7] },
] as const;

/** Fields that public clients of the API read; `the-fish` is the documentation's example. */
const FACILITIES = [
	{
		id: 'the-fish',
		name: 'The Fish',
		slug: 'the-fish',
		city: 'Berlin',
		phone: '+49 30 5550100',
		timezone: 'Europe/Berlin',
		booking_enabled: true,
		opening_hours: evenings,
		resource_uri: '/v1/facility/the-fish',
	},
	{
		id: 'zum-anker',
		name: 'Zum Anker',
		slug: 'zum-anker',
		city: 'Hamburg',
		phone: '+49 40 5550100',
		timezone: 'Europe/Berlin',
		booking_enabled: false,
		opening_hours: evenings,
		resource_uri: '/v1/facility/zum-anker',
	},
] as const;

export function facilities() {
	return [...FACILITIES];
}

/** @throws Refusal 404 when there is none with this id */
export function findFacility(id: string) {
	const found = FACILITIES.find((facility) => facility.id === id);
	if (!found) throw notFound('Facility');
	return found;
}
