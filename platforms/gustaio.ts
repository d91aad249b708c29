import { definePlatform } from '../lib/platform';
import { events, NAME_KEYS } from './gustaio/events';

/** @see https://gustaio.ai/blog/introducing-webhooks */
export const gustaio = definePlatform({
	id: 'gustaio',
	name: 'Gustaio',
	description: 'Restaurant orders, experiences and menu items',
	docsUrl: 'https://gustaio.ai/blog/introducing-webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'The payloads, which Gustaio shows in its dashboard only: their envelope, the key of the name, and all fields are inferred',
		'Where experienceDetails stands and what it holds; it is looked for in data, data.order, order and beside them, as an object or a list',
		'Whether the timestamp of the signature is in seconds or milliseconds; both are read',
	],
	requiresHttps: true,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Webhook-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{timestamp}.{body}',
		// Called "the Unix timestamp of the delivery", without a unit.
		timestamp: {
			source: { header: 'X-Webhook-Timestamp' },
			unit: 'auto',
			toleranceSeconds: 300,
		},
		secretFormat: 'text',
	},
	events,
	payload: {
		event: NAME_KEYS.map((key) => ({ body: key })),
		id: [],
		occurredAt: [{ body: 'timestamp' }, { header: 'X-Webhook-Timestamp' }],
		resourceId: [
			{ body: 'data.id' },
			{ body: 'data.order.id' },
			{ body: 'data.experience.id' },
			{ body: 'data.menuItem.id' },
			{ body: 'order.id' },
			{ body: 'experience.id' },
			{ body: 'menuItem.id' },
		],
		account: {},
		data: [{ body: 'data' }],
	},
	// No id is known. Should it repeat deliveries one day, signed anew, they would run again until then.
	dedupeBy: 'signedBytes',
	envelope: ({ name, occurredAt, data }) => ({ event: name, timestamp: occurredAt, data }),
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'In the Gustaio dashboard, open Developers in the sidebar and click Create Webhook',
			'Paste the URL',
			'Select the events and click Create',
			'Copy the signing secret into the credential now: it is shown only once',
		],
		notes: [
			'Webhooks are part of all plans, at no extra cost',
			'The dialog Create Webhook shows an example payload with its headers: compare it with the sample here, which is inferred, before you use fields of it',
			'Events sent while n8n is down are lost, because Gustaio does not repeat failed deliveries',
			'Regenerating the secret makes the old one invalid at once, and what is sent until the credential has the new one is lost. To lose nothing, create a second webhook with the same URL, enter its secret with the old one as Previous Signing Secret, and then delete the first; events in between arrive twice',
		],
	},
	retry: {
		delaysSeconds: [],
		note: 'Failed deliveries are not repeated, so events sent during an outage are lost',
	},
});
