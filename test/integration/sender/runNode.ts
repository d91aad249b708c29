import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import type { ItemDelivery } from '../../../lib/delivery/itemState';
import { HospitalitySender } from '../../../nodes/HospitalitySender/HospitalitySender.node';

export interface SenderRun {
	parameters: INodeParameters;
	items?: ReadonlyArray<Record<string, unknown>>;
	/** By credential type. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Further settings of the node, such as `onError`. */
	node?: Partial<INode>;
	/** Indexes of the outputs that lead somewhere; default: all three. */
	connected?: readonly number[];
	/** Kept from run to run by passing the same object. */
	staticData?: IDataObject;
	mode?: WorkflowExecuteMode;
	/** Called once the run has started. */
	onStart?: (execution: { cancel: () => void }) => void;
}

/** What a sender puts out. */
export type ItemJson = Record<string, unknown> & { delivery: ItemDelivery };

export interface SenderOutcome {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	/** The `json` of each item by output. */
	json: ItemJson[][];
	error?: { message: string; description?: string; context?: { itemIndex?: number } };
	metadata: Record<string, string>;
	hints: string[];
	run: IRun;
}

/** Puts out what it was given, as the node before the sender would. */
const source = (items: readonly IDataObject[]): INodeType => ({
	description: describe('source', []),
	execute: async () => [items.map((json, item) => ({ json, pairedItem: { item } }))],
});

const sink: INodeType = {
	description: describe('sink', [NodeConnectionTypes.Main]),
	execute: async () => [[]],
};

function describe(name: string, inputs: INodeTypeDescription['inputs']): INodeTypeDescription {
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

/** Runs the node inside a workflow, by n8n's own engine. */
export async function runSender(options: SenderRun): Promise<SenderOutcome> {
	const { parameters, items = [{}], credentials = {}, connected = [0, 1, 2] } = options;
	const types: Record<string, INodeType> = {
		source: source(items as IDataObject[]),
		sink,
		sender: new HospitalitySender(),
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
				...nodeOf('Sender', 'sender'),
				parameters,
				credentials: Object.fromEntries(
					Object.keys(credentials).map((type) => [type, { id: type, name: type }] as const),
				),
				...options.node,
			},
			nodeOf('Sink', 'sink'),
		],
		connections: connectionsTo(connected),
		active: false,
		nodeTypes,
		staticData: options.staticData,
		settings: { timezone: 'Europe/Berlin' },
	});
	const mode = options.mode ?? 'trigger';
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
	const additionalData = {
		executionId: 'execution',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		hooks,
		credentialsHelper: credentialsHelper(credentials),
		currentNodeExecutionIndex: 0,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const execution = new WorkflowExecute(additionalData, mode);
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') ?? undefined });
	options.onStart?.({ cancel: () => running.cancel() });
	const run = await running;
	if (options.staticData) Object.assign(options.staticData, workflow.staticData);

	const task = run.data.resultData.runData.Sender?.at(-1);
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		json: outputs.map((output) => output.map(({ json }) => json as unknown as ItemJson)),
		error: task?.error as SenderOutcome['error'],
		metadata: run.data.resultData.metadata ?? {},
		hints: (task?.hints ?? []).map(({ message }) => message),
		run,
	};
}

function nodeOf(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}

function connectionsTo(connected: readonly number[]): IConnections {
	const link = (node: string) => ({ node, type: NodeConnectionTypes.Main, index: 0 });
	return {
		Source: { main: [[link('Sender')]] },
		Sender: { main: [0, 1, 2].map((index) => (connected.includes(index) ? [link('Sink')] : [])) },
	};
}

function credentialsHelper(
	credentials: Record<string, ICredentialDataDecryptedObject>,
): Partial<ICredentialsHelper> {
	return {
		getDecrypted: async (_data, _node, type) => credentials[type],
		getCredentialsProperties: () => [],
		isCredentialUsableByNode: () => true,
	};
}
