import type { IDataObject, INodeType } from 'n8n-workflow';

import { type EngineRun, runInEngine } from './runInEngine';
import { StoredStaticData } from './storedStaticData';

/** A node that does something with the workflow's static data. */
function nodeThat(work: (kept: IDataObject) => void): INodeType {
	return {
		description: {
			displayName: 'Keeper',
			name: 'keeper',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			work(this.getWorkflowStaticData('global'));
			return [this.getInputData()];
		},
	};
}

const run = async (
	staticData: StoredStaticData,
	work: (kept: IDataObject) => void,
	options: Partial<EngineRun> = {},
) =>
	await runInEngine({
		type: nodeThat(work),
		node: { name: 'Keeper', parameters: {} },
		items: [{ json: {} }],
		credentialsHelper: {},
		staticData,
		...options,
	});

describe('a run in the engine of the tests', () => {
	it('saves its copy of the static data whole, over what others saved meanwhile', async () => {
		const stored = new StoredStaticData('{"global":{"runs":1}}');
		await run(stored, (kept) => {
			stored.save({ 'node:Trigger': { seen: ['a'] } });
			kept.runs = 2;
		});
		expect(JSON.parse(stored.text)).toEqual({ global: { runs: 2 } });
	});

	it('saves nothing that it has not changed', async () => {
		const stored = new StoredStaticData('{"global":{"runs":1}}');
		await run(stored, (kept) => expect(kept.runs).toBe(1));
		expect(stored.saves).toBe(0);
	});

	it('saves nothing when started by hand', async () => {
		const stored = new StoredStaticData();
		await run(stored, (kept) => (kept.runs = 1), { mode: 'manual' });
		expect(stored.saves).toBe(0);
	});

	it('starts with nothing when it is resumed, and then saves only what it wrote', async () => {
		const stored = new StoredStaticData('{"node:Trigger":{"webhook":"wh_1"}}');
		await run(stored, (kept) => (kept.runs = 1), { loadsStaticData: false });
		expect(JSON.parse(stored.text)).toEqual({ global: { runs: 1 } });
	});
});
