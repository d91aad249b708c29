import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { accountsAt } from './accounts';
import { runHospitality } from './runHospitality';
import { sandboxOfFile } from './sandboxOfFile';

export const SECRET = 'a-signing-secret-of-ours';
export const URL = 'https://n8n.example.com/webhook/abc/webhook';

/** Where the platform's webhook APIs keep webhooks. */
export const guide = '/olympusCloud/v1/webhooks';
export const tenant = '/olympusCloud/api/v1/platform/tenants/me/webhooks';
export const endpoints = '/olympusCloud/api/v1/webhooks/endpoints';

/** Runs operations on webhooks against a sandbox of the file's own. */
export function webhookRuns() {
	const { sandbox, requests } = sandboxOfFile();

	const webhook = async (operation: string, parameters: INodeParameters = {}) =>
		await runHospitality({
			parameters: { resource: 'webhook', operation, ...parameters },
			credentials: accountsAt(sandbox(), ` ${SECRET} `),
		});

	const create = async (events: string[], more: INodeParameters = {}) => {
		const { json } = await webhook('create', { url: URL, events, ...more });
		return json[0][0] as IDataObject & { id: string };
	};

	return { sandbox, requests, webhook, create };
}
