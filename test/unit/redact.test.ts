import { redactText } from '../../lib/redact';

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
		expect(redactText('xxabcdefxx', ['abcd', 'abcdef'])).toBe('xx***xx');
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
