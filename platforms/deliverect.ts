import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { CANCEL, events } from './deliverect/events';

const has = (payload: Record<string, unknown>, ...fields: string[]): boolean =>
	fields.some((field) => payload[field] !== undefined && payload[field] !== null);

/**
 * What a delivery is, told by its fields: none of them is a name. Those of an order with its items
 * come first, because it may hold a courier as well.
 */
function nameOf(
	payload: Record<string, unknown>,
	delivery?: Record<string, unknown>,
): string | undefined {
	if (delivery) return 'store.status_updated';
	if (has(payload, '_id', 'items')) {
		return Number(payload.status) === CANCEL ? 'order.cancelled' : 'order.created';
	}
	if (has(payload, 'orderId')) {
		const isOfCourier = has(payload, 'courier', 'courierName', 'courierId', 'dispatchPartner');
		return isOfCourier ? 'order.courier_updated' : 'order.status_updated';
	}
	return has(payload, 'locationId', 'channelLinkId') && has(payload, 'status')
		? 'store.status_updated'
		: undefined;
}

/** Six digits of a second, as Deliverect writes them. */
const micros = (iso: string) =>
	iso.replace(/(?:\.(\d{1,3}))?Z$/, (_, ms = '0') => `.${String(ms).padEnd(6, '0')}Z`);

function envelope({ name, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const { accountId, locationId, channelLinkId } = account;
	const time = micros(occurredAt);
	switch (name) {
		case 'order.status_updated':
			return { orderId: resourceId, timeStamp: time, location: locationId, ...data };
		case 'order.courier_updated':
			return { received: time, orderId: resourceId, location: locationId, ...data };
		case 'store.status_updated':
			return { storeStatusSyncUpdates: [{ eventTime: time, locationId, channelLinkId, ...data }] };
		default:
			return {
				_created: time,
				_updated: time,
				_id: resourceId,
				account: accountId,
				location: locationId,
				channelLink: channelLinkId,
				...data,
				...(name === 'order.cancelled' && { status: CANCEL }),
			};
	}
}

/** @see https://developers.deliverect.com/reference/reporting-webhooks */
export const deliverect = definePlatform({
	id: 'deliverect',
	name: 'Deliverect',
	description:
		'Orders of all delivery channels, their status and couriers, and stores that open or close',
	aliases: ['Reporting Webhooks', 'Store API', 'Delivery'],
	docsUrl: 'https://developers.deliverect.com/reference/reporting-webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'That the kinds of deliveries can be told apart by their fields, of which the documents say nothing: the names of the events are those of this node',
		'The meaning of the numbers of statuses, of which some come from a study of the documents',
		'The fields of a change of a store, of which the documents say that they are a list named storeStatusSyncUpdates',
		'The currency of amounts, and some fields of an order, which come from that study as well',
		'Where the secret is set, and that it is the id of the channel link or location before certification',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Server-Authorization-HMAC-SHA256',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		events: 'storeStatusSyncUpdates',
		event: [{ from: nameOf }],
		id: [],
		occurredAt: [
			{ body: '_updated' },
			{ body: 'timeStamp' },
			{ body: 'received' },
			{ body: 'eventTime' },
		],
		resourceId: [{ body: '_id' }, { body: 'orderId' }, { body: 'locationId' }],
		account: {
			accountId: { sources: [{ body: 'account' }, { body: 'accountId' }], label: 'Account ID' },
			locationId: { sources: [{ body: 'location' }, { body: 'locationId' }], label: 'Location ID' },
			channelLinkId: {
				sources: [{ body: 'channelLink' }, { body: 'channelLinkId' }],
				label: 'Channel Link ID',
			},
		},
		data: [],
	},
	// A cancellation has the id of the order that it calls off.
	dedupeBy: 'signedBytes',
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Agree with Deliverect on the reporting service, which costs extra, and on the accounts that it is for',
			'Enter the signing secret in the credential: the id of the channel link or of the location before certification, afterwards a long random text that you give to Deliverect',
			'Send the Production URL to the API support of Deliverect, with the kinds of data that you want: new orders, status updates, courier updates, store status',
			'Ask that all of them go to this URL: this node tells them apart',
		],
		notes: [
			'The id of a channel link or location is no secret, because deliveries hold it: go live with a secret of your own only',
			'Each event is sent once, whatever is answered: what is sent while n8n is down is lost',
			'A cancellation is the order once more with the status 100, here the event order.cancelled; a status update to 110 says that the till has called it off',
			'The webhooks of the POS, KDS, channel and dispatch APIs want other answers than this node gives: use those for reporting or of the Store API',
			'Amounts are divided by the decimalDigits of the order in common; in data they are as sent',
		],
	},
	retry: {
		delaysSeconds: [],
		repeats: [],
		timeoutSeconds: 20,
		note: 'Every event is delivered in one attempt, whatever the answer, so events sent during an outage are lost',
	},
});
