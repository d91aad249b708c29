import type { HmacScheme, SignatureLayout } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { roostSync } from '../../../platforms/roostSync';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, hmac, NOW, perhaps, SHARED } from '../../support/refusals';

const signature = hmac(SHARED, BODY);
const gotab = (value: string, body = BODY) =>
	diagnosed({ platform: goTab, headers: { 'X-GoTab-Signature': value }, body });

describe('diagnose(a signature written in another form)', () => {
	it('finds base64 where hex is expected', () => {
		expect(gotab(hmac(SHARED, BODY, { encoding: 'base64' }))).toEqual(
			certainly('encoding_differs', 'sent as base64, while hex is expected'),
		);
		const urlSafe = hmac(SHARED, `${BODY}8`, { encoding: 'base64url' });
		expect(gotab(urlSafe, `${BODY}8`)).toEqual(
			certainly('encoding_differs', 'sent as URL-safe base64, while hex is expected'),
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

	it.each(['sha1', 'sha384', 'sha512'])('finds %s', (algorithm) => {
		const words = `made with HMAC-${algorithm.toUpperCase()}, while HMAC-SHA256 is expected`;
		expect(gotab(hmac(SHARED, BODY, { algorithm }))).toEqual(certainly('algorithm_differs', words));
	});

	it('finds another prefix, and repeats only those in use', () => {
		expect(gotab(`sha256=${signature}`)).toEqual(
			certainly('prefix_differs', 'behind the prefix sha256=, while none is expected'),
		);
		expect(gotab(`kitchen ${signature}`)).toEqual(
			certainly('prefix_differs', 'behind another prefix, while none is expected'),
		);
		const headers = { 'X-RoostSync-Signature': signature };
		expect(diagnosed({ platform: roostSync, headers })).toEqual(
			certainly('prefix_differs', 'without a prefix, while the prefix sha256= is expected'),
		);
	});

	it('finds several differences at once, and says what to set', () => {
		const headers = { Authorization: `HMAC ${hmac(SHARED, BODY, { encoding: 'base64' })}` };
		const scheme: HmacScheme = { ...custom.signature, header: 'Authorization' };
		const found = diagnosed({ platform: custom, scheme, headers });
		expect(found).toEqual(certainly('encoding_differs'));
		expect(found?.explanation).toContain('Set Encoding to Base64 and Signature Prefix to HMAC.');
	});

	it('suggests the form where no secret fits', () => {
		expect(gotab(hmac('another secret', BODY, { encoding: 'base64' }))).toEqual(
			perhaps('encoding_differs'),
		);
	});
});

describe('diagnose(a signature header laid out in another way)', () => {
	const found = (layout: SignatureLayout, value: string) => {
		const scheme: HmacScheme = { ...custom.signature, layout };
		return diagnosed({ platform: custom, scheme, headers: { 'X-Webhook-Signature': value } });
	};
	const single: SignatureLayout = { kind: 'single', prefix: 'v1=' };
	const fields: SignatureLayout = { kind: 'fields', timestampField: 't', signatureField: 'v1' };

	it.each([
		[single, `v1=${'0'.repeat(64)},v1=${signature}`, 'Signature Layout to Several Signatures.'],
		[single, `v1=${signature},v1=${'0'.repeat(64)}`, 'Signature Layout to Several Signatures.'],
		[single, `t=1,v1=${signature}`, 'Signature Layout to Named Fields.'],
		[fields, `t=1,te=${signature},li=`, 'Signature Field to te.'],
		[fields, signature, 'Signature Layout to Single Signature.'],
	])('finds for %j %s', (layout, value, words) => {
		expect(found(layout, value)).toEqual(certainly('layout_differs', words));
	});

	it('finds a time beside the signature instead of in its header', () => {
		const headers = {
			'X-Olympus-Signature': hmac(SHARED, `${NOW}.${BODY}`),
			'X-Timestamp': `${NOW}`,
		};
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('timestamp_place_differs', 'laid out in another way'),
		);
	});
});
