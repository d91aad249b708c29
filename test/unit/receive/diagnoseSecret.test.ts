import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';

import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, hmac, NOW } from './refusals';

/** What a sender signs with, what the user stored, and what is wrong with it. */
const text: Array<
	[string, { key: string | Buffer; stored: string; cause: string; words: string }]
> = [
	[
		'the white space pasted on both sides',
		{
			key: ' kitchen-secret\n',
			stored: ' kitchen-secret\n',
			cause: 'secret_white_space',
			words: 'together with the white space around it',
		},
	],
	[
		'a line break that the shell of the sender added',
		{
			key: 'kitchen-secret\n',
			stored: 'kitchen-secret',
			cause: 'secret_white_space',
			words: 'followed by a line break',
		},
	],
	[
		'no line break where the credential has one in the middle',
		{
			key: 'kitchen-secret',
			stored: 'kitchen-\nsecret',
			cause: 'secret_white_space',
			words: 'without the white space or invisible characters inside it',
		},
	],
	[
		'no zero-width space, which the credential has',
		{
			key: 'kitchen-secret',
			stored: 'kitchen\u200b-secret',
			cause: 'secret_white_space',
			words: 'invisible characters',
		},
	],
	[
		'no quotation marks',
		{
			key: 'kitchen-secret',
			stored: '"kitchen-secret"',
			cause: 'secret_quoted',
			words: 'without the quotation marks',
		},
	],
	[
		'the bytes that the secret is base64 of',
		{
			key: Buffer.from([0, 255, 16, 32, 64, 128, 7, 9]),
			stored: 'AP8QIECABwk=',
			cause: 'secret_is_base64',
			words: 'decoded from base64',
		},
	],
	[
		'the bytes behind whsec_',
		{
			key: Buffer.from([0, 255, 16, 32, 64, 128, 7, 9]),
			stored: 'whsec_AP8QIECABwk=',
			cause: 'secret_is_base64',
			words: 'decoded from base64',
		},
	],
	[
		'the bytes that the secret is hex of',
		{
			key: Buffer.from([0, 255, 16, 32]),
			stored: '00FF1020',
			cause: 'secret_is_hex',
			words: 'decoded from hex',
		},
	],
	[
		'whsec_ before the stored secret',
		{
			key: 'whsec_a!b',
			stored: 'a!b',
			cause: 'secret_prefix_missing',
			words: 'with whsec_ in front of it',
		},
	],
	[
		'the secret without its prefix',
		{
			key: 'kitchen!secret',
			stored: 'whsec_kitchen!secret',
			cause: 'secret_prefix_superfluous',
			words: 'without what stands before its underscore',
		},
	],
];

describe('diagnose(another secret)', () => {
	it.each(text)('finds that the sender uses %s', (_, { key, stored, cause, words }) => {
		const headers = { 'x-gotab-signature': hmac(key, BODY) };
		expect(diagnosed({ platform: goTab, secrets: { secret: stored }, headers })).toEqual(
			certainly(cause, words),
		);
		const secrets = { secret: 'a new one', previousSecret: stored };
		expect(diagnosed({ platform: goTab, secrets, headers })).toEqual(
			certainly(cause, 'previous secret'),
		);
	});

	it("finds it in stripe's layout", () => {
		const signature = Stripe.webhooks.generateTestHeaderString({
			payload: BODY,
			secret: 'whsec_kitchen',
			timestamp: NOW,
		});
		const headers = { 'x-olympus-signature': signature };
		const secrets = { secret: 'kitchen' };
		expect(diagnosed({ platform: olympusCloud, secrets, headers })).toEqual(
			certainly('secret_prefix_missing'),
		);
	});

	it('finds that only the previous secret is filled in', () => {
		const headers = { 'x-gotab-signature': hmac('kitchen-secret', BODY) };
		const secrets = { secret: ' ', previousSecret: 'kitchen-secret' };
		expect(diagnosed({ platform: goTab, secrets, headers })).toEqual(
			certainly('secret_in_wrong_field', 'Move the previous secret'),
		);
	});

	it.each([
		['in the signature header', { 'x-gotab-signature': 'kitchen-secret' }],
		['in a header of its own', { 'x-webhook-token': 'kitchen-secret' }],
		['as bearer token', { authorization: 'Bearer kitchen-secret' }],
	])('finds that the secret is sent openly %s', (_, headers) => {
		const secrets = { secret: 'kitchen-secret' };
		expect(diagnosed({ platform: goTab, secrets, headers })).toEqual(
			certainly('secret_sent_openly', 'the secret itself'),
		);
	});
});

describe('diagnose(another secret of Standard Webhooks)', () => {
	const bytes = Buffer.from([251, 255, 191, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	const correct = `whsec_${bytes.toString('base64')}`;

	/** Headers of the specification's own library. */
	function headersBy(key: string | Uint8Array, format?: 'raw') {
		const webhook =
			typeof key === 'string' ? new StandardWebhook(key) : new StandardWebhook(key, { format });
		return {
			'webhook-id': 'msg_1',
			'webhook-timestamp': String(NOW),
			'webhook-signature': webhook.sign('msg_1', new Date(NOW * 1000), BODY),
		};
	}
	const raw = (key: string) => headersBy(Buffer.from(key), 'raw');

	it.each([
		['URL-safe base64', headersBy(correct), `whsec_${bytes.toString('base64url')}`],
		['hex', headersBy(correct), bytes.toString('hex')],
		['white space inside', headersBy(correct), correct.replace('whsec_', 'whsec_ ')],
		['quotation marks', headersBy(correct), `'${correct}'`],
		['text for a key', raw('whsec_kitchen!secret'), 'whsec_kitchen!secret'],
		['text for a key, without prefix', raw('kitchen!secret'), 'whsec_kitchen!secret'],
		['text for a key, base64 or not', raw('kitchen0'), 'kitchen0'],
		['text for a key, prefix lost', raw('whsec_kitchen0'), 'kitchen0'],
	])('finds %s', (name, headers, secret) => {
		const causes: Record<string, string> = {
			'URL-safe base64': 'secret_is_base64url',
			hex: 'secret_is_hex',
			'white space inside': 'secret_white_space',
			'quotation marks': 'secret_quoted',
			'text for a key, prefix lost': 'secret_prefix_missing',
		};
		expect(diagnosed({ platform: standardWebhooks, secrets: { secret }, headers })).toEqual(
			certainly(causes[name] ?? 'secret_is_text'),
		);
	});

	it('finds that the other secret makes both unusable', () => {
		const secrets = { secret: correct, previousSecret: 'not base64!' };
		const headers = headersBy(correct);
		expect(diagnosed({ platform: standardWebhooks, secrets, headers })).toEqual(
			certainly('secret_beside_unusable', 'Correct or clear the other one'),
		);
	});
});
