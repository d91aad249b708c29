import { fileExists, readText, sourceFiles } from './sourceFiles';

const documents = [
	...['README.md', 'ARCHITECTURE.md', 'test/vectors/README.md', 'workflows/README.md'].map(
		(path) => ({
			path,
			text: readText(path),
		}),
	),
	...sourceFiles('docs', '.md'),
	...sourceFiles('decisions', '.md'),
];

it('ARCHITECTURE.md names files and folders that exist', () => {
	const named = [...readText('ARCHITECTURE.md').matchAll(/`([^`\s]+\/[^`\s]*)`/g)].map(
		([, at]) => at,
	);
	expect(named.length).toBeGreaterThan(50);
	expect(named.filter((path) => !fileExists(path))).toEqual([]);
});

it.each(documents.map(({ path, text }) => [path, text]))(
	'%s links files that exist',
	(path, text) => {
		const folder = path.split('/').slice(0, -1);
		const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link]) => link);
		const missing = links.filter((link) => {
			const steps = [...folder];
			for (const step of link.split('/')) {
				if (step === '..') steps.pop();
				else if (step !== '.') steps.push(step);
			}
			return !fileExists(steps.join('/'));
		});
		expect(missing).toEqual([]);
	},
);

it('workflows/README.md shows a picture and an import link of each template', () => {
	const list = readText('workflows/README.md');
	const rows = [...list.matchAll(/^\| \[[^\]]+\]\(([^)]+)\.json\)(.*)$/gm)];
	expect(rows.length).toBeGreaterThan(20);
	for (const [, name, row] of rows) {
		expect(row).toContain(`src="pictures/${name}.webp"`);
		expect(row).toMatch(
			new RegExp(`\\(https://raw\\.githubusercontent\\.com/.*/${name}\\.json\\)`),
		);
		expect([name, fileExists(`workflows/pictures/${name}.webp`)]).toEqual([name, true]);
	}
});
