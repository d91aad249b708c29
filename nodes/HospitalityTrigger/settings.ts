import type { FilterValue, IHookFunctions, INode, IWebhookFunctions } from 'n8n-workflow';

import { selectEvents } from '../../lib/event/name';
import { readFilter } from '../../lib/n8n/conditions';
import { holdsExpression } from '../../lib/fieldPath';
import {
	ANSWER_STATUSES,
	type DeliveryAnswer,
	type Platform,
	type WebhookApi,
} from '../../lib/platform';
import { readCustomPayload } from '../../lib/n8n/properties/customPayload';
import { readCustomScheme } from '../../lib/n8n/properties/readCustomScheme';
import { readSetupCheck } from '../../lib/n8n/properties/setupCheck';
import { LARGEST_WINDOW } from '../../lib/receive/dedupe';
import type { PayloadCheck } from '../../lib/receive/receive';
import type { SetupCheck } from '../../lib/signature/setupCheck';
import { signsUrl, type SignatureScheme } from '../../lib/signature/scheme';
import { platformById } from '../../platforms';
import { answersAfterRun } from './acknowledge';
import type { OutputLayout } from './outputs';

export const DEFAULT_WINDOW = 1000;

/** The node's parameters, read once for a call and put into the terms of the rest. */
export interface TriggerSettings {
	/** Asked for once: each time n8n makes a copy of all of it. */
	node: INode;
	/** Tells the node apart from all others, for what the process remembers of it. */
	nodeKey: string;
	platform: Platform;
	scheme: SignatureScheme;
	/** The URL that the sender knows, where the user says it; empty for n8n's own. */
	webhookUrl: string;
	selection: string[];
	/** Null where the user registers the webhook in the platform's dashboard. */
	webhookApi: WebhookApi | null;
	/** Null when there are none. */
	conditions: FilterValue | null;
	outputs: OutputLayout;
	deduplicate: boolean;
	/** How many deliveries are remembered. */
	dedupeWindow: number;
	payloadCheck: PayloadCheck;
	/** Null where the sender makes none. */
	setupCheck: SetupCheck | null;
	/** To genuine deliveries. */
	answer: DeliveryAnswer;
	/** Whether that waits for the end of the run. */
	afterRun: boolean;
	/** Of the workflow. */
	timeZone: string;
	options: TriggerOptions;
}

/** The optional settings as saved; those not added are undefined. */
export interface TriggerOptions {
	/** When genuine deliveries are answered. */
	acknowledge?: 'received' | 'finished';
	/** False lets repetitions through. */
	deduplicate?: boolean;
	answerBody?: string;
	answerStatus?: unknown;
	outputMode?: string;
	webhookApi?: string;
	dedupeWindow?: unknown;
	emitRefused?: boolean;
	ipAllowList?: string;
	maxBodyKilobytes?: number;
	passOnHeaders?: unknown;
	payloadCheck?: PayloadCheck;
	repeatWindowMinutes?: unknown;
	/** False keeps the editor from asking the platform for a test event. */
	sendTestEvent?: boolean;
	/** The signature check is switched off by its own option. */
	skipVerification?: boolean;
	/** Undefined where the scheme's own tolerance applies. */
	toleranceSeconds?: number;
}

/** @throws Error when the saved platform is none of those known to this version */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const node = context.getNode();
	const read = (name: string, fallback?: unknown): unknown => {
		const saved = node.parameters[name] ?? fallback;
		return saved === undefined || holdsExpression(saved)
			? context.getNodeParameter(name, fallback)
			: saved;
	};
	const id = read('platform');
	const declared = platformById(String(id));
	if (!declared) {
		throw new Error(
			`The platform "${String(id)}" is not known to this version of the node. Choose one from the list.`,
		);
	}
	const saved = read('options', {}) as TriggerOptions;
	// Nothing but the switch itself: an expression may well give the text "false".
	const options = { ...saved, skipVerification: saved.skipVerification === true };
	const isConfigurable = declared.signatureIsConfigurable === true;
	const scheme = isConfigurable ? readCustomScheme(read) : declared.signature;
	const chosen = read('events', []);
	const typed = read('otherEvents', '');
	return {
		node,
		nodeKey: `${context.getWorkflow().id} ${node.id}`,
		platform: {
			...declared,
			...(isConfigurable && readCustomPayload(declared, node.parameters)),
			repeatWindowMinutes: readRepeatWindow(declared, options),
			informativeHeaders: readInformativeHeaders(declared, options),
		},
		scheme,
		webhookUrl: signsUrl(scheme) ? String(read('webhookUrl', '')).trim() : '',
		selection: selectEvents(chosen, typed),
		webhookApi: readWebhookApi(declared, read, options),
		// As saved: reading it as a parameter would evaluate what looks like an expression in it.
		conditions: readFilter(node.parameters.conditions),
		outputs: {
			perEvent: options.outputMode === 'perEvent',
			chosen: selectEvents(chosen, ''),
			hasTyped: selectEvents([], typed).length > 0,
			emitRefused: options.emitRefused === true,
		},
		deduplicate: options.deduplicate !== false,
		dedupeWindow: readDedupeWindow(options),
		payloadCheck: options.payloadCheck ?? 'flag',
		setupCheck: isConfigurable ? readSetupCheck(read) : (declared.setupCheck ?? null),
		answer: readAnswer(declared, options),
		afterRun: answersAfterRun(node),
		timeZone: context.getTimezone(),
		options,
	};
}

function readWebhookApi(
	{ registration }: Platform,
	read: (name: string, fallback?: unknown) => unknown,
	options: TriggerOptions,
): WebhookApi | null {
	if (registration.kind === 'manual' || read('registration', 'automatic') === 'manual') return null;
	const { webhookApis } = registration;
	return webhookApis.find(({ id }) => id === options.webhookApi) ?? webhookApis[0];
}

/** A whole number in the range that the field offers; what an expression may give besides is none. */
function readDedupeWindow({ dedupeWindow }: TriggerOptions): number {
	const given = dedupeWindow === undefined ? NaN : Number(dedupeWindow);
	if (!Number.isFinite(given)) return DEFAULT_WINDOW;
	return Math.min(LARGEST_WINDOW, Math.max(1, Math.floor(given)));
}

/** What the user has set, else what the platform wants. */
function readAnswer(
	{ answer }: Platform,
	{ answerStatus, answerBody = answer?.body }: TriggerOptions,
): DeliveryAnswer {
	const status =
		ANSWER_STATUSES.find((one) => one === Number(answerStatus)) ?? answer?.status ?? 200;
	return { status, body: answerBody === 'empty' || status === 204 ? 'empty' : 'json' };
}

/** What such a header holds lets others in, whoever asks for it. */
const NEVER_SHOWN = /signature|auth|cookie|password|secret|token|api-?key/i;

/** What the platform sends that is worth showing, and what the user names besides. */
function readInformativeHeaders(
	{ informativeHeaders = [] }: Platform,
	{ passOnHeaders = '' }: TriggerOptions,
): readonly string[] {
	const named = String(passOnHeaders).split(/[\s,;]+/);
	const shown = named.filter((name) => name !== '' && !NEVER_SHOWN.test(name));
	return [...informativeHeaders, ...shown];
}

function readRepeatWindow(
	{ repeatWindowMinutes: declared }: Platform,
	{ repeatWindowMinutes }: TriggerOptions,
): number | undefined {
	const given = Number(repeatWindowMinutes);
	return declared !== undefined && given > 0 ? given : declared;
}
