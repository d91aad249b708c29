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
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { HospitalitySender } from '../../../nodes/HospitalitySender/HospitalitySender.node';

export interface SenderRun {
	parameters: INodeParameters;
	items?: IDataObject[];
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

export interface SenderOutcome {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	/** The `json` of each item by output. */
	json: Array<Array<Record<string, any>>>;
	error?: { message: string; description?: string; context?: { itemIndex?: number } };
	metadata: Record<string, string>;
	hints: string[];
	run: IRun;
}

/** Puts out what it was given, as the item that starts a workflow would. */
class Source implements INodeType {
	description = {
		displayName: 'Source',
		name: 'source',
		group: ['trigger' as const],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	constructor(private readonly items: IDataObject[]) {}

	async execute(): Promise<INodeExecutionData[][]> {
		return [this.items.map((json, item) => ({ json, pairedItem: { item } }))];
	}
}

class Sink implements INodeType {
	description = {
		displayName: 'Sink',
		name: 'sink',
		group: ['output' as const],
		version: 1,
		description: '',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(): Promise<INodeExecutionData[][]> {
		return [[]];
	}
}

/** Runs the node inside a workflow, by n8n's own engine. */
export async function runSender(options: SenderRun): Promise<SenderOutcome> {
	const { parameters, items = [{}], credentials = {}, connected = [0, 1, 2] } = options;
	const types: Record<string, INodeType> = {
		source: new Source(items),
		sink: new Sink(),
		sender: new HospitalitySender(),
	};
	// A class instance with an `execute` method would be called in another way.
	for (const type of ['source', 'sink']) {
		const node = types[type];
		types[type] = { description: node.description, execute: node.execute?.bind(node) };
	}
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
					Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
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
		json: outputs.map((output) => output.map(({ json }) => json)),
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
