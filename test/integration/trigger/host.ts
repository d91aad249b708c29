import { createHash, randomUUID } from 'crypto';
import { HookContext } from 'n8n-core';
import type {
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import type * as TriggerModule from '../../../nodes/HospitalityTrigger/HospitalityTrigger.node';
import { HospitalityTrigger } from '../../../nodes/HospitalityTrigger/HospitalityTrigger.node';
import { StoredStaticData } from '../engine/storedStaticData';
import { credentialsHelper, type Credentials } from '../hospitality/credentials';

export interface HostOptions {
	parameters: INodeParameters;
	credentials: Credentials;
	/** Where n8n's webhooks are reached, with `/webhook` behind it. */
	publicUrl?: string;
}

/** What n8n keeps of a workflow and its trigger between two calls. */
export class TriggerHost {
	readonly id = randomUUID();
	readonly webhookId = randomUUID();
	nodeType: INodeType & Pick<HospitalityTrigger, 'webhook' | 'webhookMethods'> =
		new HospitalityTrigger();
	publicUrl: string;
	/** What the database holds. */
	readonly stored = new StoredStaticData();
	/** How often a credential has been decrypted. */
	credentialReads = 0;

	constructor(readonly options: HostOptions) {
		this.publicUrl = options.publicUrl ?? 'https://n8n.example';
	}

	get staticData(): string {
		return this.stored.text;
	}

	/**
	 * What n8n does when a workflow is activated: of one that fails it removes the webhook again.
	 * @throws what the node says
	 */
	async activate(
		mode: WorkflowExecuteMode = 'trigger',
		activation: WorkflowActivateMode = 'activate',
	): Promise<void> {
		const { hooks, workflow } = this.prepare();
		let active = false;
		try {
			const context = this.hookContext(workflow, mode, false, activation);
			if (!(await hooks.checkExists.call(context))) await hooks.create.call(context);
			active = true;
		} finally {
			if (!active) await hooks.delete.call(this.hookContext(workflow, 'internal'));
			this.stored.saveIfChanged(workflow);
		}
	}

	/** What n8n does when it is deactivated. */
	async deactivate(): Promise<void> {
		const { hooks, workflow } = this.prepare();
		await hooks.delete.call(this.hookContext(workflow, 'internal'));
		this.stored.saveIfChanged(workflow);
	}

	/**
	 * Starts the editor's listener, with memory of its own; gives what n8n does when it ends. One that
	 * cannot start is ended at once, with an empty memory.
	 *
	 * @throws what the node says
	 */
	async listen(): Promise<() => Promise<void>> {
		const { hooks, workflow } = this.prepare(new StoredStaticData());
		const context = this.hookContext(workflow, 'manual', true);
		const end = async (kept: StoredStaticData) => {
			const ending = this.prepare(kept);
			await hooks.delete.call(this.hookContext(ending.workflow, 'internal', true));
		};
		let listens = false;
		try {
			if (!(await hooks.checkExists.call(context))) await hooks.create.call(context);
			listens = true;
		} finally {
			if (!listens) await end(new StoredStaticData());
		}
		const kept = new StoredStaticData(JSON.stringify(workflow.staticData));
		return async () => {
			await end(kept);
		};
	}

	/**
	 * Another process: what the node knows besides its static data is gone.
	 *
	 * @param without what an older n8n does not have
	 * @param version of its n8n-workflow
	 */
	restart(without?: keyof typeof n8nWorkflow, version = '2.41.0'): void {
		jest.isolateModules(() => {
			jest.doMock('n8n-workflow/package.json', () => ({ version }));
			jest.doMock('n8n-workflow', () =>
				without ? { ...n8nWorkflow, [without]: undefined } : n8nWorkflow,
			);
			const fresh = jest.requireActual<typeof TriggerModule>(
				'../../../nodes/HospitalityTrigger/HospitalityTrigger.node',
			);
			this.nodeType = new fresh.HospitalityTrigger();
		});
		jest.dontMock('n8n-workflow');
		jest.dontMock('n8n-workflow/package.json');
	}

	/** The workflow as n8n loads it for one call. */
	prepare(stored = this.stored) {
		const { parameters, credentials } = this.options;
		const node: INode = {
			id: createHash('sha256').update(this.id).digest('hex').slice(0, 8),
			name: 'Trigger',
			type: 'hospitalityTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId: this.webhookId,
			parameters,
			credentials: Object.fromEntries(
				Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
			),
		};
		const nodeTypes = {
			getByName: () => this.nodeType,
			getByNameAndVersion: () => this.nodeType,
			getKnownTypes: () => ({}),
		} satisfies INodeTypes;
		const workflow = new Workflow({
			id: this.id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: stored.load(),
			settings: {},
		});
		return { workflow, hooks: this.nodeType.webhookMethods.default };
	}

	additionalData(): IWorkflowExecuteAdditionalData {
		const helper = credentialsHelper(this.options.credentials);
		const { getDecrypted } = helper;
		if (!getDecrypted) throw new Error('The credentials helper reads no credentials');
		return {
			webhookBaseUrl: `${this.publicUrl}/webhook`,
			webhookTestBaseUrl: `${this.publicUrl}/webhook-test`,
			variables: {},
			credentialsHelper: {
				...helper,
				getDecrypted: async (...call: Parameters<typeof getDecrypted>) => {
					this.credentialReads += 1;
					return await getDecrypted(...call);
				},
			},
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	/** What this process remembers of the node goes by. */
	get nodeKey(): string {
		return `${this.id} ${this.nodeOf(this.prepare().workflow).id}`;
	}

	nodeOf(workflow: Workflow): INode {
		return workflow.nodes.Trigger;
	}

	/** What the hooks of a node are called with. */
	hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		isTest = false,
		activation: WorkflowActivateMode = 'activate',
	) {
		const webhook = { isTest } as IWebhookData;
		const node = this.nodeOf(workflow);
		return new HookContext(workflow, node, this.additionalData(), mode, activation, webhook);
	}
}
