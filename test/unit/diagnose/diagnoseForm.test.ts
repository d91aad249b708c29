import { createHmac } from 'crypto';

import { goTab } from '../../../platforms/goTab';
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
