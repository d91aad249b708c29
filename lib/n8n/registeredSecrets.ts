import type { IWebhookFunctions } from 'n8n-workflow';

import { isSuccess } from '../api/answer';
import type { Platform } from '../platform';
import type { SigningSecret, WebhookApi } from '../registration/declaration';
import { toApiRequest } from '../registration/fetchRegistrations';
import type { HmacSecrets } from '../signature/secret';
import { openApi } from './apiTransport';
import { readRegistration } from './registrationStore';
import { wait } from './wait';

/** A call for it would outlive the patience of the platform that waits for our answer. */
const LONGEST_WAIT_MS = 5_000;

const creations = new Map<string, Promise<void>>();

/**
 * Makes deliveries to a node wait, whose platform chooses the secret: it may deliver before its
 * answer, which tells the secret, is here.
 *
 * @returns what to call when the creation has ended, either way
 */
export function creationStarts(nodeKey: string): () => void {
	let ends = () => {};
	const creation = new Promise<void>((resolve) => {
		ends = resolve;
	});
	creations.set(nodeKey, creation);
	return () => {
		if (creations.get(nodeKey) === creation) creations.delete(nodeKey);
		ends();
	};
}

export interface RegisteredNode {
	/** Workflow id and node id. */
	nodeKey: string;
	platform: Platform;
	webhookApi: WebhookApi;
}

/**
 * The secrets of a webhook that its platform has chosen: the one in force and, for an hour after a
 * change, the one before. Null when none is known.
 *
 * @param refresh asks the platform anew where it tells the secret again, once a minute at most:
 * for when nothing fits any more
 */
export async function registeredSecrets(
	context: IWebhookFunctions,
	node: RegisteredNode,
	nowMs: number,
	refresh = false,
): Promise<HmacSecrets | null> {
	const { nodeKey, webhookApi } = node;
	const creation = creations.get(nodeKey);
	if (creation) await Promise.race([creation, wait(LONGEST_WAIT_MS)]);

	const key = context.getMode() === 'manual' ? null : nodeKey;
	const record = readRegistration(key, context.getWorkflowStaticData('node'));
	if (!record) return null;
	const { webhook, previousSecret } = record;
	const previous =
		previousSecret && previousSecret.untilMs > nowMs ? previousSecret.secret : undefined;
	const { secret: declared } = webhookApi;
	const current =
		webhook && isToldAgain(declared)
			? await askForSecret(context, node, declared, webhook, nowMs, refresh)
			: webhook?.secret;
	if (current !== undefined) return { secret: current, previousSecret: previous };
	return previous === undefined ? null : { secret: previous };
}

/** The URL of a webhook exactly as its platform has it, which may be what it signs. */
export function registeredUrl(context: IWebhookFunctions, nodeKey: string): string | undefined {
	const key = context.getMode() === 'manual' ? null : nodeKey;
	return readRegistration(key, context.getWorkflowStaticData('node'))?.webhook?.url;
}

type ToldAgain = Extract<SigningSecret, { told: 'again' }>;

function isToldAgain(secret: SigningSecret): secret is ToldAgain {
	return secret.by === 'platform' && secret.told === 'again';
}

const MINUTE_MS = 60_000;

/** What the platform tells again, by node and webhook; never stored. */
const told = new Map<string, { secret: Promise<string | undefined>; askedAtMs: number }>();

async function askForSecret(
	context: IWebhookFunctions,
	node: RegisteredNode,
	declared: ToldAgain,
	webhook: { id: string; url: string },
	nowMs: number,
	refresh: boolean,
): Promise<string | undefined> {
	const key = `${node.nodeKey} ${webhook.id}`;
	const known = told.get(key);
	const secret = await known?.secret;
	const isRecent = known !== undefined && nowMs - known.askedAtMs < MINUTE_MS;
	if (isRecent || (secret !== undefined && !refresh)) return secret;
	if (told.get(key) !== known) return await told.get(key)?.secret;

	const asking = ask(context, node, declared, webhook).catch((error: unknown) => {
		const cause = error instanceof Error ? error.message : 'unknown';
		context.logger.warn(
			`${node.platform.name} did not tell the secret that it signs with: ${cause}`,
			{ node: context.getNode().name },
		);
		return undefined;
	});
	told.set(key, { secret: asking.then((answer) => answer ?? secret), askedAtMs: nowMs });
	return await told.get(key)?.secret;
}

async function ask(
	context: IWebhookFunctions,
	{ platform, webhookApi }: RegisteredNode,
	{ request, read }: ToldAgain,
	webhook: { id: string; url: string },
): Promise<string | undefined> {
	const { name, api: profile } = platform;
	if (!profile) return undefined;
	const api = await openApi(context, { name, api: profile, timeoutMs: LONGEST_WAIT_MS });
	const answer = await api.send(toApiRequest(webhookApi, request(webhook)));
	if (!isSuccess(answer)) throw api.failure({ what: 'the signing secret of its webhook' }, answer);
	const secret = read(answer.body, webhook);
	return typeof secret === 'string' && secret !== '' ? secret : undefined;
}
