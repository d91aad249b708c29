import { safeHeaders } from '../../../lib/receive/deliveryInfo';
import type { HmacScheme, SignatureScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { resmio } from '../../../platforms/resmio';
import { standardWebhooks } from '../../../platforms/standardWebhooks';

const sent = {
	'content-type': 'application/json',
	'user-agent': 'Sender/1.0',
	authorization: 'Basic bjhuOnBhc3M=',
	cookie: 'session=1',
	'x-api-key': 'k',
	'x-forwarded-for': '10.0.0.1',
	'webhook-id': 'msg_1',
	'webhook-timestamp': '1767225600',
	'webhook-signature': 'v1,c2lnbmF0dXJl',
	'x-gotab-signature': 'ab',
	'x-gotab-event-target-uuid': 'ord_1',
	'x-webhook-signature': 'cd',
};

describe('safeHeaders', () => {
	it('passes on what a platform is known to send, without its signature', () => {
		const { signature } = standardWebhooks;
		expect(safeHeaders(standardWebhooks, signature, sent)).toEqual({
			'content-type': 'application/json',
			'user-agent': 'Sender/1.0',
			'webhook-id': 'msg_1',
			'webhook-timestamp': '1767225600',
		});
		expect(safeHeaders(goTab, goTab.signature, sent)).toEqual({
			'content-type': 'application/json',
			'user-agent': 'Sender/1.0',
			'x-gotab-event-target-uuid': 'ord_1',
		});
	});

	it('never passes on a user name and password', () => {
		const scheme: SignatureScheme = resmio.signature;
		expect(Object.keys(safeHeaders(resmio, scheme, sent))).toEqual(['content-type', 'user-agent']);
	});

	it.each(['Authorization', 'Cookie', 'X-Own-Signature'])(
		'withholds %s also where a user says that it names the event',
		(header) => {
			const scheme: HmacScheme = { ...custom.signature, header: 'X-Own-Signature' };
			const platform = { payload: { ...custom.payload, event: [{ header }] } };
			const headers = { ...sent, 'x-own-signature': 'ab', [header.toLowerCase()]: 'hidden' };
			expect(JSON.stringify(safeHeaders(platform, scheme, headers))).not.toContain('hidden');
		},
	);

	it('leaves out a header that was sent twice', () => {
		const headers = { 'user-agent': ['a', 'b'], 'Content-Type': 'text/plain' };
		expect(safeHeaders(goTab, goTab.signature, headers)).toEqual({ 'content-type': 'text/plain' });
	});
});
