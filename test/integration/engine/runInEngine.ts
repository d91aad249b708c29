import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import type { StoredStaticData } from './storedStaticData';

export interface EngineRun {
	/** The class of the node. */
	type: INodeType;
	node: Pick<INode, 'name' | 'parameters'> & Partial<INode>;
	/** What comes in. */
	items: readonly INodeExecutionData[];
	credentialsHelper: Partial<ICredentialsHelper>;
	/** Indexes of the outputs that lead somewhere. */
	connected?: readonly number[];
	/** What the workflow has stored; a run works on a copy, and saves it whole if it changed it. */
	staticData?: StoredStaticData;
	/**
	 * Whether the run starts with a copy of the static data, default true. n8n starts one with
	 * nothing when a Wait node's time has come, and on the workers of queue mode.
	 */
	loadsStaticData?: boolean;
	mode?: WorkflowExecuteMode;
	/** Called once the run has started. */
	onStart?: (execution: { cancel: () => void }) => void;
}

/** Runs a node inside a workflow, by n8n's own engine and HTTP client. */
export async function runInEngine(options: EngineRun) {
	const { type, node, items, connected = [], mode = 'trigger', loadsStaticData = true } = options;
	const types: Record<string, INodeType> = { source: source(items), sink, tested: type };
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [
			nodeOf('Source', 'source'),
			{ ...nodeOf(node.name, 'tested'), ...node },
			nodeOf('Sink', 'sink'),
		],
		connections: {
			Source: { main: [[linkTo(node.name)]] },
			[node.name]: {
				main: Array.from({ length: Math.max(-1, ...connected) + 1 }, (_, index) =>
					connected.includes(index) ? [linkTo('Sink')] : [],
				),
			},
		},
		active: false,
		nodeTypes: {
			getByName: (name) => types[name],
			getByNameAndVersion: (name) => types[name],
			getKnownTypes: () => ({}),
		},
		staticData: loadsStaticData ? options.staticData?.load() : {},
		settings: { timezone: 'Europe/Berlin' },
	});
	const hooks = lifecycleHooks(mode, options.staticData);
	const execution = new WorkflowExecute(additionalData(options.credentialsHelper, hooks), mode);
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') ?? undefined });
	options.onStart?.({ cancel: () => running.cancel() });
	const run = await running;

	const task = run.data.resultData.runData[node.name]?.at(-1);
	return { run, task, outputs: (task?.data?.main ?? []).map((output) => output ?? []) };
}

/** Puts out what it was given, as the node before would. */
const source = (items: readonly INodeExecutionData[]): INodeType => ({
	description: descriptionOf('source', []),
	execute: async () => [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))],
});

const sink: INodeType = {
	description: descriptionOf('sink', [NodeConnectionTypes.Main]),
	execute: async () => [[]],
};

function descriptionOf(name: string, inputs: INodeTypeDescription['inputs']): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs,
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};
}

function nodeOf(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}

function linkTo(node: string) {
	return { node, type: NodeConnectionTypes.Main, index: 0 };
}

/** Saves the run's static data when n8n does: at its end, unless it was started by hand. */
function lifecycleHooks(mode: WorkflowExecuteMode, stored?: StoredStaticData) {
	const hooks = new ExecutionLifecycleHooks(mode, 'execution', {
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
	hooks.addHandler('workflowExecuteAfter', (_run, changed) => {
		if (mode !== 'manual' && changed) stored?.save(changed);
	});
	return hooks;
}

function additionalData(
	credentialsHelper: Partial<ICredentialsHelper>,
	hooks: ExecutionLifecycleHooks,
): IWorkflowExecuteAdditionalData {
	return {
		executionId: 'execution',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		hooks,
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
