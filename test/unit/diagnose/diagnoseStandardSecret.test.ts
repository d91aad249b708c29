import { Webhook as StandardWebhook } from 'standardwebhooks';

import { standardWebhooks } from '../../../platforms/standardWebhooks';
import { BODY, certainly, diagnosed, NOW } from './refusals';

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
