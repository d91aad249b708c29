import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { detailRuns, eventOf } from './hospitality/detailRuns';

/*
 * Get Details for the first event about each kind of record, at the platforms where the Trigger
 * registers its webhook: nothing here knows one of them.
 */

const { getDetails } = detailRuns();

const cases = (platforms as readonly Platform[])
	.filter(({ registration }) => registration.kind === 'api')
	.flatMap((platform) =>
		(platform.api?.records ?? []).flatMap(({ type, lookups }) => {
			const event = platform.events.find(
				({ resourceType, action }) => resourceType === type && action !== 'deleted',
			);
			return event && lookups.length > 0 ? [[platform.id, type, event.name] as const] : [];
		}),
	);

it.each(cases)('of %s: a %s, after %s', async (platform, _type, name) => {
	const { json, error } = await getDetails([eventOf(platform, name)]);
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject([{ event: name, detailsSource: 'api' }]);
	expect(Object.keys(Object(json[0][0].details)).length).toBeGreaterThan(1);
});
