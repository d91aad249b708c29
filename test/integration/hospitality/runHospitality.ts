import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { Hospitality } from '../../../nodes/Hospitality/Hospitality.node';
import { credentialsHelper, type Credentials } from './credentials';

export interface HospitalityRun {
	parameters: INodeParameters;
	/** What comes in; one empty item when left out. */
	items?: INodeExecutionData[];
	credentials?: Credentials;
	/** Further settings of the node, such as `onError`. */
	node?: Partial<INode>;
	/** Called once the run has started. */
	onStart?: (execution: { cancel: () => void }) => void;
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
	const types: Record<string, INodeType> = {
		source: {
			description: { ...PLAIN, displayName: 'Source', name: 'source', inputs: [] },
			execute: async () => [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))],
		},
		hospitality: new Hospitality(),
	};
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [
			nodeOf('Source', 'source'),
			{
				...nodeOf('Hospitality', 'hospitality'),
				parameters,
				credentials: Object.fromEntries(
					Object.entries(credentials).map(([type, { baseUrl = '' }]) => [
						type,
						{ id: `${type} ${String(baseUrl)}`, name: type },
					]),
				),
				...node,
			},
		],
		connections: {
			Source: { main: [[{ node: 'Hospitality', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: { timezone: 'Europe/Berlin' },
	});
	const execution = new WorkflowExecute(additionalData(credentials), 'trigger');
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') ?? undefined });
	onStart?.({ cancel: () => running.cancel() });
	const run = await running;
	const task = run.data.resultData.runData.Hospitality?.at(-1);
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		json: outputs.map((output) => output.map(({ json }) => json)),
		error: task?.error as HospitalityOutcome['error'],
	};
}

const PLAIN = {
	group: ['transform' as const],
	version: 1,
	description: '',
	defaults: {},
	outputs: [NodeConnectionTypes.Main],
	properties: [],
};

function nodeOf(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}

function additionalData(credentials: Credentials): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks('trigger', 'execution', {
		id: 'workflow',
		name: 'Workflow',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		nodes: [],
		connections: {},
	});
	return {
		executionId: 'execution',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		hooks,
		credentialsHelper: credentialsHelper(credentials),
		currentNodeExecutionIndex: 0,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
