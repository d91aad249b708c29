import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { hasStatus, isGone, isSuccess, type ApiAnswer } from '../api/answer';
import type { Platform } from '../platform';
import type { WebhookApi, WebhookRequest } from '../registration/declaration';
import { toApiRequest } from '../registration/fetchRegistrations';
import { isPublicHttps } from '../publicAddress';
import { sameEvents } from '../registration/reconcile';
import {
	type DesiredWebhook,
	type RegisteredWebhook,
	type RegistrationReport,
	secretFingerprint,
	wantedEvents,
} from '../registration/webhook';
import { openApi, type PlatformApi } from './apiTransport';
import { RegistrationStore } from './registrationStore';

/** Which webhook a node wants. */
export interface WantedWebhook {
	/** Workflow id and node id. */
	nodeKey: string;
	platform: Platform;
	webhookApi: WebhookApi;
	/** Names of events as chosen. */
	selection: readonly string[];
	/** The user's signing secret, or password; empty where it is not needed. */
	secret: string;
	/** Where deliveries bring a user name and the password. */
	username?: string;
}

/** What the steps of a registration share: the API, what is wanted, and what is remembered. */
export class RegistrationContext {
	private constructor(
		readonly n8n: IHookFunctions,
		readonly wanted: WantedWebhook,
		readonly desired: DesiredWebhook,
		readonly api: PlatformApi,
		readonly store: RegistrationStore,
	) {}

	/** @throws NodeOperationError when no API credential is chosen */
	static async open(n8n: IHookFunctions, wanted: WantedWebhook): Promise<RegistrationContext> {
		const { nodeKey, platform, webhookApi, selection } = wanted;
		const { secret, username } = wanted;
		const sent = username === undefined ? secret : `${username}:${secret}`;
		const url = n8n.getNodeWebhookUrl('default');
		const { name, api: profile } = platform;
		if (!url || !profile) throw new Error(`${name} has no webhook API`);
		const api = await openApi(n8n, { name, api: profile });
		const desired = {
			url,
			events: wantedEvents(platform, selection),
			secretFingerprint: sendsSecret(webhookApi) ? secretFingerprint(sent, url) : '',
			account: `${webhookApi.id} ${api.baseUrl}`,
		};
		const store = new RegistrationStore(
			nodeKey,
			new URL(url).pathname,
			n8n.getWorkflowStaticData('node'),
			n8n.getMode() === 'manual',
		);
		return new RegistrationContext(n8n, wanted, desired, api, store);
	}

	/** @throws NodeOperationError when the platform could not reach the URL of this n8n */
	assertReachable(): void {
		const { platform, webhookApi } = this.wanted;
		const { url } = this.desired;
		if (isPublicHttps(this.api.baseUrl) && !isPublicHttps(url)) {
			throw new NodeOperationError(
				this.n8n.getNode(),
				`${platform.name} cannot deliver to ${new URL(url).origin}`,
				{
					description:
						'It delivers to public https addresses. Ask whoever runs this n8n to set WEBHOOK_URL to its public address, or set Registration to Manual.',
				},
			);
		}
		const { longestUrl = Infinity } = webhookApi;
		if (url.length > longestUrl) {
			throw new NodeOperationError(
				this.n8n.getNode(),
				`The webhook URL is too long for ${platform.name}: ${url.length} of ${longestUrl} characters`,
				{ description: 'Ask whoever runs this n8n to set a shorter address in WEBHOOK_URL.' },
			);
		}
	}

	/** @throws NodeOperationError when the account's only webhook is set to an address that is not ours */
	assertNotTaken(report: RegistrationReport, own: RegisteredWebhook | null): void {
		const [only] = report.kind === 'all' ? report.webhooks : [];
		if (only?.url === undefined || [own?.url, this.desired.url].includes(only.url)) return;
		const { name } = this.wanted.platform;
		const address = URL.canParse(only.url) ? new URL(only.url).host : 'another address';
		throw new NodeOperationError(
			this.n8n.getNode(),
			`${name} delivers to one address only with this credential, and it is set to ${address}`,
			{
				description:
					'Registering this workflow would take the events away from there. Unpublish the workflow that uses the credential, remove the webhook at the platform, or use a credential of its own.',
			},
		);
	}

	/** Sends one call of the webhook API. Never throws for an answer. */
	async send(request: WebhookRequest): Promise<ApiAnswer> {
		return await this.api.send(toApiRequest(this.wanted.webhookApi, request));
	}

	/** Removes the webhooks that were replaced; those that cannot be removed yet stay noted. */
	async removeReplaced(): Promise<void> {
		for (const id of this.store.read()?.toRemove ?? []) {
			if (!(await this.removeOne(id))) continue;
			const { toRemove = [] } = this.store.read() ?? {};
			this.store.write({ toRemove: toRemove.filter((other) => other !== id) });
		}
	}

	/** Whether it is gone. */
	async removeOne(id: string): Promise<boolean> {
		const answer = await this.send(this.wanted.webhookApi.remove(id));
		if (isSuccess(answer) || isGone(answer)) return true;
		this.warn('a replaced webhook could not be removed', { id });
		return false;
	}

	/**
	 * What to do when a call has failed: a webhook that delivers is not given up for that. n8n would
	 * remove it if this failed, and make a new one a moment later, at every start.
	 *
	 * @returns true where a webhook is kept as it is
	 * @throws NodeApiError where there is none, or the user changes it and has to know
	 */
	keepOrFail(what: string, answer: ApiAnswer): true {
		const { desired, n8n } = this;
		const { webhook = null } = this.store.read() ?? {};
		const isStart = ['init', 'leadershipChange'].includes(n8n.getActivationMode());
		const isRightAsItIs =
			webhook !== null &&
			sameEvents(webhook.events, desired.events) &&
			!hasStatus(answer, 401) &&
			!hasStatus(answer, 403);
		const failure = this.failure(what, answer);
		if (!delivers(webhook, desired) || !(isStart || isRightAsItIs)) throw failure;
		this.warn('the webhook is kept as it is', { cause: failure.message });
		return true;
	}

	/** The error that an answer ends in. */
	failure(what: string, answer: ApiAnswer) {
		return this.api.failure({ what, advice: ADVICE }, answer);
	}

	warn(message: string, details: Record<string, unknown>): void {
		const { platform } = this.wanted;
		const node = this.n8n.getNode().name;
		this.n8n.logger.warn(`${platform.name}: ${message}`, { node, ...details });
	}
}

const PUBLIC_URL =
	'Check the selected events and that this n8n has a public https URL (WEBHOOK_URL), then activate again.';

/** What helps with a registration, by status. */
const ADVICE: Readonly<Record<number, string>> = {
	400: PUBLIC_URL,
	422: PUBLIC_URL,
	403: 'Ask the account owner for a credential that may manage webhooks, or set Registration to Manual.',
	404: 'Check the base URL in the credential and the Webhook API in the options of this node.',
	409: 'Remove the webhook on this URL in the dashboard of the platform, then activate again.',
};

function delivers(webhook: RegisteredWebhook | null, desired: DesiredWebhook): boolean {
	return (
		webhook !== null &&
		webhook.account === desired.account &&
		webhook.url === desired.url &&
		webhook.secretFingerprint === desired.secretFingerprint
	);
}

/** Whether the signing secret goes out with the creation. */
export function sendsSecret({ secret }: WebhookApi): boolean {
	return secret.by === 'user' && secret.sent;
}
