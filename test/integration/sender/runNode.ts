import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	INodeExecutionData,
	IRun,
} from 'n8n-workflow';

import type { ItemDelivery } from '../../../lib/send/sentItem';
import { HospitalitySender } from '../../../nodes/HospitalitySender/HospitalitySender.node';
import { type EngineRun, runInEngine } from '../engine/runInEngine';

export interface SenderRun
	extends Pick<EngineRun, 'connected' | 'staticData' | 'mode' | 'onStart'> {
	parameters: EngineRun['node']['parameters'];
	items?: ReadonlyArray<Record<string, unknown>>;
	/** By credential type. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Further settings of the node, such as `onError`. */
	node?: Partial<EngineRun['node']>;
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

/** Runs the node inside a workflow, by n8n's own engine; all three outputs lead somewhere by default. */
export async function runSender(options: SenderRun): Promise<SenderOutcome> {
	const { parameters, items = [{}], credentials = {}, node, ...more } = options;
	const references = Object.keys(credentials).map((type) => [type, { id: type, name: type }]);
	const { run, task, outputs } = await runInEngine({
		connected: [0, 1, 2],
		...more,
		type: new HospitalitySender(),
		node: { name: 'Sender', parameters, credentials: Object.fromEntries(references), ...node },
		items: items.map((json) => ({ json: json as IDataObject })),
		credentialsHelper: credentialsHelper(credentials),
	});
	return {
		outputs,
		json: outputs.map((output) => output.map(({ json }) => json as unknown as ItemJson)),
		error: task?.error as SenderOutcome['error'],
		metadata: run.data.resultData.metadata ?? {},
		hints: (task?.hints ?? []).map(({ message }) => message),
		run,
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
