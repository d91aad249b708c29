import type { HmacScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { gustaio } from '../../../platforms/gustaio';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, hmac, NOW, perhaps, SHARED } from './refusals';

const signature = hmac(SHARED, BODY);

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

	it('finds signature, id and time under other names', () => {
		const key = Buffer.from('kitchen-secret');
		const sent = {
			'x-old-id': 'msg_1',
			'x-old-timestamp': String(NOW),
			'x-old-signature': `v1,${hmac(key, `msg_1.${NOW}.${BODY}`, { encoding: 'base64' })}`,
		};
		const secrets = { secret: `whsec_${key.toString('base64')}` };
		const found = diagnosed({ platform: standardWebhooks, headers: sent, secrets });
		expect(found).toMatchObject({ cause: 'timestamp_header_differs', certain: true });
		expect(found?.explanation).toContain('(x-old-signature)');
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
