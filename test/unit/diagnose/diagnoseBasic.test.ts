import { resmio } from '../../../platforms/resmio';
import { certainly, diagnosed, perhaps } from './refusals';

const PAIR = { username: 'n8n', password: 'kitchen-secret' };
const base64 = (pair: string | Buffer) => Buffer.from(pair as string).toString('base64');

function sent(authorization: string | undefined, secrets = PAIR) {
	return diagnosed({ platform: resmio, headers: { authorization }, secrets });
}

describe('diagnose(Basic authentication)', () => {
	it('suggests that it is not switched on', () => {
		expect(sent(undefined)).toEqual(
			perhaps('authorization_not_sent', 'Switch Basic authentication on'),
		);
	});

	it.each([
		[`Bearer ${base64('n8n:kitchen-secret')}`, 'as Bearer'],
		['bearer abc', 'as Bearer'],
		['Digest username="n8n"', 'as Digest'],
		['kitchen-secret', 'in another way'],
		[base64('n8n:kitchen-secret'), 'without the word Basic'],
		['n8n:kitchen-secret', 'without the word Basic'],
	])('finds another scheme in %s', (authorization, words) => {
		expect(sent(authorization)).toEqual(
			certainly('authorization_scheme_differs', `authorised ${words} instead`),
		);
	});

	it.each([
		['not encoded', 'Basic n8n:kitchen-secret', PAIR],
		[
			'in URL-safe base64',
			`Basic ${Buffer.from('n8n:\u00ff\u00ff\u00bf\u00ff').toString('base64url')}`,
			{ username: 'n8n', password: '\u00ff\u00ff\u00bf\u00ff' },
		],
		[
			'with a line break inside',
			`Basic ${base64('n8n:kitchen-secret').replace(/^(.{8})/, '$1 ')}`,
			PAIR,
		],
	])('finds the pair %s', (_, authorization, secrets) => {
		expect(sent(authorization, secrets)).toEqual(certainly('credentials_not_base64'));
	});

	it.each([
		'n8n:kitchen-secret\n',
		' n8n:kitchen-secret',
		'n8n :kitchen-secret',
		'n8n: kitchen-secret',
	])('finds white space in %j', (pair) => {
		expect(sent(`Basic ${base64(pair)}`)).toEqual(certainly('credentials_white_space'));
		const stored = { username: ' n8n ', password: 'kitchen-secret\n' };
		expect(sent(`Basic ${base64(pair)}`, stored)).toEqual(certainly('credentials_white_space'));
	});

	it.each([
		['escaped for a URL', '\u00fc@1', Buffer.from('n8n:%C3%BC%401')],
		['in UTF-8 twice', '\u00fc', Buffer.from('n8n:\u00c3\u00bc')],
		['decomposed', '\u00fc', Buffer.from('n8n:u\u0308')],
		["in Windows' character set", '\u20ac5', Buffer.from('n8n:\u00805', 'latin1')],
		['as question mark', 'a\u20ac', Buffer.from('n8n:a?')],
		['as question mark in Latin-1', '\u00fc\u20ac', Buffer.from('n8n:\u00fc?', 'latin1')],
	])('finds a special character %s', (_, password, pair) => {
		expect(sent(`Basic ${base64(pair)}`, { username: 'n8n', password })).toEqual(
			certainly('credentials_charset', 'without accents'),
		);
	});

	it('finds user name and password swapped', () => {
		expect(sent(`Basic ${base64('kitchen-secret:n8n')}`)).toEqual(certainly('credentials_swapped'));
	});

	it('does not tell which half of another pair is right', () => {
		for (const pair of ['n8n:wrong', 'wrong:kitchen-secret', 'wrong:wrong', 'n8n:Kitchen-Secret']) {
			expect(sent(`Basic ${base64(pair)}`)).toBeNull();
		}
	});

	it.each(['Basic', 'Basic !', 'Basic  ', 'Basic \u0000'])('makes nothing of %j', (value) => {
		expect(sent(value)).toBeNull();
	});
});
