import { describeFailure } from '../../../lib/send/failure';

const withCode = (code: string) =>
	Object.assign(new Error('POST https://u:p@host/?key=s'), { code });

describe('describeFailure', () => {
	it.each([
		['ENOTFOUND', 'dns'],
		['EAI_AGAIN', 'dns'],
		['ECONNREFUSED', 'connection_refused'],
		['EHOSTUNREACH', 'connection_refused'],
		['ENETUNREACH', 'connection_refused'],
		['ECONNRESET', 'reset'],
		['EPIPE', 'reset'],
		['ERR_BAD_RESPONSE', 'reset'],
		['ETIMEDOUT', 'timeout'],
		['ECONNABORTED', 'timeout'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
		['CERT_HAS_EXPIRED', 'tls'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
		['EPROTO', 'tls'],
		['ERR_INVALID_URL', 'invalid_url'],
		['HPE_INVALID_CONSTANT', 'http'],
		['SOMETHING_NEW', 'reset'],
	])('calls %s %s', (code, kind) => {
		expect(describeFailure(withCode(code)).class).toBe(kind);
	});

	it('calls what the network policy of n8n refuses blocked, also as a cause', () => {
		const blocked = Object.assign(new Error('10.0.0.1'), { name: 'SsrfBlockedIpError' });
		expect(describeFailure(blocked).class).toBe('blocked');
		const wrapped = Object.assign(withCode('ECONNRESET'), { cause: blocked });
		expect(describeFailure(wrapped).class).toBe('blocked');
	});

	it('names the code but repeats nothing of the message', () => {
		expect(describeFailure(withCode('ECONNREFUSED')).message).toBe(
			'No connection to the endpoint can be made (ECONNREFUSED)',
		);
	});

	it('survives errors that are none, and causes in a ring', () => {
		const ring: { cause?: unknown } = {};
		ring.cause = ring;
		for (const error of [undefined, null, 'text', 7, {}, ring]) {
			expect(describeFailure(error).class).toBe('reset');
		}
	});
});
