import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { guestEvents } from './goTab/guests';
import { menuEvents } from './goTab/menu';
import { api } from './goTab/api';
import { tabEvents } from './goTab/tabs';

/** Categories have a number but no UUID. */
const isTargetedById = ({ name }: OutgoingEvent) => name === 'CATEGORY_UPDATED';

function envelope(event: OutgoingEvent): Record<string, unknown> {
	const { name, occurredAt, data, account, resourceId } = event;
	return {
		type: name,
		...(isTargetedById(event)
			? { targetUuid: null, targetId: resourceId }
			: { targetUuid: resourceId ?? null }),
		locationUuid: account.locationUuid,
		locationName: account.locationName,
		locationId: account.locationId,
		createdAt: occurredAt,
		data,
	};
}

function headers(event: OutgoingEvent): Record<string, string> {
	const sent: Record<string, string> = {
		'User-Agent': 'GoTab-WebhookAgent/1.0',
		'X-GoTab-Event-Type': event.name,
	};
	const { applicationId } = event.account;
	if (applicationId !== undefined) sent['X-GoTab-Application-ID'] = applicationId;
	if (event.resourceId !== undefined) {
		sent[`X-GoTab-Event-Target-${isTargetedById(event) ? 'ID' : 'UUID'}`] = event.resourceId;
	}
	return sent;
}

/** @see https://docs.gotab.io/concepts/webhooks/ */
export const goTab = definePlatform({
	id: 'goTab',
	name: 'GoTab',
	description: 'Orders, tabs, menus and guests of restaurants and venues',
	docsUrl: 'https://docs.gotab.io/concepts/webhooks/',
	checkedOn: '2026-11-25',
	uncertain: [
		'Whether failed deliveries are repeated',
		'How the signature is written: hex is an interpretation, which receivers in use agree on',
		'Where the cause of CATEGORY_UPDATED stands, and whether it is an object or a list; both are read',
		'Whether totals and prices are in cents',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		// An interpretation: the documentation leaves the encoding open, and all known receivers read hex.
		encoding: 'hex',
		header: 'X-GoTab-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events: [...tabEvents, ...menuEvents, ...guestEvents],
	payload: {
		// Not from the event header: it is not signed.
		event: [{ body: 'type' }],
		id: [],
		occurredAt: [{ body: 'createdAt' }],
		resourceId: [
			{ body: 'targetUuid' },
			{ body: 'targetId' },
			{ body: 'data.targetId' },
			// Not signed: they count only where the body has none of these keys.
			{ header: 'X-GoTab-Event-Target-UUID' },
			// Spelled so in the example of the documentation.
			{ header: 'X-GoTab-Event-Target_UUID' },
			{ header: 'X-GoTab-Event-Target-ID' },
		],
		account: {
			locationId: { sources: [{ body: 'locationId' }], label: 'Location ID' },
			locationUuid: { sources: [{ body: 'locationUuid' }], label: 'Location UUID' },
			locationName: { sources: [{ body: 'locationName' }], label: 'Location Name' },
			// Stands in a header only, which is not signed: it is sent, and shown with the headers.
			applicationId: { sources: [], label: 'Application ID' },
		},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'signedBytes',
	informativeHeaders: ['X-GoTab-Event-Type', 'X-GoTab-Application-ID'],
	envelope,
	headers,
	registration: {
		kind: 'manual',
		steps: [
			'In GoTab, open https://gotab.io/manager/integrations in the All Locations view',
			'Paste the URL as an endpoint and select the events you need',
			'Set a secret, because GoTab signs only then, and put the same secret into the credential',
		],
		notes: [
			'Headers of your own that you add there reach the item when you name them under Options > Pass On Headers',
		],
	},
	api,
	retry: { delaysSeconds: [], note: 'Whether failed deliveries are repeated is not documented' },
});
