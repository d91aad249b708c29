import type { IExecuteFunctions, NodeEgressFilter } from 'n8n-workflow';

import { InputError } from '../../lib/send/inputError';
import type { PreparedItem } from './prepare';

/** Refuses items whose endpoint the operator's network policy does not allow. */
export async function withoutBlocked(
	{ helpers }: IExecuteFunctions,
	prepared: readonly PreparedItem[],
	refuse: (error: unknown, itemIndex: number) => void,
): Promise<PreparedItem[]> {
	const filter = helpers.getSecureEgressFilter?.();
	if (!filter) return [...prepared];
	const verdicts = new Map<string, boolean>();
	const allowed: PreparedItem[] = [];
	for (const item of prepared) {
		const { url, shownUrl } = item.job.message.endpoint;
		if (!verdicts.has(url)) verdicts.set(url, await isAllowed(filter, url));
		if (verdicts.get(url)) allowed.push(item);
		else refuse(blocked(shownUrl), item.itemIndex);
	}
	return allowed;
}

/** A name that cannot be resolved just now is no verdict, but something for the retries. */
async function isAllowed(filter: NodeEgressFilter, url: string): Promise<boolean> {
	try {
		const result = await filter.validateUrl(url);
		return result.ok || !isBlocked(result.error);
	} catch (error) {
		return !isBlocked(error);
	}
}

function isBlocked(error: unknown): boolean {
	return error instanceof Error && error.name.startsWith('SsrfBlocked');
}

function blocked(shownUrl: string): InputError {
	return new InputError(
		`The network policy of this n8n does not allow to send to ${shownUrl}`,
		'Ask whoever runs this n8n to allow the address, or send to another one.',
	);
}
