import { sleep } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/start';
import type { Setup } from './receiving';
import { SIGNING_TEXT } from '../../support/senders';

/** A trigger that registers its webhook at the sandbox. */
export function automatic(
	sandbox: Pick<Sandbox, 'apiKey' | 'apiUrl'>,
	{ parameters }: Pick<Setup, 'parameters'> = {},
) {
	return {
		platform: 'olympusCloud',
		parameters: { registration: 'automatic', ...parameters },
		credentials: {
			olympusCloudApi: {
				apiKey: sandbox.apiKey,
				baseUrl: sandbox.apiUrl('olympusCloud'),
				signingSecret: SIGNING_TEXT,
			},
		},
	} satisfies Setup;
}

export interface ShownWebhook {
	platform: string;
	id: string;
	url: string;
	events: string[];
	status: string;
}

/** Looks at the platform and disturbs it, over HTTP as anybody would. */
export function sandboxClient(sandbox: Sandbox) {
	async function call(method: string, path: string, body?: unknown) {
		const response = await fetch(`${sandbox.url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				authorization: `Bearer ${sandbox.apiKey}`,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
	}

	return {
		webhooks: async () => (await call('GET', '/_control/webhooks')).webhooks as ShownWebhook[],
		settings: async (changes: object) => await call('PATCH', '/_control/settings', changes),
		fault: async (fault: object) => await call('POST', '/_control/faults', fault),
		withoutFaults: async () => await call('DELETE', '/_control/faults'),
		/** Somebody else's webhook; gives its id. */
		create: async (url: string, events: string[]) =>
			(await call('POST', '/olympusCloud/v1/webhooks', { url, events, secret: 'theirs' })).id,
		/** An event happens; gives what each subscriber answered. */
		emit: async (event: string, platform = 'olympusCloud') => {
			const { deliveries } = await call('POST', `/${platform}/_fire`, { event });
			return (deliveries as Array<{ response_code: number }>).map((one) => one.response_code);
		},
		until: async (holds: () => Promise<boolean>) => {
			for (let attempt = 0; attempt < 100; attempt++) {
				if (await holds()) return;
				await sleep(100);
			}
			throw new Error('Waited ten seconds in vain');
		},
	};
}
