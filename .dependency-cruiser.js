'use strict';

/*
 * Which folder may import which: `npm run lint:imports`.
 */

/** The small files that stand in lib itself: they import packages alone, and anyone may import them. */
const LEAF = '(?!platform\\.ts)[^/]+\\.ts$';

/**
 * A folder of lib, or files of it, may import only these files and folders of the repository, and
 * Node.js' crypto and zod.
 *
 * @param {string} name
 * @param {string} from a pattern
 * @param {string[]} allowed patterns of paths in lib
 */
const only = (name, from, allowed) => ({
	name,
	severity: 'error',
	from: { path: `^lib/${from}` },
	to: {
		pathNot: [`^lib/(?:${[LEAF, ...allowed].join('|')})`, 'node_modules', '^crypto$'],
	},
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			severity: 'error',
			from: { pathNot: '^sandbox/' },
			to: { circular: true },
		},
		{
			name: 'n8n-only-in-its-folder',
			comment: 'What touches n8n is in lib/n8n, nodes and credentials; the rest runs anywhere.',
			severity: 'error',
			from: { path: '^(lib|platforms)/', pathNot: '^lib/n8n/' },
			to: { path: 'node_modules/n8n-' },
		},
		{
			name: 'leaf',
			severity: 'error',
			from: { path: `^lib/${LEAF}` },
			to: { path: '^(lib|platforms|nodes|credentials)/' },
		},
		only('signature', 'signature/', ['signature/']),
		only('event', 'event/', ['event/']),
		only('api', 'api/', ['api/', 'event/']),
		only('receive', 'receive/', ['receive/', 'signature/', 'event/', 'platform\\.ts']),
		only('diagnose', 'diagnose/', [
			'diagnose/',
			'signature/',
			'event/',
			'receive/',
			'platform\\.ts',
		]),
		only('send', 'send/', ['send/', 'signature/', 'event/', 'platform\\.ts']),
		only('registration', 'registration/', ['registration/', 'api/', 'event/']),
		only('platform', 'platform\\.ts', [
			'signature/',
			'event/',
			'api/declaration',
			'registration/declaration',
		]),
		only('n8n', 'n8n/', ['']),
		{
			name: 'platforms-are-declarations',
			severity: 'error',
			from: { path: '^platforms/' },
			to: { pathNot: ['^platforms/', '^lib/(platform|event/schema)\\.ts$', 'node_modules/zod'] },
		},
		{
			name: 'tests-stay-tests',
			severity: 'error',
			from: { path: '^(lib|nodes|credentials|platforms|sandbox)/' },
			to: { path: '^(test|bench)/' },
		},
		{
			name: 'nodes-do-not-know-each-other',
			severity: 'error',
			from: { path: '^nodes/([^/]+)/' },
			to: { path: '^nodes/', pathNot: '^nodes/$1/' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(dist|n8n|\\.demo)/' },
	},
};
