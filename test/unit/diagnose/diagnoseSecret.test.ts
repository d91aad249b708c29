import Stripe from 'stripe';

import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
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
