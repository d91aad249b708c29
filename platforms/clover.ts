import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { events, resources } from './clover/events';

/** Key and id of `O:GHIVJT2ABCRSC`; null for anything that is not written so. */
function parseObjectId(value: unknown): { key: string; id: string } | null {
	const [, key, id] = typeof value === 'string' ? (/^([^:]*):(.*)$/s.exec(value) ?? []) : [];
	return key === undefined || id === undefined ? null : { key, id };
}

/** `order.create` of `O:GHIVJT2ABCRSC` and `CREATE`. A key that is not known keeps its own name. */
function nameOf({ objectId, type }: Record<string, unknown>): string | undefined {
	const object = parseObjectId(objectId);
	if (!object || typeof type !== 'string') return undefined;
	const known = resources.find(({ key }) => key === object.key);
	return `${known?.type ?? object.key}.${type.toLowerCase()}`;
}

function envelope({ name, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const [type, operation = ''] = name.split('.');
	const key = resources.find((resource) => resource.type === type)?.key ?? type;
	const { appId, merchantId = '' } = account;
	const update = {
		objectId: `${key}:${resourceId ?? ''}`,
		type: operation.toUpperCase(),
		ts: Date.parse(occurredAt),
		...data,
	};
	return { appId, merchants: { [merchantId]: [update] } };
}

/** @see https://docs.clover.com/dev/docs/webhooks */
export const clover = definePlatform({
	id: 'clover',
	name: 'Clover',
	description: 'Orders, payments, inventory and customers of the tills, as short notices',
	aliases: ['Clover POS', 'Fiserv'],
	docsUrl: 'https://docs.clover.com/dev/docs/webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'Whether and when failed deliveries are repeated, and for how long Clover waits for an answer',
		'The order of deliveries, and whether each arrives: an older text says that neither is guaranteed',
		'Which operations a key has besides those that its description names',
	],
	requiresHttps: true,
	signature: { kind: 'token', in: { header: 'X-Clover-Auth', prefix: '' } },
	setupCheck: { kind: 'acknowledge', field: 'verificationCode' },
	events,
	payload: {
		events: { mapAt: 'merchants', keyAs: 'merchantId' },
		event: [{ from: nameOf }],
		id: [],
		occurredAt: [{ body: 'ts' }],
		resourceId: [{ from: ({ objectId }) => parseObjectId(objectId)?.id }],
		account: {
			merchantId: { sources: [{ delivery: 'merchantId' }], label: 'Merchant ID' },
			appId: { sources: [{ delivery: 'appId' }], label: 'App ID' },
		},
		data: [],
	},
	dedupeBy: 'signedBytes',
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Create the credential with any long random text as signing secret for now, choose it in this node and publish the workflow: Clover checks the URL before it shows its code',
			'In the Clover Developer Dashboard, open Your Apps > the app > App Settings > Webhooks, paste the URL and click Send Verification Code',
			'Read the verification code in the log of n8n, or on the Refused output of this node where it has one, enter it at Clover, click Verify and Save',
			'Copy the Clover Auth Code from the Webhooks section of the App Settings into the credential, in place of that random text',
			'Under Events Subscriptions, select the event types and save',
		],
		notes: [
			'An app has one webhook URL for all its merchants: account.merchantId tells them apart, also in Only Start When',
			'Each event type needs the Read permission of the app for it, and a merchant who installed the app before has to install it again',
			'The notices hold no details: fetch the order or payment with its id',
			'One sale is several order updates',
			'Hosted Checkout is another product of Clover, whose webhooks are signed in another way',
		],
	},
	retry: {
		delaysSeconds: [],
		note: 'Whether failed deliveries are repeated is not documented, and older documents do not guarantee that a notice arrives',
	},
});
