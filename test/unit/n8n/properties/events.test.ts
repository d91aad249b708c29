import type { INodePropertyOptions } from 'n8n-workflow';

import { eventProperties } from '../../../../lib/n8n/properties/events';
import { platformProperty } from '../../../../lib/n8n/properties/menu';
import { registrationProperties } from '../../../../lib/n8n/properties/registration';
import type { Platform } from '../../../../lib/platform';
import { platforms } from '../../../../platforms';

describe('eventProperties', () => {
	const menus = eventProperties(platforms).filter(({ name }) => name === 'events');

	it.each(platforms.map((platform) => ({ platform, id: platform.id })))(
		'offers all events of $id by title, All Events first',
		({ platform, id }) => {
			const [menu, ...others] = menus.filter(({ displayOptions }) =>
				displayOptions?.show?.platform?.includes(id),
			);
			expect(others).toEqual([]);
			const [first, ...options] = menu.options as INodePropertyOptions[];
			expect([first.value, menu.default]).toEqual(['*', ['*']]);
			expect(options.map(({ value }) => value).sort()).toEqual(
				platform.events.map(({ name }) => name).sort(),
			);
			const titles = options.map(({ name }) => name);
			expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b)));
			for (const { value, description } of options) expect(description).toContain(String(value));
		},
	);

	it('demands no choice, because a name can be typed in instead', () => {
		expect(menus.map(({ required }) => required)).toEqual(platforms.map(() => undefined));
		expect(eventProperties(platforms).at(-1)).toMatchObject({
			name: 'otherEvents',
			type: 'string',
		});
	});
});

describe('platformProperty', () => {
	it('offers every platform under its id, sorted by name', () => {
		const options = platformProperty(platforms).options as INodePropertyOptions[];
		const byName = (a: { name: string }, b: { name: string }) =>
			a.name.localeCompare(b.name, 'en', { sensitivity: 'base' });
		expect(options.map(({ name, value }) => ({ name, id: value }))).toEqual(
			platforms.map(({ name, id }) => ({ name, id })).sort(byName),
		);
	});
});

describe('registrationProperties', () => {
	const [choice, ...notices] = registrationProperties(platforms);
	const withApi = platforms.flatMap(({ id, registration }: Platform) =>
		registration.kind === 'api' ? [id] : [],
	);

	it('offers automatic registration where the platform has an API', () => {
		expect(choice).toMatchObject({
			name: 'registration',
			default: 'automatic',
			displayOptions: { show: { platform: withApi } },
		});
	});

	it('shows the steps of the dashboard where the user has to take them', () => {
		const shown = notices.map(({ displayOptions }) => displayOptions?.show);
		expect(shown).toEqual(
			platforms.map(({ id }) => ({
				platform: [id],
				...(withApi.includes(id) && { registration: ['manual'] }),
			})),
		);
		const resmio = notices.find(({ name }) => name === 'steps_resmio');
		expect(resmio?.displayName).toContain(
			'Settings &gt; Integration &gt; Developers &gt; Webhooks',
		);
	});
});
