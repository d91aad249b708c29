import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

export interface EngineRun {
	/** The class of the node. */
	type: INodeType;
	node: Pick<INode, 'name' | 'parameters'> & Partial<INode>;
	/** What comes in. */
	items: readonly INodeExecutionData[];
	credentialsHelper: Partial<ICredentialsHelper>;
	/** Indexes of the outputs that lead somewhere. */
	connected?: readonly number[];
	/** Kept from run to run by passing the same object. */
	staticData?: IDataObject;
	mode?: WorkflowExecuteMode;
	/** Called once the run has started. */
	onStart?: (execution: { cancel: () => void }) => void;
}

/** Runs a node inside a workflow, by n8n's own engine and HTTP client. */
export async function runInEngine(options: EngineRun) {
	const { type, node, items, connected = [], mode = 'trigger' } = options;
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
		staticData: options.staticData,
		settings: { timezone: 'Europe/Berlin' },
	});
	const execution = new WorkflowExecute(additionalData(options.credentialsHelper, mode), mode);
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') ?? undefined });
	options.onStart?.({ cancel: () => running.cancel() });
	const run = await running;
	if (options.staticData) Object.assign(options.staticData, workflow.staticData);

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

function additionalData(
	credentialsHelper: Partial<ICredentialsHelper>,
	mode: WorkflowExecuteMode,
): IWorkflowExecuteAdditionalData {
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
