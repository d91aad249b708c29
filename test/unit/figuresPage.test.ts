import { replaceSection } from '../../scripts/figures/page';

const section = (body: string, ...answers: [string, string][]) => ({
	body,
	answers: answers.map(([question, answer]) => ({ question, answer })),
});

const both = replaceSection(
	replaceSection('', 'trigger', section('Old figures', ['How fast?', '50 a second'])),
	'verify',
	section('### By size\n\n| a | b |\n| --- | ---: |\n| x | 1 |', ['And a check?', '4 µs']),
);

describe('replaceSection', () => {
	it('writes a section and its answers on an empty page', () => {
		const page = replaceSection('', 'trigger', section('Figures', ['How fast?', '50 a second']));
		expect(page).toContain('\n## Receiving\n\nFigures\n');
		expect(page).toContain('| How fast? | 50 a second | [Receiving](#receiving) |');
	});

	it('keeps the sections of the others, in the order of the page', () => {
		expect(both.indexOf('## Checking a signature')).toBeLessThan(both.indexOf('## Receiving'));
		expect(both.indexOf('And a check?')).toBeLessThan(both.indexOf('How fast?'));
		expect(both).toContain('\n## Receiving\n\nOld figures\n');
		expect(both).toContain('### By size\n\n| a | b |\n| --- | ---: |\n| x | 1 |\n');
	});

	it('replaces a section and its answers', () => {
		const page = replaceSection(both, 'trigger', section('New figures', ['Faster?', 'Yes']));
		expect(page).not.toMatch(/Old figures|How fast\?/);
		expect(page).toContain('\n## Receiving\n\nNew figures\n');
		expect(page).toContain('| Faster? | Yes | [Receiving](#receiving) |');
		expect(page).toContain('| And a check? | 4 µs |');
	});

	it('changes nothing where a section is written again as it was', () => {
		const again = section('Old figures', ['How fast?', '50 a second']);
		expect(replaceSection(both, 'trigger', again)).toBe(both);
	});

	it('reads answers in a table whose columns were aligned', () => {
		const aligned = both.replace('| How fast? | 50 a second |', '| How fast?    | 50 a second  |');
		const page = replaceSection(aligned, 'verify', section('x'));
		expect(page).toContain('| How fast? | 50 a second | [Receiving](#receiving) |');
	});

	it('drops a section that nobody measures any more', () => {
		const page = replaceSection(`${both}\n## Long gone\n\nFigures\n`, 'verify', section('x'));
		expect(page).not.toContain('Long gone');
	});
});
