import { fileExists, readText, sourceFiles } from './sourceFiles';

const documents = [
	...['README.md', 'ARCHITECTURE.md', 'test/vectors/README.md'].map((path) => ({
		path,
		text: readText(path),
	})),
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
