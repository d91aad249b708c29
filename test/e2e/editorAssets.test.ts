import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { credentialTypes } from '../../sandbox/credentialTypes';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';

const PACKAGE = 'n8n-nodes-hospitality-webhooks';

/** An icon, or one for each theme of the editor. */
type IconUrl = string | { light: string; dark: string };
interface Shown {
	name: string;
	iconUrl?: IconUrl;
	codex?: { alias?: string[] };
}

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

async function get(path: string): Promise<Response> {
	const { cookie, browserId } = n8n.session;
	return await fetch(`${n8n.url}/${path}`, { headers: { cookie, 'browser-id': browserId } });
}

it.each([
	[
		'types/nodes.json',
		['hospitality', 'hospitalitySender', 'hospitalityTrigger'].map((name) => `${PACKAGE}.${name}`),
	],
	['types/credentials.json', credentialTypes().map(({ name }) => name)],
])('n8n serves the icons of all in %s, for both themes', async (file, names) => {
	const all = (await (await get(file)).json()) as Shown[];
	for (const name of names) {
		const url = all.find((one) => one.name === name)?.iconUrl;
		if (url === undefined || typeof url === 'string') throw new Error(`${name} has ${url}`);
		expect(url.light).not.toBe(url.dark);
		for (const theme of [url.light, url.dark]) {
			const icon = await get(theme);
			expect([theme, icon.status]).toEqual([theme, 200]);
			expect(icon.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
			expect(await icon.text()).toContain('<svg');
		}
	}
});

it('n8n’s panel finds the nodes by the name of every platform', async () => {
	const all = (await (await get('types/nodes.json')).json()) as Shown[];
	const names = platforms.flatMap(({ name, aliases = [] }: Platform) => [name, ...aliases]);
	for (const node of ['hospitality', 'hospitalitySender', 'hospitalityTrigger']) {
		const shown = all.find(({ name }) => name === `${PACKAGE}.${node}`);
		expect(shown?.codex?.alias).toEqual(expect.arrayContaining(names));
	}
});

// Without them the editor shows nothing to map from a node that has not run yet.
it.each([
	['hospitalityTrigger/2.0.0', 'summary'],
	['hospitality/1.0.0/event/getDetails', 'details'],
	['hospitalitySender/1.0.0/send', 'delivery'],
])('n8n serves the output schema %s', async (path, field) => {
	const response = await get(`schemas/${PACKAGE}.${path}.json`);
	expect(await response.json()).toMatchObject({
		type: 'object',
		properties: { [field]: expect.objectContaining({ type: expect.any(String) }) },
	});
});
