import type { TokenScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { resmio } from '../../../platforms/resmio';
import { certainly, diagnosed, perhaps } from '../../support/refusals';

const PAIR = { username: 'n8n', password: 'kitchen-secret' };
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('diagnose(Basic authentication)', () => {
	const sent = (authorization: string | undefined, secrets = PAIR) =>
		diagnosed({ platform: resmio, headers: { authorization }, secrets });

	it('suggests that it is not switched on', () => {
		expect(sent(undefined)).toEqual(
			perhaps('authorization_not_sent', 'Switch Basic authentication on'),
		);
	});

	it.each([
		['Bearer abc', 'as Bearer'],
		['Digest username="n8n"', 'as Digest'],
		['kitchen-secret', 'in another way'],
	])('finds another scheme in %s', (authorization, words) => {
		expect(sent(authorization)).toEqual(
			certainly('authorization_scheme_differs', `authorised ${words} instead`),
		);
	});

	it.each(['n8n:kitchen-secret\n', ' n8n:kitchen-secret', 'n8n :kitchen-secret'])(
		'finds white space in %j',
		(pair) => expect(sent(basic(pair))).toEqual(certainly('credentials_white_space')),
	);

	it('finds user name and password swapped', () => {
		expect(sent(basic('kitchen-secret:n8n'))).toEqual(certainly('credentials_swapped'));
	});

	it('does not tell which half of another pair is right', () => {
		for (const pair of ['n8n:wrong', 'wrong:kitchen-secret', 'wrong:wrong', 'n8n:Kitchen-Secret']) {
			expect(sent(basic(pair))).toBeNull();
		}
	});

	it.each(['Basic', 'Basic !', 'Basic \u0000'])('makes nothing of %j', (value) => {
		expect(sent(value)).toBeNull();
	});
});

describe('diagnose(a secret that is sent openly)', () => {
	const secrets = { secret: 'kitchen-secret' };

	it.each([
		['in the signature header', { 'X-GoTab-Signature': 'kitchen-secret' }],
		['in a header of its own', { 'X-Webhook-Token': 'kitchen-secret' }],
		['as bearer token', { Authorization: 'Bearer kitchen-secret' }],
		['behind the prefix of a signature', { 'X-GoTab-Signature': 'sha256=kitchen-secret' }],
	])('finds it %s', (_, headers) => {
		expect(diagnosed({ platform: goTab, secrets, headers })).toEqual(
			certainly('secret_sent_openly', 'the secret itself'),
		);
	});

	it('says how such a sender can be received', () => {
		const headers = { 'X-Clover-Auth': 'kitchen-secret' };
		const words = 'Set Authentication to Token in a Header and Token Header to x-clover-auth.';
		expect(diagnosed({ platform: custom, secrets, headers })).toEqual(
			certainly('secret_sent_openly', words),
		);
	});
});

describe('diagnose(a token)', () => {
	const scheme: TokenScheme = { kind: 'token', in: { header: 'X-Token', prefix: '' } };
	const sent = (headers: Record<string, string>) =>
		diagnosed({ platform: custom, scheme, secrets: { secret: 'kitchen-secret' }, headers });

	it.each([
		[{ 'X-Clover-Auth': 'kitchen-secret' }, 'Token Header to x-clover-auth'],
		[{ 'X-Token': 'Bearer kitchen-secret' }, 'Token Prefix to Bearer'],
	])('finds the right one in %j', (headers, words) => {
		expect(sent(headers)).toEqual(certainly('token_place_differs', words));
	});

	it('makes nothing of another one', () => {
		expect(sent({ 'X-Token': 'another-secret' })).toBeNull();
	});
});
