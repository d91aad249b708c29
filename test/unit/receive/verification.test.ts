import { safeHeaders, unverified, verified } from '../../../lib/receive/verification';
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

describe('verified', () => {
	it('says what was checked of a signature with a time', () => {
		const verdict = { matched: 'previous' as const, timestampSeconds: 1767225600 };
		expect(verified(standardWebhooks, standardWebhooks.signature, {}, verdict)).toEqual({
			verified: true,
			scheme: 'hmac-sha256',
			matchedSecret: 'previous',
			signedAt: '2026-01-01T00:00:00.000Z',
			checks: ['signature', 'timestamp'],
			headers: {},
		});
	});

	it.each<[string, SignatureScheme, string, string]>([
		['a signature without a time', goTab.signature, 'hmac-sha256', 'signature'],
		['user name and password', { kind: 'basic' }, 'basic', 'password'],
		['a token', { kind: 'token', in: { query: 'token' } }, 'token', 'token'],
	])('says what was checked of %s', (_, scheme, name, check) => {
		expect(verified(goTab, scheme, {}, { matched: 'current' })).toMatchObject({
			scheme: name,
			signedAt: null,
			checks: [check],
		});
	});
});

describe('unverified', () => {
	it('claims nothing', () => {
		expect(unverified(goTab, goTab.signature, sent)).toMatchObject({
			verified: false,
			scheme: 'none',
			matchedSecret: null,
			checks: [],
		});
	});
});
