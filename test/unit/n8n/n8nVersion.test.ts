import { LINES } from '../../../scripts/compat';
import manifest from '../../../package.json';

const [oldest] = Object.keys(LINES);
const nodes = manifest.n8n.nodes.map((file) => file.replace(/^dist\/(.+)\.js$/, '../../../$1'));

/** Loads a module as an n8n does that has this version of n8n-workflow. */
function loadWith(version: string, path: string): void {
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow/package.json', () => ({ version }));
		jest.requireActual(path);
	});
}

describe.each(nodes)('%s', (node) => {
	// n8n 1.122.5, n8n 1.0.5 and n8n 0.236.0 have these.
	it.each(['1.119.1', '1.0.0', '0.157.0'])(
		'does not load with n8n-workflow %s, and names the oldest n8n that is tested',
		(version) => {
			expect(() => loadWith(version, node)).toThrow(
				new Error(
					`n8n-nodes-hospitality-webhooks needs n8n ${oldest} or newer, and this n8n is older: update n8n`,
				),
			);
		},
	);
});

// n8n 1.123.0, a trial version of it, n8n 2.0.0 and one that is to come.
it.each(['1.120.0', '1.120.0-rc.1', '2.0.0', '10.0.0'])(
	'a node loads with n8n-workflow %s',
	(version) => {
		expect(() => loadWith(version, '../../../lib/n8n/n8nVersion')).not.toThrow();
	},
);
