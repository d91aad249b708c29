import type { Platform } from '../../../lib/platform';
import { platforms } from '../../../platforms';
import { goldenOf, idsWithFiles } from '../../support/platformFiles';
import { golden } from '../../support/samples';

/*
 * The golden files hold what is sent of every declared event, and the item that comes out of it. A
 * change that is meant to be is written there by `npm run golden`, and read in the difference.
 */

const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);

it('there are files of the declared platforms and of no other', () => {
	const ids = platforms.map(({ id }) => id).sort();
	expect(idsWithFiles('golden')).toEqual(ids);
	expect(idsWithFiles('documented')).toEqual(ids);
});

describe.each(all)('the golden file of %s', (id, platform) => {
	const expected = goldenOf(id);
	const made = golden(platform);

	it('holds the declared events, in their order', () => {
		expect(Object.keys(made)).toEqual(Object.keys(expected));
	});

	it.each(Object.keys(expected))('%s is sent so, and becomes that item', (event) => {
		expect(made[event]).toEqual(expected[event]);
		// The order of its fields is part of what is signed.
		expect(JSON.stringify(made[event].body)).toBe(JSON.stringify(expected[event].body));
	});
});
