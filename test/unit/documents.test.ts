import { REASONS, statusOf, type Reason } from '../../lib/receive/reasons';
import type { FailureReason } from '../../lib/send/delivery';
import { DISMISSALS } from '../../nodes/HospitalityTrigger/dismissal';
import { fileExists, readText, sourceFiles } from './sourceFiles';

const documents = [
	...[
		'README.md',
		'ARCHITECTURE.md',
		'CONTRIBUTING.md',
		'SECURITY.md',
		'CODE_OF_CONDUCT.md',
		'CHANGELOG.md',
		'test/vectors/README.md',
		'workflows/README.md',
	].map((path) => ({ path, text: readText(path) })),
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
		const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link]) => link);
		const images = [...text.matchAll(/ src="(?!https?:)([^"]+)"/g)].map(([, source]) => source);
		const missing = [...links, ...images].filter((link) => !fileExists(resolved(path, link)));
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

/** Held complete by the type. */
const FAILURES: Record<FailureReason, true> = {
	gone: true,
	rejected: true,
	exhausted: true,
	max_wait: true,
	cancelled: true,
	paused: true,
};

describe('docs/troubleshooting.md', () => {
	const entries = readText('docs/troubleshooting.md')
		.split(/^(?=##)/m)
		.flatMap((text) => {
			const [, code] = /^### `(\w+)`$/m.exec(text) ?? [];
			return code === undefined ? [] : [{ code, text }];
		});

	it('has one entry for each reason of the Trigger and of the Sender, and no other', () => {
		const codes = [REASONS, DISMISSALS, { duplicate: true }, FAILURES].flatMap(Object.keys);
		expect(entries.map(({ code }) => code).sort()).toEqual(codes.sort());
	});

	it.each(Object.keys(REASONS))('says with which status %s is answered', (reason) => {
		const entry = entries.find(({ code }) => code === reason);
		expect(entry?.text).toContain(`**${statusOf(reason as Reason)}.**`);
	});

	it.each(entries.map(({ code, text }) => [code, text]))(
		'says what to do about %s, and who',
		(_, text) => {
			expect(text).toMatch(/\*\*Do:\*\* .+\*\*Who:\*\* /);
		},
	);
});

it('CHANGELOG.md has an entry for the version of the package, and CONTRIBUTING.md each of its commands', () => {
	const { version, scripts } = JSON.parse(readText('package.json')) as {
		version: string;
		scripts: Record<string, string>;
	};
	expect(readText('CHANGELOG.md')).toContain(`\n## ${version}\n`);
	const commands = readText('CONTRIBUTING.md').matchAll(/npm (?:run ([\w:]+)|(test)\b)/g);
	const named = [...commands].map(([, script, test]) => script ?? test);
	expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort());
});

it('the documents name credentials as they stand on the screen', () => {
	const credentials = sourceFiles('credentials', '.ts').map(
		({ text }) => /displayName = '([^']+)'/.exec(text)?.[1],
	);
	const named = documents
		.filter(({ path }) => !path.startsWith('decisions/'))
		.flatMap(({ text }) => [...text.matchAll(/\*\*([^*\n]+ API)\*\*/g)].map(([, name]) => name));
	expect(named.length).toBeGreaterThan(10);
	// An option of the Trigger.
	const known = [...credentials, 'Webhook API'];
	expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

it('the form for refused deliveries offers every reason code of the Trigger', () => {
	const form = readText('.github/ISSUE_TEMPLATE/refused-delivery.yml');
	const offered = [...form.matchAll(/^ {8}- (\w+)$/gm)].map(([, code]) => code);
	expect(offered.sort()).toEqual(Object.keys(REASONS).sort());
});

it('links within the documents lead to headings that exist', () => {
	const anchors = new Map(
		documents.map(({ path, text }) => [
			path,
			[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading)),
		]),
	);
	const broken = documents.flatMap(({ path, text }) =>
		[...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)]
			.filter(([, file, anchor]) => {
				const target = file === '' ? path : resolved(path, file);
				return anchors.has(target) && !anchors.get(target)?.includes(anchor);
			})
			.map(([, file, anchor]) => `${path}: ${file}#${anchor}`),
	);
	expect(broken).toEqual([]);
});

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replace(/\s/g, '-');
}

/** The path of a link, from the root. */
function resolved(from: string, link: string): string {
	const steps = from.split('/').slice(0, -1);
	for (const step of link.split('/')) {
		if (step === '..') steps.pop();
		else if (step !== '.') steps.push(step);
	}
	return steps.join('/');
}
