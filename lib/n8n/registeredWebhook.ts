import { randomUUID } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import type { ApiCall, ApiFlavour, ApiRegistration, Platform } from '../platform';
import { readWebhook } from '../registration/answer';
import { askPlatform } from '../registration/askPlatform';
import { reconcile } from '../registration/reconcile';
import { hasStatus, isGone, isSuccess, type ApiAnswer } from '../api/answer';
import { idempotencyHeader, markOf, wantedEvents } from '../registration/desired';
import type { DesiredWebhook, Report, StoredWebhook } from '../registration/webhook';
import type { HmacSecrets } from '../signature/secret';
import { resolveAccess } from './apiAccess';
import { apiError, callApi } from './transport';
import { RegistrationStore, type RegistrationRecord } from './registrationStore';

interface Settings {
	platform: Platform;
	selection: readonly string[];
	registration: { api: ApiRegistration; flavour: ApiFlavour } | null;
}

/**
 * The webhook that one node has at a platform with an API: the steps of a reconcile plan, carried
 * out. What has been created is written down at once, so that a later step that fails cannot
 * orphan it.
 */
export function registeredWebhook(
	context: IHookFunctions,
	settings: Settings,
	secrets: HmacSecrets,
) {
	const { platform, selection, registration } = settings;
	if (!registration) throw new Error(`${platform.name} has no webhook API`);
	const { api, flavour } = registration;
	const store = new RegistrationStore(
		`${context.getWorkflow().id} ${context.getNode().id}`,
		new URL(ownUrl()).pathname,
		context.getWorkflowStaticData('node'),
		context.getMode() === 'manual',
	);
	const toRemove = () => store.read()?.toRemove ?? [];

	function ownUrl(): string {
		const url = context.getNodeWebhookUrl('default');
		if (!url) throw new Error('n8n has no webhook URL for this node');
		return url;
	}

	async function call(
		apiCall: ApiCall,
		id?: string,
		body?: Record<string, unknown>,
		headers?: Record<string, string>,
	): Promise<ApiAnswer> {
		const access = await resolveAccess(context, api, flavour);
		const path = apiCall.path.replace('{id}', encodeURIComponent(id ?? ''));
		return await callApi(context, access, { method: apiCall.method, path, body, headers });
	}

	async function desire(): Promise<DesiredWebhook> {
		const url = ownUrl();
		const { baseUrl } = await resolveAccess(context, api, flavour);
		return {
			url,
			events: wantedEvents(platform, selection),
			secretMark: markOf(secrets.secret, url),
			target: `${flavour.id} ${baseUrl}`,
		};
	}

	/** What the platform says about its webhooks, as far as this API family lets one ask. */
	async function report(): Promise<Report> {
		const access = await resolveAccess(context, api, flavour);
		const asked = await askPlatform(
			flavour,
			store.read()?.webhook?.id,
			async ({ method, path, query }) => {
				return await callApi(context, access, { method, path, query });
			},
		);
		if (asked.kind === 'failed') fail(asked.answer);
		return asked.report;
	}

	async function repair(): Promise<boolean> {
		const desired = await desire();
		const stored = storedIn(store.read());
		if (stored && stored.target !== desired.target) {
			context.logger.warn(`${platform.name}: a webhook may be left behind`, { at: stored.target });
		}
		const plan = reconcile(desired, stored, await report(), {
			update: flavour.update !== undefined,
			reactivate: flavour.canReactivate === true,
		});
		if (plan.create !== null || !stored) {
			store.write({ toRemove: plan.remove });
			return false;
		}
		if (plan.update && flavour.update) {
			const { url, events } = desired;
			const reactivate = plan.update.drift.includes('inactive') ? { status: 'active' } : {};
			const answer = await call(flavour.update, plan.update.id, {
				url,
				events: [...events],
				...reactivate,
			});
			if (isGone(answer)) {
				store.write({ toRemove: plan.remove });
				return false;
			}
			if (!isSuccess(answer)) fail(answer);
		}
		const { obsolete: _, ...before } = stored;
		store.write({ webhook: { ...before, ...desired }, toRemove: plan.remove });
		await removeObsolete();
		return true;
	}

	async function create(): Promise<boolean> {
		const desired = await desire();
		const body = {
			url: desired.url,
			events: [...desired.events],
			...(flavour.secret === 'ours' && { secret: secrets.secret.trim() }),
		};
		// What the editor's listener has created before is not remembered, so it starts afresh.
		const after = context.getMode() === 'manual' ? randomUUID() : (store.read()?.lastId ?? '');
		let answer = await call(flavour.create, undefined, body, idempotencyHeader(body, after));
		if (hasStatus(answer, 409) && toRemove().length > 0) {
			// The one to be replaced is in the way; with it gone there is a moment without any.
			await removeObsolete();
			const again = idempotencyHeader(body, `${after} again`);
			answer = await call(flavour.create, undefined, body, again);
		}
		if (!isSuccess(answer)) fail(answer);
		const created = readWebhook(answer.body);
		if (!created) {
			throw new NodeOperationError(
				context.getNode(),
				`${platform.name} has created a webhook but did not say its ID`,
				{ description: 'Remove it in the dashboard of the platform and register it manually.' },
			);
		}
		if (flavour.secret === 'returned' && !created.secret) {
			await call(flavour.remove, created.id);
			throw new NodeOperationError(
				context.getNode(),
				`${platform.name} did not say with which secret it signs the deliveries of a new webhook`,
				{
					description:
						'Nothing could be verified, so the webhook was removed again. Choose another API Family in the options, or set Registration to Manual.',
				},
			);
		}
		store.write({
			webhook: {
				...desired,
				id: created.id,
				...(flavour.secret === 'returned' && { returnedSecret: created.secret }),
			},
			lastId: created.id,
			toRemove: toRemove().filter((id) => id !== created.id),
		});
		await removeObsolete();
		return true;
	}

	async function remove(): Promise<boolean> {
		const stored = store.read()?.webhook;
		if (stored) {
			const answer = await call(flavour.remove, stored.id);
			// Kept when it fails: the next activation finds it again.
			if (!isSuccess(answer) && !isGone(answer)) fail(answer);
		}
		await removeObsolete();
		if (store.read()) store.write({ webhook: null });
		return true;
	}

	/** Has the platform deliver a test event of the first wanted kind, where it can. */
	async function sendTest(): Promise<void> {
		const stored = store.read()?.webhook;
		if (!flavour.test || !stored) return;
		const answer = await call(flavour.test, stored.id, { event_type: stored.events[0] });
		if (!isSuccess(answer)) fail(answer);
	}

	async function removeObsolete(): Promise<void> {
		for (const id of toRemove()) {
			const answer = await call(flavour.remove, id);
			if (!isSuccess(answer) && !isGone(answer)) {
				context.logger.warn(`${platform.name}: a replaced webhook could not be removed`, { id });
				continue;
			}
			store.write({ toRemove: toRemove().filter((other) => other !== id) });
		}
	}

	function fail(answer: ApiAnswer): never {
		const sensitive = [secrets.secret, secrets.previousSecret ?? ''];
		throw apiError(context.getNode(), platform.name, answer, sensitive);
	}

	return { repair, create, remove, sendTest };
}

function storedIn(record: RegistrationRecord | null): StoredWebhook | null {
	return record?.webhook ? { ...record.webhook, obsolete: record.toRemove } : null;
}
