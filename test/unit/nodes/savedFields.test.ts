import type { INodeType } from 'n8n-workflow';

import { published, recordedFields } from '../../support/savedFile';
import { savedFields } from '../../support/savedFields';

const { nodes, credentials } = published();

it('everything that saved workflows hold of the nodes and credentials is still there', () => {
	const now = new Set(savedFields(nodes, credentials));
	const recorded = recordedFields();
	expect(recorded.length).toBeGreaterThan(500);
	// Something is gone or has another default: docs/versioning.md says when that may be.
	expect(recorded.filter((line) => !now.has(line))).toEqual([]);
});

it('a line is lost with a name, a type, a default, a value of a menu and a version', () => {
	const node = (version: number, name: string, type: string, byDefault: string, value: string) =>
		({
			description: {
				name: 'node',
				version,
				properties: [{ name, type, default: byDefault, options: [{ name: 'A', value }] }],
			},
		}) as unknown as INodeType;
	const linesOf = (one: INodeType) => savedFields([one], []);
	expect(linesOf(node(1, 'kind', 'options', 'a', 'a'))).toEqual([
		'node v1 kind = "a"',
		'node v1 kind: options, by default "a"',
	]);
	const changed = [
		node(2, 'kind', 'options', 'a', 'a'),
		node(1, 'sort', 'options', 'a', 'a'),
		node(1, 'kind', 'multiOptions', 'a', 'a'),
		node(1, 'kind', 'options', 'b', 'a'),
		node(1, 'kind', 'options', 'a', 'b'),
	];
	for (const one of changed) {
		expect(linesOf(one)).not.toEqual(linesOf(node(1, 'kind', 'options', 'a', 'a')));
	}
});
