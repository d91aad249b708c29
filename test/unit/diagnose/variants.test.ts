import Stripe from 'stripe';
import { Webhook as StandardWebhook } from 'standardwebhooks';

import type { HmacScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, hmac, NOW, SHARED } from '../../support/refusals';

const BYTES = Buffer.from([0, 255, 16, 32, 64, 128, 7, 9]);

describe('diagnose(another secret)', () => {
	it.each<[string, string | Buffer, string, string, string]>([
		[
			'the white space pasted on both sides',
			' kitchen-secret\n',
			' kitchen-secret\n',
			'secret_white_space',
			'together with the white space around it',
		],
		[
			'a line break that its shell added',
			'kitchen-secret\n',
			'kitchen-secret',
			'secret_white_space',
			'followed by a line break',
		],
		[
			'no zero-width space, which the credential has',
			'kitchen-secret',
			'kitchen\u200b-secret',
			'secret_white_space',
			'invisible characters',
		],
		[
			'no quotation marks',
			'kitchen-secret',
			'"kitchen-secret"',
			'secret_quoted',
			'without the quotation marks',
		],
		['base64', BYTES, 'AP8QIECABwk=', 'secret_format_differs', 'decoded from base64, while'],
		[
			'base64 behind whsec_',
			BYTES,
			'whsec_AP8QIECABwk=',
			'secret_format_differs',
			'as a Standard Webhooks secret, while',
		],
		['hex', BYTES, '00FF102040800709', 'secret_format_differs', 'decoded from hex, while'],
		[
			'whsec_ before the stored secret',
			'whsec_a!b',
			'a!b',
			'secret_prefix_differs',
			'with whsec_ in front of it',
		],
		[
			'the secret without its prefix',
			'kitchen!secret',
			'whsec_kitchen!secret',
			'secret_prefix_differs',
			'without what stands before its underscore',
		],
	])('finds that the sender uses %s', (_, key, stored, cause, words) => {
		const headers = { 'X-GoTab-Signature': hmac(key, BODY) };
		expect(diagnosed({ platform: goTab, secrets: { secret: stored }, headers })).toEqual(
			certainly(cause, words),
		);
		const secrets = { secret: 'a new one', previousSecret: stored };
		expect(diagnosed({ platform: goTab, secrets, headers })).toEqual(
			certainly(cause, 'fits the previous secret'),
		);
	});

	it("finds it in stripe's layout", () => {
		const secret = 'whsec_kitchen';
		const signature = Stripe.webhooks.generateTestHeaderString({
			payload: BODY,
			secret,
			timestamp: NOW,
		});
		const headers = { 'X-Olympus-Signature': signature };
		const secrets = { secret: 'kitchen' };
		expect(diagnosed({ platform: olympusCloud, secrets, headers })).toEqual(
			certainly('secret_prefix_differs'),
		);
	});

	it('finds that only the previous secret is filled in', () => {
		const headers = { 'X-GoTab-Signature': hmac('kitchen-secret', BODY) };
		const secrets = { secret: ' ', previousSecret: 'kitchen-secret' };
		expect(diagnosed({ platform: goTab, secrets, headers })).toEqual(
			certainly('secret_in_wrong_field', 'Move the previous secret'),
		);
	});

	it('says which format to choose, as for the key of a Teams outgoing webhook', () => {
		const scheme: HmacScheme = {
			...custom.signature,
			header: 'Authorization',
			encoding: 'base64',
			layout: { kind: 'single', prefix: 'HMAC ' },
		};
		const headers = { Authorization: `HMAC ${hmac(BYTES, BODY, { encoding: 'base64' })}` };
		const secrets = { secret: BYTES.toString('base64') };
		expect(diagnosed({ platform: custom, scheme, headers, secrets })).toEqual(
			certainly('secret_format_differs', 'Set Secret Format to Base64.'),
		);
	});
});

