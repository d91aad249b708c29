import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { StoredWebhook } from '../registration/webhook';

const KEY = 'webhook';
const OBSOLETE_KEY = 'webhookObsolete';
const LAST_KEY = 'webhookLast';

/**
 * What the node remembers. n8n keeps the data of the editor's test listener apart from that of
 * production by itself; the mode must not take part in the key, because n8n creates test webhooks
 * in the mode `manual` and deletes them in the mode `internal`.
 */
export function webhookMemory(context: IHookFunctions) {
	const data = context.getWorkflowStaticData('node') as Record<string, unknown>;
	return {
		get: (): StoredWebhook | null => (data[KEY] as StoredWebhook | undefined) ?? null,
		set: (stored: StoredWebhook) => {
			const { obsolete, ...rest } = stored;
			data[KEY] = rest;
			data[OBSOLETE_KEY] = [...(obsolete ?? [])];
		},
		getObsolete: (): string[] => (data[OBSOLETE_KEY] as string[] | undefined) ?? [],
		setObsolete: (ids: readonly string[]) => {
			data[OBSOLETE_KEY] = [...ids];
		},
		/** Id of the webhook that there is, or was until it was removed; empty before the first. */
		lastId: (): string =>
			(data[KEY] as StoredWebhook | undefined)?.id ?? (data[LAST_KEY] as string | undefined) ?? '',
		clear: () => {
			const stored = data[KEY] as StoredWebhook | undefined;
			if (stored) data[LAST_KEY] = stored.id;
			delete data[KEY];
			delete data[OBSOLETE_KEY];
		},
	};
}

/** The secret that the platform chose for this node's webhook, where it does. */
export function returnedSecret(context: IWebhookFunctions): string | undefined {
	const data = context.getWorkflowStaticData('node') as Record<string, unknown>;
	const stored = data[KEY] as StoredWebhook | undefined;
	return stored?.returnedSecret;
}
