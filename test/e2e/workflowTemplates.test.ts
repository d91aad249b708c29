import { NodeHelpers } from 'n8n-workflow';

import { describeNode, nodeDescriptions, shownParameters } from '../../scripts/n8n/nodeTypes';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import {
	readTemplate,
	readTemplateList,
	type Template,
	type TemplateNode,
	templateFiles,
} from './harness/templates';
import { WHSEC } from '../support/senders';

const NOTE = 'n8n-nodes-base.stickyNote';

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

it('the list names each template as the workflow is named', () => {
	const list = readTemplateList();
	const entries = [...list.matchAll(/^\| \[([^\]]+)\]\(([^)]+\.json)\)/gm)];
	const listed = entries.map(([, name, file]) => [file, name]);
	const expected = templateFiles().map((file) => [file, readTemplate(file).name]);
	expect(listed.sort()).toEqual(expected);
});

it('a template that is imported twice receives at two addresses', async () => {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: WHSEC });
	const urls = new Set<string | undefined>();
	for (const restaurant of ['one', 'another']) {
		const { nodes } = readTemplate('event-to-data-table.json');
		const trigger = nodes.find(({ type }) => type.endsWith('.hospitalityTrigger'));
		if (!trigger) throw new Error('The template has no trigger');
		const parameters = { ...trigger.parameters, registration: 'manual' };
		const credentials = { hospitalityWebhookSecretApi: secret };
		const workflow = await n8n.createWorkflow({
			name: restaurant,
			nodes: [
				{ ...trigger, parameters, credentials },
				{ name: 'End', type: 'n8n-nodes-base.noOp' },
			],
		});
		await n8n.activate(workflow);
		urls.add(await n8n.webhookUrl(workflow));
	}
	expect(urls.size).toBe(2);
});

describe.each(templateFiles())('%s is ready for its three steps:', (file) => {
	const template = readTemplate(file);

	it('its note says them', () => {
		const { content } = noteOf(template).parameters as { content: string };
		expect(content).toMatch(/^## .+\n1\. .+\n2\. .+\n3\. .+/);
	});

	it('it brings no credentials and no webhook ids', () => {
		for (const node of template.nodes) {
			expect(node).not.toHaveProperty('credentials');
			expect(node).not.toHaveProperty('webhookId');
		}
	});

	it('it leaves nothing open but what the note names', async () => {
		const { content } = noteOf(template).parameters as { content: string };
		for (const node of template.nodes) {
			const description = await described(node);
			const parameters = shownParameters(description, node);
			const issues = NodeHelpers.getNodeParametersIssues(
				description.properties,
				{ ...node, typeVersion: node.typeVersion ?? 1, parameters },
				description,
			);
			if (issues?.parameters) expect(content).toContain(`**${node.name}**`);
		}
	});

	it('it has the newest version of each node', async () => {
		const descriptions = await nodeDescriptions(n8n.session);
		const newest = template.nodes.map(({ type }) =>
			Math.max(
				...descriptions.filter(({ name }) => name === type).flatMap(({ version }) => version),
			),
		);
		expect(template.nodes.map(({ typeVersion }) => typeVersion)).toEqual(newest);
	});
});

describe.each(templateFiles())('%s', (file) => {
	const template = readTemplate(file);
	const nodes = template.nodes.filter(({ type }) => type !== NOTE);

	it('has no parameter that its node does not show', async () => {
		for (const node of template.nodes) {
			expect(shownParameters(await described(node), node)).toMatchObject(node.parameters ?? {});
		}
	});

	it('names only nodes that it has, in its expressions and connections', () => {
		const names = new Set(nodes.map(({ name }) => name));
		expect(names.size).toBe(nodes.length);
		const text = JSON.stringify(nodes.map(({ parameters }) => parameters));
		const named = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		const targets = Object.values(template.connections).flatMap(({ main }) =>
			(main as Array<Array<{ node: string }>>).flatMap((output) => output.map(({ node }) => node)),
		);
		for (const name of [...named, ...targets, ...Object.keys(template.connections)]) {
			expect(names).toContain(name);
		}
		const triggers = nodes.filter(({ name }) => !targets.includes(name));
		expect(triggers).toHaveLength(1);
	});

	it('is laid out without overlaps', () => {
		const areas = template.nodes.map(areaOf);
		for (const [index, area] of areas.entries()) {
			for (const other of areas.slice(index + 1)) {
				const apart =
					area.right <= other.left ||
					other.right <= area.left ||
					area.bottom <= other.top ||
					other.bottom <= area.top;
				expect([apart, area.name, other.name]).toEqual([true, area.name, other.name]);
			}
		}
	});
});

async function described(node: TemplateNode) {
	const description = await describeNode(n8n.session, node);
	if (!description) throw new Error(`n8n has no ${node.type} in version ${node.typeVersion}`);
	return description;
}

function noteOf({ nodes }: Template) {
	const notes = nodes.filter(({ type }) => type === NOTE);
	expect(notes).toHaveLength(1);
	return { parameters: {}, ...notes[0] };
}

/** A node's square with the name below it, which may be wider; a note as it is. */
function areaOf({ name, type, parameters, position: [left, top] }: TemplateNode) {
	const isNote = type === NOTE;
	const width = isNote ? Number(parameters?.width) : 176;
	const height = isNote ? Number(parameters?.height) : 144;
	return { name, left, top, right: left + width, bottom: top + height };
}