describe('diagnose(another secret of Standard Webhooks)', () => {
	const bytes = Buffer.from([251, 255, 191, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	const correct = `whsec_${bytes.toString('base64')}`;
	const sign = (webhook: StandardWebhook) => ({
		'webhook-id': 'msg_1',
		'webhook-timestamp': String(NOW),
		'webhook-signature': webhook.sign('msg_1', new Date(NOW * 1000), BODY),
	});
	const signed = sign(new StandardWebhook(correct));
	const raw = (key: string) => sign(new StandardWebhook(Buffer.from(key), { format: 'raw' }));

	it.each([
		['hex', signed, bytes.toString('hex'), 'secret_format_differs'],
		['white space inside', signed, correct.replace('whsec_', 'whsec_ '), 'secret_white_space'],
		['quotation marks', signed, `'${correct}'`, 'secret_quoted'],
		['text for a key', raw('whsec_kitchen0'), 'whsec_kitchen0', 'secret_format_differs'],
		['text, without prefix', raw('kitchen0'), 'whsec_kitchen0', 'secret_prefix_differs'],
		['text, prefix lost', raw('whsec_kitchen0'), 'kitchen0', 'secret_prefix_differs'],
	])('finds %s', (_, headers, secret, cause) => {
		expect(diagnosed({ platform: standardWebhooks, secrets: { secret }, headers })).toEqual(
			certainly(cause),
		);
	});
});

/** A refused delivery of which `sent` arrived and `signed` was signed. */
function changed(sent: Buffer | string, signed: Buffer | string) {
	const headers = { 'X-GoTab-Signature': hmac(SHARED, signed) };
	return diagnosed({ platform: goTab, headers, body: sent });
}

describe('diagnose(a body written anew)', () => {
	const COMPACT = '{"guest":"J\u00fcrgen","path":"a/b","total":86.0,"of":[{"n":1},2]}';

	// Each signed text is what the named library writes for the compact one, numbers apart.
	it.each([
		[
			'as JSON.stringify of JavaScript writes it',
			'{"guest":"J\u00fcrgen","path":"a/b","total":86,"of":[{"n":1},2]}',
		],
		[
			'indented by two spaces',
			'{\n  "guest": "J\u00fcrgen",\n  "path": "a/b",\n  "total": 86,\n  "of": [\n    {\n      "n": 1\n    },\n    2\n  ]\n}',
		],
		[
			'as json.dumps of Python writes it',
			'{"guest": "J\\u00fcrgen", "path": "a/b", "total": 86.0, "of": [{"n": 1}, 2]}',
		],
		[
			'with a space after commas and colons',
			'{"guest": "J\u00fcrgen", "path": "a/b", "total": 86.0, "of": [{"n": 1}, 2]}',
		],
		[
			'as json_encode of PHP writes it',
			'{"guest":"J\\u00fcrgen","path":"a\\/b","total":86.0,"of":[{"n":1},2]}',
		],
		[
			'without white space, special characters as \\u escapes',
			'{"guest":"J\\u00fcrgen","path":"a/b","total":86.0,"of":[{"n":1},2]}',
		],
	])('finds that JSON was signed %s', (how, signed) => {
		const cause = certainly('body_reserialised', `written differently: ${how}. Either`);
		expect(changed(COMPACT, signed)).toEqual(cause);
	});

	it('finds that compact JSON was signed and something indented it', () => {
		const signed = '{"a":[1,{"b":"\\u00fc <&>"}],"total":12.50}';
		const sent =
			'{\n  "a": [\n    1,\n    {\n      "b": "\\u00fc <&>"\n    }\n  ],\n  "total": 12.50\n}\n';
		expect(changed(sent, signed)).toEqual(certainly('body_reserialised', 'without white space'));
	});

	it('finds none for other JSON, for what is no JSON, and for JSON nested too deeply', () => {
		expect(changed('{"a":1}', '{"a":2}')).toBeNull();
		expect(changed('a=1&b=2', 'a=1, b=2')).toBeNull();
		const deep = '['.repeat(20_000) + ']'.repeat(20_000);
		expect(changed(deep, 'anything else')).toBeNull();
	});
});

describe('diagnose(a body with other bytes)', () => {
	it.each([
		['{"a":1}', '{"a":1}\n', 'with a line break at its end'],
		['{"a":1}\n', '{"a":1}', 'without the line break at its end'],
		['{"a":1}\r\n', '{"a":1}', 'without the line break at its end'],
		['{\r\n"a":1\r\n}', '{\n"a":1\n}', 'with Unix (LF) line endings'],
		['{\n"a":1\n}', '{\r\n"a":1\r\n}', 'with Windows (CRLF) line endings'],
		['\ufeff{"a":1}', '{"a":1}', 'without a byte order mark'],
		['{"a":1}', '\ufeff{"a":1}', 'with a byte order mark'],
		[Buffer.from([65, 0xff]), 'A\ufffd', 'with characters replaced that are not valid UTF-8'],
	])('finds that %j arrived for %j', (sent, signed, words) => {
		expect(changed(sent, signed)).toEqual(certainly('body_changed', `fits the body ${words}`));
	});

	it('finds it where the signature covers a time too', () => {
		const signature = `t=${NOW},v1=${hmac(SHARED, `${NOW}.{"a":1}\n`)}`;
		const headers = { 'X-Olympus-Signature': signature };
		expect(diagnosed({ platform: olympusCloud, headers, body: '{"a":1}' })).toEqual(
			certainly('body_changed'),
		);
	});
});
