import { plainText, renderSummary } from '../../../lib/event/summary';

const payload = {
	number: '1042',
	total: 49.9,
	zero: 0,
	off: false,
	blank: '  ',
	none: null,
	list: [{ name: 'Pale Ale' }],
	guest: { name: 'Jürgen' },
};

describe('renderSummary', () => {
	it.each([
		['Order {number}', 'Order 1042'],
		['Order[ #{number}][ at {table}], total {total}', 'Order #1042, total 49.9'],
		['[{table}|][{none}][{blank}]', ''],
		['{table|none|guest.name}', 'Jürgen'],
		['Left: {zero}', 'Left: 0'],
		['Available: {off}', 'Available: false'],
		['{list.0.name}', 'Pale Ale'],
		['[{list}][{guest}]', ''],
		['[{number} of {table}]rest', 'rest'],
		['{constructor.name}', ''],
	])('%j becomes %j', (template, line) => {
		expect(renderSummary(template, payload)).toBe(line);
	});

	it('is one line, whatever stands in the payload', () => {
		const name = 'a\r\nb\tc\u0000d\u2028e\u202ef\u2066g';
		expect(renderSummary('Guest {name}!', { name })).toBe('Guest a b c d e f g!');
	});

	it('takes no template from a payload', () => {
		const data = { name: '{secret}', secret: 'hidden' };
		expect(renderSummary('[Guest {name}]', data)).toBe('Guest {secret}');
		expect(renderSummary('Guest {name}', data)).toBe('Guest {secret}');
	});

	it('ends after 300 characters', () => {
		expect(renderSummary('{text}', { text: 'x'.repeat(5000) })).toBe('x'.repeat(300));
	});

	it('does not end in half a character', () => {
		expect(renderSummary('{text}', { text: `${'x'.repeat(299)}🥂` })).toBe('x'.repeat(299));
		expect(renderSummary('{text}', { text: `${'x'.repeat(298)}🥂` })).toBe(`${'x'.repeat(298)}🥂`);
	});

	it('takes a replacement pattern as plain text', () => {
		expect(renderSummary('[{a}] {b}', { a: "$& $1 $'", b: '$$' })).toBe("$& $1 $' $$");
	});
});

describe('plainText', () => {
	it.each([
		['<!channel> *x* <https://evil.example|click>', '‹!channel› ∗x∗ ‹evil.example|click›'],
		['<@U123> and @here, @everyone', '‹@U123› and ＠here, ＠everyone'],
		['[click](https://evil.example)', '［click］(evil.example)'],
		['x@everyone', 'x＠everyone'],
		['~gone~ `code` _slanted_', '∼gone∼ ʼcodeʼ ‗slanted‗'],
		[
			'snake_case, anna@here.example, O’Neill & Söhne 50%',
			'snake_case, anna@here.example, O’Neill & Söhne 50%',
		],
		['New order #1042: 2 x Classic Burger', 'New order #1042: 2 x Classic Burger'],
	])('%j is shown as %j', (line, shown) => {
		expect(plainText(line)).toBe(shown);
	});
});
