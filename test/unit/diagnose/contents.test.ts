import type { HmacScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, hmac, NOW, perhaps, SHARED } from '../../support/refusals';

const timed: HmacScheme = {
	...custom.signature,
	signedContent: '{timestamp}.{body}',
	timestamp: { source: { header: 'X-Time' }, unit: 's', hasDecimals: true, toleranceSeconds: 300 },
};

describe('diagnose(other signed content)', () => {
	it.each([
		[BODY, '{body}'],
		[`${NOW}${BODY}`, '{timestamp}{body}'],
		[`${NOW}:${BODY}`, '{timestamp}:{body}'],
		[`${NOW},${BODY}`, '{timestamp},{body}'],
		[`v0:${NOW}:${BODY}`, 'v0:{timestamp}:{body}'],
		[`${BODY}${NOW}`, '{body}{timestamp}'],
		[`evt_1.${NOW}.${BODY}`, '{id}.{timestamp}.{body}'],
		[`https://n8n.example/webhook/1${BODY}`, '{url}{body}'],
	])('finds %s', (content, template) => {
		const headers = {
			'X-Webhook-Signature': hmac(SHARED, content),
			'X-Webhook-Timestamp': String(NOW),
			'X-Webhook-Id': 'evt_1',
		};
		const url = 'https://n8n.example/webhook/1';
		const words = `covers "${template}", while Gustaio is set up for "{timestamp}.{body}"`;
		expect(diagnosed({ platform: gustaio, headers, url })).toEqual(
			certainly('signed_content_differs', words),
		);
	});

	it.each([
		[
			'a header',
			{ 'X-Signature': hmac(SHARED, `${NOW}.${BODY}`), 'X-Request-Timestamp': String(NOW) },
			'Signed Content to Timestamp and Body, Joined by a Dot, Timestamp Source to Header and Timestamp Header to x-request-timestamp.',
		],
		[
			'a header, in milliseconds',
			{ 'X-Signature': hmac(SHARED, `${NOW}000.${BODY}`), 'X-Timestamp': `${NOW}000` },
			'Timestamp Header to x-timestamp and Timestamp Unit to Milliseconds.',
		],
		[
			'the signature header',
			{ 'X-Signature': `t=${NOW},v1=${hmac(SHARED, `${NOW}.${BODY}`)}` },
			'Signature Layout to Named Fields, Signed Content to Timestamp and Body, Joined by a Dot and Timestamp Source to Signature Header.',
		],
	])('says what to set for a time in %s', (_, headers, words) => {
		const scheme: HmacScheme = { ...custom.signature, header: 'X-Signature' };
		expect(diagnosed({ platform: custom, scheme, headers })).toEqual(
			certainly('signed_content_differs', words),
		);
	});

	it('finds a time in the body', () => {
		const time = '2026-01-01T00:00:00.000+0000';
		const body = `{"timestamp":"${time}","eventType":"low_quantity"}`;
		const signature = hmac(SHARED, body + time, { encoding: 'base64' });
		const found = diagnosed({
			platform: custom,
			headers: { 'Kitchen-Signature': signature },
			body,
		});
		expect(found).toEqual(
			certainly(
				'signed_content_differs',
				'Signed Content to Body and Timestamp, Timestamp Source to Body',
			),
		);
		expect(found?.explanation).toContain('Timestamp Unit to ISO 8601');
		expect(found?.explanation).toContain('Signature Header to kitchen-signature');
		expect(found?.explanation).toContain('Encoding to Base64,');
	});

	it.each([
		['http://n8n.example/hook', 'with http instead of https'],
		['https://n8n.example/hook/', 'with a slash at its end'],
	])('finds the URL %s signed behind a proxy', (signed, words) => {
		const scheme: HmacScheme = { ...custom.signature, signedContent: '{url}{body}' };
		const headers = { 'X-Webhook-Signature': hmac(SHARED, signed + BODY) };
		const url = 'https://n8n.example/hook';
		const found = diagnosed({ platform: custom, scheme, headers, url });
		expect(found).toEqual(certainly('url_differs', words));
		expect(found?.explanation).toContain('Set Webhook URL to what is entered at the sender.');
	});
});

describe('diagnose(headers with other names)', () => {
	it('finds signature, time and id of a sender like Standard Webhooks', () => {
		const key = Buffer.from('kitchen-secret');
		const signature = hmac(key, `msg_1.${NOW}.${BODY}`, { encoding: 'base64' });
		const headers = {
			'X-Old-Id': 'msg_1',
			'X-Old-Timestamp': String(NOW),
			'X-Old-Signature': `v1,${signature}`,
		};
		const secrets = { secret: `whsec_${key.toString('base64')}` };
		const found = diagnosed({ platform: standardWebhooks, headers, secrets });
		expect(found).toEqual(certainly('timestamp_place_differs', '(x-old-signature)'));
		expect(found?.explanation).toContain('delivery id stands in another header');
		expect(found?.explanation).toContain('can be received as platform Custom');
	});

	it('suggests another signature header where no secret fits', () => {
		const headers = { 'X-Hub-Signature-256': hmac('another secret', BODY) };
		expect(diagnosed({ platform: custom, headers })).toEqual(
			perhaps('signature_header_differs', 'Set Signature Header to x-hub-signature-256.'),
		);
	});
});

describe('diagnose(a time in another unit)', () => {
	it.each([
		['s', `${NOW}123`, 'sent in milliseconds, while it is expected in seconds'],
		['ms', String(NOW), 'sent in seconds, while it is expected in milliseconds'],
		['s', '2026-01-01T00:00:00Z', 'sent as ISO 8601, while it is expected in seconds'],
		['iso', String(NOW), 'sent in seconds, while it is expected as ISO 8601'],
	] as const)('finds that %s is expected and %s is sent', (unit, time, words) => {
		const scheme = { ...timed, timestamp: { ...timed.timestamp!, unit } };
		const headers = (secret: string) => ({
			'X-Webhook-Signature': hmac(secret, `${time}.${BODY}`),
			'X-Time': time,
		});
		const right = diagnosed({ platform: custom, scheme, headers: headers(SHARED) });
		expect(right).toEqual(certainly('timestamp_unit', words));
		const wrong = diagnosed({ platform: custom, scheme, headers: headers('another') });
		expect(wrong).toEqual(perhaps('timestamp_unit', words));
	});

	it('does not excuse a fresh time put beside the signed one', () => {
		const old = `t=${NOW - 1000},v1=${hmac(SHARED, `${NOW - 1000}.${BODY}`)}`;
		const headers = { 'X-Olympus-Signature': `${old},t=${NOW}` };
		expect(diagnosed({ platform: olympusCloud, headers })?.cause).not.toBe('timestamp_unit');
	});
});
