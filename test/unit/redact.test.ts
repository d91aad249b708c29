import { mayBeSecret, redactText } from '../../lib/redact';

const SECRET = 'p@ss "word" 1';

describe('redactText', () => {
	it('leaves a text alone that holds nothing sensitive', () => {
		expect(redactText('{"received":true}', [SECRET])).toBe('{"received":true}');
	});

	it.each([
		['as it is', `got ${SECRET}!`, 'got ***!'],
		['in JSON', JSON.stringify({ got: SECRET }), '{"got":"***"}'],
		['percent-encoded', `?got=${encodeURIComponent(SECRET)}`, '?got=***'],
	])('masks a value %s', (_, text, shown) => {
		expect(redactText(text, [SECRET])).toBe(shown);
	});

	it.each([
		['named entities', 'got tok&amp;en&lt;12345678!'],
		['decimal entities', 'got tok&#38;en&#060;12345678!'],
		['hexadecimal entities', 'got tok&#x26;en&#X3c;12345678!'],
		['capitals', 'GOT tok&en<12345678!'],
	])('masks a value in HTML, written with %s', (_, text) => {
		expect(redactText(text, ['tok&en<12345678'])).toMatch(/^got \*\*\*!$/i);
	});

	it('masks a digest in capitals', () => {
		expect(redactText('got 0123456789ABCDEF', ['sha256=0123456789abcdef'])).toBe('got ***');
	});

	it.each(['a', 'é', '😀', '<'])('masks a value of 15,000 %s, and what follows it', (character) => {
		const value = character.repeat(15_000);
		expect(redactText(`got ${value} and more`, [value])).toBe('got ***');
	});

	it('masks the start of a long value that the answer does not hold whole', () => {
		const value = 'token'.repeat(100);
		expect(redactText(`got ${value.slice(0, 300)}`, [value])).toBe('got ***');
	});

	it('leaves short values inside longer words alone', () => {
		expect(redactText('{"ordered":"s3cr"}', ['order', 's3cr'])).toBe('{"ordered":"***"}');
	});

	it('masks a value in JSON whose slashes are escaped', () => {
		expect(redactText('{"got":"v1,ab\\/cd+ef=="}', ['v1,ab/cd+ef=='])).toBe('{"got":"***"}');
	});

	it('masks a signature also without the rest of its header', () => {
		const header = 't=1700000000,v1=0123456789abcdef';
		expect(redactText('0123456789abcdef does not match', [header])).toBe('*** does not match');
		expect(redactText('token abcdefgh1 is unknown', ['Bearer abcdefgh1'])).toBe(
			'token *** is unknown',
		);
	});

	it('masks a value that contains another one as a whole', () => {
		expect(redactText('xxabcdefghijxx', ['abcdefgh', 'abcdefghij'])).toBe('xx***xx');
	});

	it('masks before it cuts, so that no start of a value is left at the end', () => {
		const text = `${'.'.repeat(495)}abcdefghij`;
		expect(redactText(text, ['abcdefghij'])).toBe(`${'.'.repeat(495)}***`);
	});

	it('keeps 500 characters and no half of one', () => {
		expect(redactText('x'.repeat(501), [])).toBe('x'.repeat(500));
		expect(redactText(`${'x'.repeat(499)}😀`, [])).toBe('x'.repeat(499));
	});

	it('drops control characters except line breaks and tabs', () => {
		expect(redactText('a\u0000b\u001bc\nd\te\u0085f', [])).toBe('abc\nd\tef');
	});

	it('survives values that cannot be percent-encoded or are too short to look for', () => {
		expect(redactText('a \ud800xyz b', ['\ud800xyz', 'a', ''])).toContain('***');
	});
});

describe('mayBeSecret', () => {
	it.each([
		['type', 'order', false],
		['X-Language', 'en-GB', false],
		['since', '2026-01-31', false],
		['type', 'a8f5f167f44f4964', true],
		['api_key', 'order', true],
		['X-Auth-Token', 'order', true],
		['note', 'p@ss', true],
	])('of the name %s and the value %s is %s', (name, value, expected) => {
		expect(mayBeSecret(name, value)).toBe(expected);
	});
});
