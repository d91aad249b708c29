// @ts-check
/**
 * HTTP Basic authentication. The header values of RFC 7617 stand as published; the others are
 * written in base64 of bytes given by hand.
 *
 * @typedef {import('./hmacCases').Case} Case
 */
const utf8 = (/** @type {string} */ pair) => Buffer.from(pair, 'utf8').toString('base64');
const latin1 = (/** @type {string} */ pair) => Buffer.from(pair, 'latin1').toString('base64');
const RFC = 'RFC 7617';
const BASE64 = 'base64 of the pair';

/** @returns {Case[]} */
function basic() {
	/** @type {(name: string, username: string, password: string, authorization: unknown, expect: string, source?: string) => Case} */
	const make = (name, username, password, authorization, expect, source = BASE64) => ({
		name,
		source,
		username,
		password,
		headers: authorization === undefined ? {} : { Authorization: authorization },
		body: '{"id":1,"facility_id":"bistro","action":"create"}',
		now: 0,
		expect,
		...(expect === 'valid' && { matched: 'current' }),
	});
	/** @type {(name: string, authorization: unknown, expect: string) => Case} */
	const resmio = (name, authorization, expect) =>
		make(name, 'resmio', 'pa55 wörd', authorization, expect);
	const good = utf8('resmio:pa55 wörd');
	return [
		make(
			'example of the RFC',
			'Aladdin',
			'open sesame',
			'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
			'valid',
			RFC,
		),
		make('example of the RFC in UTF-8', 'test', '123£', 'Basic dGVzdDoxMjPCow==', 'valid', RFC),
		make('colons in the password', 'resmio', 'a:b::c:', `Basic ${utf8('resmio:a:b::c:')}`, 'valid'),
		make('emoji in the password', 'bistro', '🥂寿司', `Basic ${utf8('bistro:🥂寿司')}`, 'valid'),
		make(
			'space inside the password',
			'bistro',
			'open sesame',
			`Basic ${utf8('bistro:open sesame')}`,
			'valid',
		),
		resmio('UTF-8', `Basic ${good}`, 'valid'),
		resmio('Latin-1', `Basic ${latin1('resmio:pa55 wörd')}`, 'valid'),
		resmio('scheme name in lower case', `basic ${good}`, 'valid'),
		resmio('scheme name in upper case', `BASIC ${good}`, 'valid'),
		resmio('two spaces after the scheme name', `Basic  ${good}`, 'valid'),
		resmio('white space around the value', ` Basic ${good}\t`, 'valid'),
		resmio('base64 without padding', `Basic ${good.replaceAll('=', '')}`, 'valid'),
		resmio('header missing', undefined, 'authorization_missing'),
		resmio('header empty', '', 'authorization_missing'),
		resmio('header sent twice', [`Basic ${good}`, `Basic ${good}`], 'header_duplicated'),
		resmio('joined on the way', `Basic ${good}, Basic ${good}`, 'authorization_malformed'),
		resmio('scheme name only', 'Basic', 'authorization_malformed'),
		resmio('no space after the scheme name', `Basic${good}`, 'authorization_malformed'),
		resmio('no scheme name', good, 'authorization_malformed'),
		resmio('Bearer with the same base64', `Bearer ${good}`, 'authorization_malformed'),
		resmio('not base64', 'Basic resmio:pa55', 'authorization_malformed'),
		resmio(
			'base64 in the URL alphabet',
			`Basic ${utf8('resmio:??>')}`.replace('/', '_').replace('+', '-'),
			'authorization_malformed',
		),
		resmio('pair without colon', `Basic ${utf8('resmio')}`, 'authorization_malformed'),
		resmio('wrong password', `Basic ${utf8('resmio:pa55 word')}`, 'authorization_mismatch'),
		resmio('wrong user name', `Basic ${utf8('Resmio:pa55 wörd')}`, 'authorization_mismatch'),
		resmio('password empty', `Basic ${utf8('resmio:')}`, 'authorization_mismatch'),
		resmio('password and more', `Basic ${utf8('resmio:pa55 wörd1')}`, 'authorization_mismatch'),
		resmio('password cut', `Basic ${utf8('resmio:pa55')}`, 'authorization_mismatch'),
		resmio(
			'NUL after the password',
			`Basic ${utf8('resmio:pa55 wörd\0')}`,
			'authorization_mismatch',
		),
		resmio(
			'U+FFFD for the umlaut',
			`Basic ${utf8('resmio:pa55 w\ufffdrd')}`,
			'authorization_mismatch',
		),
		resmio(
			'decomposed umlaut',
			`Basic ${utf8('resmio:pa55 wo\u0308rd')}`,
			'authorization_mismatch',
		),
		make('no password set', 'resmio', '', `Basic ${utf8('resmio:')}`, 'secret_missing'),
		make('no user name set', '', 'secret', `Basic ${utf8(':secret')}`, 'secret_missing'),
		make(
			'password of white space set',
			'resmio',
			' \t',
			`Basic ${utf8('resmio: \t')}`,
			'secret_missing',
		),
		make('colon in the user name set', 'a:b', 'c', `Basic ${utf8('a:b:c')}`, 'secret_malformed'),
		make(
			'pasted with white space around it',
			' resmio\n',
			' secret ',
			`Basic ${utf8('resmio:secret')}`,
			'valid',
		),
	];
}

module.exports = { basic };
