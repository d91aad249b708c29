import { createHmac } from 'crypto';

import Stripe from 'stripe';

import type { HmacScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { roostSync } from '../../../platforms/roostSync';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, hmac, NOW, perhaps, SHARED } from './refusals';

const signature = hmac(SHARED, BODY);
const gotab = (value: string) => ({ 'x-gotab-signature': value });

describe('diagnose(a signature written in another form)', () => {
	it.each([
		['base64', hmac(SHARED, BODY, { encoding: 'base64' }), 'sent as base64, while hex'],
		['base64url', hmac(SHARED, `${BODY}8`, { encoding: 'base64url' }), 'sent as URL-safe base64'],
		['base64 of hex', Buffer.from(signature).toString('base64'), 'encoded once more in base64'],
	])('finds %s', (name, value, words) => {
		const body = name === 'base64url' ? `${BODY}8` : BODY;
		expect(diagnosed({ platform: goTab, headers: gotab(value), body })).toEqual(
			certainly('encoding_differs', words),
		);
	});

	it('finds hex where base64 is expected', () => {
		const key = Buffer.from('kitchen-secret');
		const headers = {
			'webhook-id': 'msg_1',
			'webhook-timestamp': String(NOW),
			'webhook-signature': `v1,${hmac(key, `msg_1.${NOW}.${BODY}`)}`,
		};
		const secrets = { secret: `whsec_${key.toString('base64')}` };
		expect(diagnosed({ platform: standardWebhooks, headers, secrets })).toEqual(
			certainly('encoding_differs', 'sent as hex, while base64 is expected'),
		);
	});

	it.each([
		['sha1', 'HMAC-SHA1'],
		['sha512', 'HMAC-SHA512'],
	])('finds %s', (algorithm, name) => {
		const value = createHmac(algorithm, SHARED).update(BODY).digest('hex');
		expect(diagnosed({ platform: goTab, headers: gotab(value) })).toEqual(
			certainly('algorithm_differs', `made with ${name}, while HMAC-SHA256 is expected`),
		);
	});

	it('finds a prefix that is too much', () => {
		expect(diagnosed({ platform: goTab, headers: gotab(`sha256=${signature}`) })).toEqual(
			certainly('prefix_superfluous', 'with a prefix (sha256=), while none is expected'),
		);
		const unknown = diagnosed({ platform: goTab, headers: gotab(`kitchen ${signature}`) });
		expect(unknown).toEqual(certainly('prefix_superfluous', 'with a prefix, while none'));
	});

	it('finds a prefix that is missing', () => {
		const headers = { 'x-roostsync-signature': signature };
		expect(diagnosed({ platform: roostSync, headers })).toEqual(
			certainly('prefix_missing', 'without the prefix sha256='),
		);
	});

	it('finds several differences at once', () => {
		const value = hmac(SHARED, BODY, { algorithm: 'sha512', encoding: 'base64' });
		const headers = { 'x-roostsync-signature': value };
		const found = diagnosed({ platform: roostSync, headers });
		expect(found).toEqual(certainly('algorithm_differs', 'HMAC-SHA512'));
		expect(found?.explanation).toContain('sent as base64');
		expect(found?.explanation).toContain('without the prefix');
	});

	it('finds another layout', () => {
		const headers = {
			'x-olympus-signature': hmac(SHARED, `${NOW}.${BODY}`),
			'x-timestamp': `${NOW}`,
		};
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('timestamp_header_differs', 'laid out in another way'),
		);
	});

	it('finds something between prefix and signature', () => {
		const headers = { 'x-roostsync-signature': `sha256=v1:${signature}` };
		expect(diagnosed({ platform: roostSync, headers })).toEqual(certainly('layout_differs'));
	});

	it('suggests the form where no secret fits', () => {
		const value = hmac('another secret', BODY, { encoding: 'base64' });
		expect(diagnosed({ platform: goTab, headers: gotab(value) })).toEqual(
			perhaps('encoding_differs'),
		);
	});
});

