import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { StoredWebhook } from '../registration/webhook';

/** What the node remembers, apart for production and for the editor's test listener. */
export function webhookMemory(context: IHookFunctions) {
	const data = context.getWorkflowStaticData('node') as Record<string, unknown>;
	const key = memoryKey(context.getMode());
	const obsoleteKey = `${key}Obsolete`;
	return {
		get: (): StoredWebhook | null => (data[key] as StoredWebhook | undefined) ?? null,
		set: (stored: StoredWebhook) => {
			const { obsolete, ...rest } = stored;
			data[key] = rest;
			data[obsoleteKey] = [...(obsolete ?? [])];
		},
		getObsolete: (): string[] => (data[obsoleteKey] as string[] | undefined) ?? [],
		setObsolete: (ids: readonly string[]) => {
			data[obsoleteKey] = [...ids];
		},
		clear: () => {
			delete data[key];
			delete data[obsoleteKey];
		},
	};
}

/** The secret that the platform chose for this node's webhook, where it does. */
export function returnedSecret(context: IWebhookFunctions): string | undefined {
	const data = context.getWorkflowStaticData('node') as Record<string, unknown>;
	const stored = data[memoryKey(context.getMode())] as StoredWebhook | undefined;
	return stored?.returnedSecret;
}

function memoryKey(mode: string): 'testWebhook' | 'webhook' {
	return mode === 'manual' ? 'testWebhook' : 'webhook';
}
