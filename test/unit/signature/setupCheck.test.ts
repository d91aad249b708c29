import {
	answerSetupCheck,
	type SetupCall,
	type SetupCheck,
	setupCheckProblem,
} from '../../../lib/signature/setupCheck';

const answer = (check: SetupCheck, call: Partial<SetupCall>, secret = 'secret') =>
	answerSetupCheck(
		check,
		{ isGet: true, query: {}, payload: undefined, isUnsigned: true, ...call },
		secret,
	);

describe('acknowledge', () => {
	const check: SetupCheck = { kind: 'acknowledge', field: 'verificationCode' };

	it('answers an unsigned call with a code, which somebody has to enter', () => {
		expect(answer(check, { payload: { verificationCode: 'a3f1-77' } })).toEqual({
			body: { received: true },
			code: 'a3f1-77',
		});
		expect(answer(check, { payload: { verificationCode: 4711 } })?.code).toBe('4711');
	});

	it.each([
		[
			'a call that brings a signature, or is yet to be verified',
			{ payload: { verificationCode: 'a' }, isUnsigned: false },
		],
		['a call without the field', { payload: { type: 'order.created' } }],
		['a call without a body', {}],
		['a code that a chat would take for a mention', { payload: { verificationCode: '<!here>' } }],
		['a code that a chat would take for a link', { payload: { verificationCode: 'evil.example' } }],
		['an endless code', { payload: { verificationCode: 'a'.repeat(101) } }],
		['an object for a code', { payload: { verificationCode: {} } }],
	])('leaves %s to the verification', (_, call) => {
		expect(answer(check, call)).toBeNull();
	});

	it('answers any call with a given value, which nobody has to enter', () => {
		const health: SetupCheck = { kind: 'acknowledge', field: 'type', value: 'healthcheck' };
		const payload = { topic: 'system', type: 'healthcheck' };
		expect(answer(health, { payload, isUnsigned: false })).toEqual({ body: { received: true } });
		expect(answer(health, { payload: { type: 'created' } })).toBeNull();
	});

	it('answers a call with nothing in it only where that means the same', () => {
		const health: SetupCheck = { kind: 'acknowledge', field: 'type', value: 'healthcheck' };
		const empty = { isGet: false, isEmpty: true };
		expect(answer({ ...health, orEmpty: true }, empty)).toEqual({ body: { received: true } });
		expect(answer({ ...health, orEmpty: true }, { ...empty, isGet: true })).toBeNull();
		expect(answer({ ...health, orEmpty: true }, { ...empty, isEmpty: false })).toBeNull();
		expect(answer(health, empty)).toBeNull();
	});
});

describe('echo', () => {
	const check: SetupCheck = { kind: 'echo', field: 'event.challenge' };

	it('answers the value as text', () => {
		const payload = {
			event: { challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P' },
		};
		expect(answer(check, { payload })).toEqual({ body: payload.event.challenge });
	});

	it('leaves a value that is no challenge to the verification', () => {
		expect(answer(check, { payload: { event: { challenge: 'x'.repeat(501) } } })).toBeNull();
		expect(answer(check, { payload: { event: {} } })).toBeNull();
	});
});

describe('query', () => {
	const check: SetupCheck = {
		kind: 'query',
		parameter: 'hub.challenge',
		verifyToken: 'my own token',
	};
	const query = {
		'hub.mode': 'subscribe',
		'hub.challenge': '1158201444',
		'hub.verify_token': 'my own token',
	};

	it('answers the parameter as text to whoever knows the verify token', () => {
		expect(answer(check, { query })).toEqual({ body: '1158201444' });
	});

	it.each([
		['another token', { ...query, 'hub.verify_token': 'guessed' }],
		['no token', { 'hub.challenge': '1158201444' }],
		['the token as the challenge', { 'hub.challenge': 'my own token' }],
		['the parameter twice', { ...query, 'hub.challenge': ['1', '2'] }],
		['no parameter', { 'hub.verify_token': 'my own token' }],
	])('does not answer %s', (_, other) => {
		expect(answer(check, { query: other })).toBeNull();
	});

	it('does not answer a POST, which may be a delivery', () => {
		expect(answer(check, { query, isGet: false })).toBeNull();
	});

	it('answers everybody where no token is set', () => {
		const open: SetupCheck = { kind: 'query', parameter: 'challenge' };
		expect(answer(open, { query: { challenge: 'abc' } })).toEqual({ body: 'abc' });
	});
});

describe('sign', () => {
	const check: SetupCheck = { kind: 'sign', field: 'payload.plainToken' };

	// The digest: printf q9ibPhGeRZ6ayx5WTrXjRw | openssl dgst -sha256 -hmac secret
	it('answers the token and its HMAC-SHA256 in hex', () => {
		const challenge = 'q9ibPhGeRZ6ayx5WTrXjRw';
		const payload = { event: 'endpoint.url_validation', payload: { plainToken: challenge } };
		const digest = '49e17293228cd48857b5abe2c1e5b735e5cfe5e8a7fb0c6764b57600d53df415';
		expect(answer(check, { payload, isUnsigned: false })).toEqual({
			body: { plainToken: challenge, encryptedToken: digest },
		});
	});

	it.each([
		['JSON, which would be the signed content of a delivery', '{"event":"order.created"}'],
		['a form, which would be the signed content of a delivery', 'payload=%7B%7D'],
		['a time and a body', 'v0:1700000000:{}'],
		['nothing', ''],
	])('never signs %s', (_, plainToken) => {
		expect(answer(check, { payload: { payload: { plainToken } } })).toBeNull();
	});

	it('signs nothing without a secret', () => {
		expect(answer(check, { payload: { payload: { plainToken: 'abc' } } }, '')).toBeNull();
	});
});

describe('setupCheckProblem', () => {
	it('names what cannot be read', () => {
		expect(setupCheckProblem({ kind: 'echo', field: '' }, { kind: 'hmac' })).toBe(
			'The field of the setup check is empty',
		);
		expect(setupCheckProblem({ kind: 'echo', field: 'a b' }, { kind: 'hmac' })).toBe(
			'"a b" is no path in the body that the setup check could read',
		);
		expect(
			setupCheckProblem({ kind: 'query', parameter: 'hub.challenge' }, { kind: 'hmac' }),
		).toBeNull();
		expect(
			setupCheckProblem({ kind: 'sign', field: 'payload.plainToken' }, { kind: 'hmac' }),
		).toBeNull();
		expect(setupCheckProblem({ kind: 'sign', field: 'a' }, { kind: 'token' })).toBe(
			'Nothing can be signed for a setup check where deliveries are not signed',
		);
	});
});
