import { moment, object, optionalObject, requiredText } from '../lib/event/schema';
import { definePlatform } from '../lib/platform';

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export const standardWebhooks = definePlatform({
	id: 'standardWebhooks',
	name: 'Standard Webhooks',
	description: 'Any service that signs its webhooks by the Standard Webhooks specification',
	aliases: ['Svix'],
	docsUrl: 'https://www.standardwebhooks.com',
	checkedOn: '2026-11-25',
	uncertain: [],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'base64',
		header: 'webhook-signature',
		layout: { kind: 'versioned', version: 'v1', ed25519Version: 'v1a' },
		signedContent: '{id}.{timestamp}.{body}',
		timestamp: {
			source: { header: 'webhook-timestamp' },
			unit: 's',
			toleranceSeconds: 300,
		},
		idHeader: 'webhook-id',
		secretFormat: 'whsec',
		// Services that send through Svix mostly keep its older names.
		alternatives: [
			{ header: 'svix-signature', timestampHeader: 'svix-timestamp', idHeader: 'svix-id' },
		],
	},
	events: [
		{
			name: 'example.event',
			displayName: 'Example Event',
			description: 'The example of the specification, to try a connection with',
			resourceType: 'example',
			action: 'occurred',
			summary: 'Example event[ {data.id}]',
			// The data may stand at the top level instead of in `data`.
			schema: () => object({ type: requiredText(), timestamp: moment(), data: optionalObject() }),
			sample: {
				id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
				occurredAt: '2022-11-03T20:26:10.344522Z',
				data: { foo: 'bar', fizzbuzz: 2 },
			},
			evidence: 'documented',
			payloadEvidence: 'documented',
		},
	],
	payload: {
		event: [{ body: 'type' }],
		id: [{ header: 'webhook-id' }, { header: 'svix-id' }],
		occurredAt: [
			{ body: 'timestamp' },
			{ header: 'webhook-timestamp' },
			{ header: 'svix-timestamp' },
		],
		resourceId: [{ body: 'data.id' }],
		account: {},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'eventId',
	envelope: ({ name, occurredAt, data }) => ({ type: name, timestamp: occurredAt, data }),
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'In the settings of the sending service, add a webhook endpoint with the URL',
			'Copy its signing secret, which starts with whsec_, into the credential',
			'Type the names of the events you want, or receive all of them',
		],
	},
	retry: {
		delaysSeconds: [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400],
		repeats: ['3xx', '4xx', '5xx'],
		timeoutSeconds: 30,
		note: 'The specification advises ten attempts over about three days, and to wait 15 to 30 seconds for an answer',
	},
});
