import crypto from 'crypto';

import { sign, SigningError } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';
import { schemes } from './schemes';

const scheme = schemes.resmio;
const secrets = { username: 'bistro', password: 'a:b wörd' };
const base64 = (pair: string, encoding: 'utf8' | 'latin1' = 'utf8') =>
	Buffer.from(pair, encoding).toString('base64');

function check(authorization: string | string[] | undefined, use = secrets) {
	return verify({ scheme, secrets: use, headers: { authorization }, body: '{}', now: 0 });
}

const accepted = { valid: true, matched: 'current' };
const refused = (reason: string) => ({ valid: false, reason });
const good = `Basic ${base64('bistro:a:b wörd')}`;

test('row 1: accepts the pair, and signs it alike', () => {
	expect(check(good)).toEqual(accepted);
	const signed = sign({ scheme, secrets, body: '', id: '', timestampSeconds: 0 });
	expect(signed).toEqual({ Authorization: good });
});

test.each([undefined, '', ' ', []])('row 2: refuses the missing header %j', (value) => {
	expect(check(value)).toEqual(refused('authorization_missing'));
});

test('row 17: refuses each wrong half of the pair', () => {
	for (const pair of ['bistro:a', 'bistro:', ':a:b wörd', 'Bistro:a:b wörd', 'bistro:a:b wörd ']) {
		expect(check(`Basic ${base64(pair)}`)).toEqual(refused('authorization_mismatch'));
	}
});

test('row 20: refuses what is not base64', () => {
	for (const value of ['bistro:a', 'YQ===', 'Y', '____', `${base64('bistro:a:b wörd')}!`]) {
		expect(check(`Basic ${value}`)).toEqual(refused('authorization_malformed'));
	}
});

test('row 23: ignores white space around the value', () => {
	expect(check(` ${good}\t`)).toEqual(accepted);
});

test('row 29: refuses a header sent twice, and row 30: one that was joined', () => {
	expect(check([good, good])).toEqual(refused('header_duplicated'));
	expect(check(`${good}, ${good}`)).toEqual(refused('authorization_malformed'));
});

test.each(['authorization', 'Authorization', 'AUTHORIZATION'])('row 31: finds %s', (name) => {
	const verdict = verify({ scheme, secrets, headers: { [name]: good }, body: '{}', now: 0 });
	expect(verdict).toEqual(accepted);
});

test('row 32: is through with a million characters in time', () => {
	for (const text of [' ', 'A', '=', 'Basic ']) {
		expect(check(`Basic ${text.repeat(1_000_000)}!`)).toMatchObject({ valid: false });
	}
});

test.each([
	['empty user name', { username: '', password: 'b' }, 'secret_missing'],
	['empty password', { username: 'a', password: '' }, 'secret_missing'],
	['password of white space', { username: 'a', password: ' \n' }, 'secret_missing'],
	['undefined', { username: undefined, password: undefined }, 'secret_missing'],
	['colon in the user name', { username: 'a:b', password: 'c' }, 'secret_malformed'],
])('row 42: accepts and signs nothing with %s', (_, use, reason) => {
	const pair = use as typeof secrets;
	expect(check(`Basic ${base64(`${use.username}:${use.password}`)}`, pair)).toEqual(
		refused(reason),
	);
	expect(() => sign({ scheme, secrets: pair, body: '', id: '', timestampSeconds: 0 })).toThrow(
		SigningError,
	);
});

test('row 44: compares in constant time', () => {
	const compare = jest.spyOn(crypto, 'timingSafeEqual');
	try {
		check(good);
		check(`Basic ${base64('bistro:a:b w0rds')}`);
		expect(compare).toHaveBeenCalledTimes(2);
	} finally {
		compare.mockRestore();
	}
});

describe('row 45: RFC 7617', () => {
	test('accepts colons in the password', () => {
		const use = { username: 'a', password: ':b::c:' };
		expect(check(`Basic ${base64('a::b::c:')}`, use)).toEqual(accepted);
	});

	test.each(['basic', 'BASIC', 'bAsIc'])('accepts the scheme name %s', (name) => {
		expect(check(good.replace('Basic', name))).toEqual(accepted);
	});

	test('accepts several spaces after the scheme name', () => {
		expect(check(good.replace(' ', '   '))).toEqual(accepted);
	});

	test('refuses a pair without colon', () => {
		expect(check(`Basic ${base64('bistro')}`)).toEqual(refused('authorization_malformed'));
	});

	test('refuses an empty password', () => {
		expect(check(`Basic ${base64('bistro:')}`)).toEqual(refused('authorization_mismatch'));
	});

	test('accepts Latin-1 and UTF-8 for the same pair', () => {
		expect(check(`Basic ${base64('bistro:a:b wörd', 'latin1')}`)).toEqual(accepted);
		expect(check(`Basic ${base64('bistro:a:b wörd', 'utf8')}`)).toEqual(accepted);
	});

	test('refuses a replacement character for the umlaut', () => {
		expect(check(`Basic ${base64('bistro:a:b w\ufffdrd')}`)).toEqual(
			refused('authorization_mismatch'),
		);
	});

	test.each(['Bearer', 'Digest', 'Basically', ''])('refuses the scheme name "%s"', (name) => {
		expect(check(good.replace('Basic', name))).toEqual(refused('authorization_malformed'));
	});
});

describe('while user name or password are being replaced', () => {
	const use = { username: 'bistro', password: 'new', previousPassword: 'old' };

	test('accepts the previous password, and says so', () => {
		expect(check(`Basic ${base64('bistro:old')}`, use)).toEqual({
			...accepted,
			matched: 'previous',
		});
		expect(check(`Basic ${base64('bistro:new')}`, use)).toEqual(accepted);
	});

	test('accepts the previous user name with the previous password only', () => {
		const both = { ...use, previousUsername: 'trattoria' };
		expect(check(`Basic ${base64('trattoria:old')}`, both)).toMatchObject({ valid: true });
		for (const mixed of ['trattoria:new', 'bistro:old']) {
			expect(check(`Basic ${base64(mixed)}`, both)).toEqual(refused('authorization_mismatch'));
		}
	});

	test('does not accept an empty previous password', () => {
		const empty = { ...use, previousPassword: ' ', previousUsername: 'trattoria' };
		expect(check(`Basic ${base64('trattoria:')}`, empty)).toEqual(
			refused('authorization_mismatch'),
		);
	});
});
