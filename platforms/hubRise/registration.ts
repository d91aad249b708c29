import type { ApiRegistration } from '../../lib/platform';

/** Its only callback has no id of its own. */
const ID = 'callback';
const PATH = '/callback';

/** `order.create` and `order.update` as `{ order: ['create', 'update'] }`. */
function byResource(names: readonly string[]): Record<string, string[]> {
	const resources: Record<string, string[]> = {};
	for (const name of names) {
		const [resource, type] = name.split('.');
		(resources[resource] ??= []).push(type);
	}
	return resources;
}

const namesIn = (events: unknown) =>
	typeof events === 'object' && events !== null
		? Object.entries(events as Record<string, unknown>).flatMap(([resource, types]) =>
				Array.isArray(types) ? types.map((type) => `${resource}.${String(type)}`) : [],
			)
		: undefined;

/**
 * A connection has one callback. Creating one takes the place of the one before, so an update is a
 * creation too.
 *
 * @see https://www.hubrise.com/developers/api/callbacks
 */
export const registration: ApiRegistration = {
	kind: 'api',
	steps: [
		'Connect an app of your own in the HubRise back office under Settings > Developer, or use the one that you have',
		'Set its active callback to the URL by POST /callback, with the events that you need',
		'Put the client secret of the app into the credential as signing secret: HubRise signs with it',
	],
	notes: [
		'HubRise sends no event for what the same connection has caused itself: test with another app',
		'A connection has one callback, so each workflow needs a connection of its own',
	],
	webhookApis: [
		{
			id: 'callback',
			name: 'Callback',
			description: 'The /callback endpoint of a connection',
			secret: { by: 'user', sent: false },
			webhookAt: [],
			deliveryAt: [],
			read: ({ url, events }) => ({
				id: typeof url === 'string' && url !== '' ? ID : undefined,
				url,
				events: namesIn(events),
			}),
			only: { method: 'GET', path: PATH },
			create: ({ url, events }) => ({
				method: 'POST',
				path: PATH,
				body: { url, events: byResource(events) },
			}),
			remove: () => ({ method: 'DELETE', path: PATH }),
		},
	],
};