describe('diagnose(other signed content)', () => {
	const headers = (value: string) => ({
		'x-webhook-signature': value,
		'x-webhook-timestamp': String(NOW),
		'x-webhook-id': 'evt_1',
	});

	it.each([
		[BODY, '"body"'],
		[`${NOW}${BODY}`, '"timestampbody"'],
		[`${NOW}:${BODY}`, '"timestamp:body"'],
		[`v0:${NOW}:${BODY}`, '"v0:timestamp:body"'],
		[`${BODY}.${NOW}`, '"body.timestamp"'],
		[`evt_1.${NOW}.${BODY}`, '"id.timestamp.body"'],
	])('finds %s', (content, words) => {
		expect(diagnosed({ platform: gustaio, headers: headers(hmac(SHARED, content)) })).toEqual(
			certainly(
				'signed_content_differs',
				`covers ${words}, while Gustaio is set up for "timestamp.body"`,
			),
		);
	});

	it('finds a time that the scheme leaves out, and says which settings to change', () => {
		const scheme: HmacScheme = { ...custom.signature, header: 'X-Signature' };
		const sent = {
			'x-signature': hmac(SHARED, `${NOW}.${BODY}`),
			'x-request-timestamp': String(NOW),
		};
		expect(diagnosed({ platform: custom, scheme, headers: sent })).toEqual(
			certainly('signed_content_differs', 'Change the signature settings of this node'),
		);
	});

	it('finds the signature in another header', () => {
		const sent = { 'x-hub-signature-256': `sha256=${signature}` };
		const found = diagnosed({ platform: custom, headers: sent });
		expect(found).toEqual(certainly('signature_header_differs', '(x-hub-signature-256)'));
		expect(found?.explanation).toContain('with a prefix (sha256=)');
	});

	it('finds signature, id and time under the older names of a library', () => {
		const key = Buffer.from('kitchen-secret');
		const sent = {
			'svix-id': 'msg_1',
			'svix-timestamp': String(NOW),
			'svix-signature': `v1,${hmac(key, `msg_1.${NOW}.${BODY}`, { encoding: 'base64' })}`,
		};
		const secrets = { secret: `whsec_${key.toString('base64')}` };
		const found = diagnosed({ platform: standardWebhooks, headers: sent, secrets });
		expect(found).toMatchObject({ cause: 'timestamp_header_differs', certain: true });
		expect(found?.explanation).toContain('(svix-signature)');
	});

	it('finds the id in another header', () => {
		const key = Buffer.from('kitchen-secret');
		const sent = {
			'x-message-id': 'msg_1',
			'webhook-timestamp': String(NOW),
			'webhook-signature': `v1,${hmac(key, `msg_1.${NOW}.${BODY}`, { encoding: 'base64' })}`,
		};
		const secrets = { secret: `whsec_${key.toString('base64')}` };
		expect(diagnosed({ platform: standardWebhooks, headers: sent, secrets })).toEqual(
			certainly('id_header_differs', 'delivery id stands in another header'),
		);
	});

	it('suggests the other header where no secret fits', () => {
		const sent = { 'x-hub-signature-256': hmac('another secret', BODY) };
		expect(diagnosed({ platform: custom, headers: sent })).toEqual(
			perhaps('signature_header_differs', '(x-hub-signature-256)'),
		);
	});

	it('suggests that signing is not switched on', () => {
		expect(diagnosed({ platform: goTab, headers: { 'user-agent': 'curl' } })).toEqual(
			perhaps('signature_not_sent', 'carries no signature'),
		);
	});
});

describe('diagnose(a refused time)', () => {
	const signedAt = (timestamp: number | string, secret = SHARED) => ({
		'x-olympus-signature': `t=${timestamp},v1=${hmac(secret, `${timestamp}.${BODY}`)}`,
	});

	it.each([
		[NOW - 412, 'made 412 seconds ago'],
		[NOW + 412, 'made 412 seconds ahead of now'],
	])('finds the clock off at %d', (timestamp, words) => {
		const found = diagnosed({ platform: olympusCloud, headers: signedAt(timestamp) });
		expect(found).toEqual(certainly('clock_off', words));
		expect(found?.explanation).not.toContain('UTC');
	});

	it("finds it in stripe's signature", () => {
		const value = Stripe.webhooks.generateTestHeaderString({
			payload: BODY,
			secret: SHARED,
			timestamp: NOW - 301,
		});
		const headers = { 'x-olympus-signature': value };
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('clock_off', 'made 301 seconds ago'),
		);
	});

	it('finds it with a body over 1 MB', () => {
		const body = `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`;
		const timestamp = NOW - 1000;
		const value = `t=${timestamp},v1=${hmac(SHARED, `${timestamp}.${body}`)}`;
		const headers = { 'x-olympus-signature': value };
		expect(diagnosed({ platform: olympusCloud, headers, body })).toEqual(
			certainly('clock_off', 'made 1000 seconds ago'),
		);
	});

	it('suspects the time zone when whole hours are missing', () => {
		const headers = signedAt(NOW + 7200 - 3);
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('clock_off', 'local time for UTC'),
		);
	});

	it('claims nothing about the clock unless the signature fits', () => {
		const headers = signedAt(NOW - 412, 'another secret');
		expect(diagnosed({ platform: olympusCloud, headers })).toBeNull();
	});

	it('finds milliseconds for seconds', () => {
		const words = 'sent in milliseconds, while seconds are expected';
		const right = signedAt(`${NOW}123`);
		expect(diagnosed({ platform: olympusCloud, headers: right })).toEqual(
			certainly('timestamp_unit', words),
		);
		const wrong = signedAt(`${NOW}123`, 'another secret');
		expect(diagnosed({ platform: olympusCloud, headers: wrong })).toEqual(
			perhaps('timestamp_unit', words),
		);
	});

	it('finds seconds for milliseconds', () => {
		const scheme: HmacScheme = {
			...custom.signature,
			signedContent: '{timestamp}.{body}',
			timestamp: { header: 'X-Time', unit: 'ms', toleranceSeconds: 300 },
		};
		const headers = {
			'x-webhook-signature': hmac(SHARED, `${NOW}.${BODY}`),
			'x-time': String(NOW),
		};
		expect(diagnosed({ platform: custom, scheme, headers })).toEqual(
			certainly('timestamp_unit', 'sent in seconds, while milliseconds are expected'),
		);
	});

	it('finds that the time is signed in seconds and sent in milliseconds', () => {
		const value = `t=${NOW}123,v1=${hmac(SHARED, `${NOW}.${BODY}`)}`;
		const headers = { 'x-olympus-signature': value };
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('timestamp_unit', 'while the seconds it was signed in are expected'),
		);
	});

	it.each(['2026-01-01T00:00:00Z', `${NOW}.5`])('finds the time written as %s', (timestamp) => {
		expect(diagnosed({ platform: olympusCloud, headers: signedAt(timestamp) })).toEqual(
			certainly('timestamp_format', 'not written as a whole number'),
		);
	});

	it('does not excuse a fresh time put beside the signed one', () => {
		const [old] = Object.values(signedAt(NOW - 1000));
		const headers = { 'x-olympus-signature': `${old},t=${NOW}` };
		expect(diagnosed({ platform: olympusCloud, headers })?.cause).not.toBe('timestamp_format');
	});
});
