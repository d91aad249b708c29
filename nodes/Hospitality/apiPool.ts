import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { openApi, type PlatformApi } from '../../lib/n8n/apiTransport';
import type { Platform } from '../../lib/platform';

const DEFAULT_TIMEOUT_SECONDS = 30;
/** Long enough for any wait that platforms document, and short enough for a run. */
const LONGEST_WAIT_SECONDS = 300;

/** The APIs of one run: each is opened once, so that all items share its access token. */
export class ApiPool {
	private readonly opened = new Map<string, Promise<PlatformApi>>();

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * The API of a platform for one item, which its errors are about.
	 *
	 * @throws NodeOperationError when no credential is chosen, or the platform has no API
	 */
	async open(platform: Platform, itemIndex: number): Promise<PlatformApi> {
		const options = this.context.getNodeParameter('options', itemIndex, {}) as { timeout?: number };
		const seconds = options.timeout ?? DEFAULT_TIMEOUT_SECONDS;
		const key = `${platform.id} ${seconds}`;
		const opening = this.opened.get(key) ?? this.openNew(platform, seconds, itemIndex);
		this.opened.set(key, opening);
		let api: PlatformApi;
		try {
			api = await opening;
		} catch {
			// The error is about the item that came first; this one has its own.
			this.opened.delete(key);
			api = await this.openNew(platform, seconds, itemIndex);
		}
		return {
			...api,
			failure: (asked, answer, index = itemIndex) => api.failure(asked, answer, index),
		};
	}

	private async openNew(
		platform: Platform,
		seconds: number,
		itemIndex: number,
	): Promise<PlatformApi> {
		const { name, api } = platform;
		if (!api) {
			throw new NodeOperationError(this.context.getNode(), `${name} has no public API`, {
				itemIndex,
				description: 'Use its events as they are.',
			});
		}
		return await openApi(this.context, {
			name,
			api,
			itemIndex,
			timeoutMs: seconds * 1000,
			longestWaitSeconds: LONGEST_WAIT_SECONDS,
		});
	}
}
