import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { Hospitality } from '../../../nodes/Hospitality/Hospitality.node';
import { type EngineRun, runInEngine } from '../engine/runInEngine';
import { credentialsHelper, type Credentials } from './credentials';

export interface HospitalityRun extends Pick<EngineRun, 'onStart'> {
	parameters: EngineRun['node']['parameters'];
	/** What comes in; one empty item when left out. */
	items?: INodeExecutionData[];
	credentials?: Credentials;
	/** Further settings of the node, such as `onError`. */
	node?: Partial<EngineRun['node']>;
}

export interface HospitalityOutcome {
	/** The `json` of each item by output. */
	json: IDataObject[][];
	/** The items by output. */
	outputs: INodeExecutionData[][];
	error?: {
		message: string;
		description?: string;
		httpCode?: string;
		context?: { itemIndex?: number };
	};
}

/** Runs the node inside a workflow, by n8n's own engine and HTTP client. */
export async function runHospitality({
	parameters,
	items = [{ json: {} }],
	credentials = {},
	node = {},
	onStart,
}: HospitalityRun): Promise<HospitalityOutcome> {
	const references = Object.entries(credentials).map(([type, { baseUrl = '' }]) => [
		type,
		{ id: `${type} ${String(baseUrl)}`, name: type },
	]);
	const { outputs, task } = await runInEngine({
		type: new Hospitality(),
		node: {
			name: 'Hospitality',
			parameters,
			credentials: Object.fromEntries(references),
			...node,
		},
		items,
		credentialsHelper: credentialsHelper(credentials),
		onStart,
	});
	return {
		outputs,
		json: outputs.map((output) => output.map(({ json }) => json)),
		error: task?.error as HospitalityOutcome['error'],
	};
}
