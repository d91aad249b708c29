import { platforms } from '../../platforms';
import { fileExists, sourceFiles } from './sourceFiles';

const shared = [...sourceFiles('lib', '.ts'), ...sourceFiles('nodes', '.ts')];
const declarations = sourceFiles('platforms', '.ts');

/** A public specification and an ordinary word: as names they may be written, as ids not. */
const COMMON_NAMES = ['standardWebhooks', 'custom'];
const vendors = platforms.filter(({ id }) => !COMMON_NAMES.includes(id));

const importsOf = (text: string) =>
	[...text.matchAll(/^(?:import|export)\b[^;]*?from\s+'([^']+)';/gms)].map(([, from]) => from);

describe('what differs between platforms', () => {
	it('is looked for in files that exist', () => {
		expect(shared.length).toBeGreaterThan(10);
		expect(declarations.map(({ path }) => path)).toContain('platforms/resmio.ts');
	});

	it.each(vendors.map(({ id, name }) => [name, id]))(
		'is not known to lib or nodes: no %s there',
		(name, id) => {
			// A name may be an ordinary word too: there are square brackets and pieces of toast.
			const mentions = new RegExp(
				`\\b${name.replace(/\s+/g, '[\\s_-]*')}|['"\`.]${id}\\b|\\b${id}[A-Z]`,
			);
			expect(shared.filter(({ text }) => mentions.test(text)).map(({ path }) => path)).toEqual([]);
		},
	);

	it.each(COMMON_NAMES)("is not known to lib or nodes: no id '%s' there", (id) => {
		const mentions = new RegExp(`['"\`]${id}['"\`]`);
		expect(shared.filter(({ text }) => mentions.test(text)).map(({ path }) => path)).toEqual([]);
	});

	it('is declared in one file per platform, and every such file is in the list', () => {
		const files = declarations
			.filter(({ text }) => text.includes('definePlatform('))
			.map(({ path }) => path);
		expect(files.sort()).toEqual(platforms.map(({ id }) => `platforms/${id}.ts`).sort());
	});

	it.each(platforms.map(({ id }) => id))('includes an icon and signature vectors of %s', (id) => {
		expect(fileExists(`icons/${id}.svg`)).toBe(true);
		expect(fileExists(`test/vectors/${id}.json`)).toBe(true);
	});
});

describe('imports', () => {
	it('of platforms reach zod, the contract and the schema pieces, and nothing else', () => {
		const allowed = /^(zod|(\.\.\/)+lib\/(platform|event\/schema)|\.\/[\w/]+)$/;
		for (const { path, text } of declarations) {
			expect([path, importsOf(text).filter((from) => !allowed.test(from))]).toEqual([path, []]);
		}
	});

	it('of zod, but for its types, are those of the schema pieces', () => {
		const building = [...shared, ...declarations].filter(({ text }) =>
			/^import (?!type\b)[^;]*from 'zod';/m.test(text),
		);
		expect(building.map(({ path }) => path)).toEqual(['lib/event/schema.ts']);
	});

	it('of lib never reach platforms', () => {
		const reaching = sourceFiles('lib', '.ts').filter(({ text }) =>
			importsOf(text).some((from) => /(^|\/)platforms(\/|$)/.test(from)),
		);
		expect(reaching.map(({ path }) => path)).toEqual([]);
	});

	it('of lib/signature are node:crypto, the two leaf files and its own files', () => {
		for (const { path, text } of sourceFiles('lib/signature', '.ts')) {
			const others = importsOf(text).filter(
				(from) =>
					!['crypto', '../headers', '../fieldPath'].includes(from) && !from.startsWith('./'),
			);
			expect([path, others]).toEqual([path, []]);
		}
	});
});
