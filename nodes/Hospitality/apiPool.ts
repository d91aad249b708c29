import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { failedCall, openPlatformApi } from '../../lib/n8n/platformApi';
import type { Platform } from '../../lib/platform';
import type { Send } from '../../lib/api/lookUp';
import { apiProfile, type ApiProfile } from '../../lib/api/profile';
import type { ApiAnswer } from '../../lib/api/apiAnswer';

const DEFAULT_TIMEOUT_SECONDS = 30;

/** The APIs of one run: each is opened once, so that all items share its token and its pace. */
export class ApiPool {
	private readonly opened = new Map<string, Promise<Send>>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** @throws NodeOperationError when no credential is chosen, or the platform has no API */
	async open(platform: Platform, itemIndex: number): Promise<Send> {
		const options = this.context.getNodeParameter('options', itemIndex, {}) as { timeout?: number };
		const seconds = options.timeout ?? DEFAULT_TIMEOUT_SECONDS;
		const key = `${platform.id} ${seconds}`;
		let api = this.opened.get(key);
		if (!api) {
			api = openPlatformApi(this.context, platform.name, this.profile(platform, itemIndex), {
				timeoutMs: seconds * 1000,
				itemIndex,
			});
			this.opened.set(key, api);
		}
		return await api;
	}

	/**
	 * The error that a failed call ends in.
	 *
	 * @param what what was asked for, such as `booking 51918313`
	 */
	failure(platform: Platform, what: string, answer: ApiAnswer, itemIndex: number): Error {
		const asked = { platform: platform.name, what };
		const profile = this.profile(platform, itemIndex);
		return failedCall(this.context.getNode(), asked, answer, profile, itemIndex);
	}

	private profile(platform: Platform, itemIndex: number): ApiProfile {
		const profile = apiProfile(platform);
		if (profile) return profile;
		throw new NodeOperationError(this.context.getNode(), `${platform.name} has no public API`, {
			itemIndex,
			description: 'Its events already carry everything; use them as they are.',
		});
	}
}
