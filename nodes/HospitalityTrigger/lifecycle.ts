import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { unknownField, unsupportedCondition } from '../../lib/n8n/conditions';
import { customPayloadProblem } from '../../lib/n8n/properties/customPayload';
import { loadSecrets, proofToSend, type SentProof } from '../../lib/n8n/secrets';
import {
	createWebhook,
	ensureWebhook,
	removeWebhook,
	sendTestEvent,
} from '../../lib/n8n/registerWebhook';
import type { WantedWebhook } from '../../lib/n8n/registrationContext';
import { nameProblem } from '../../lib/event/name';
import { wantedEvents } from '../../lib/registration/webhook';
import { parseAllowList } from '../../lib/receive/allowList';
import { emptyEvent } from '../../lib/receive/receive';
import { setupCheckProblem } from '../../lib/signature/setupCheck';
import { schemeProblem } from '../../lib/signature/scheme';
import { asksFunctions, canAnswerAfterRun } from './acknowledge';
import { countUnwantedAnew } from './dismissal';
import { readSettings, type TriggerSettings } from './settings';

/**
 * Runs before a workflow goes live and before the editor listens: refuses to start without a
 * secret, and brings the webhook at the platform up to date.
 *
 * @returns false when the webhook is still to be created
 */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	const settings = readChecked(context);
	const proof = await readProof(context, settings);
	warnOfPlainHttp(context, settings);
	countUnwantedAnew(settings.nodeKey);
	const wanted = wantedWebhook(settings, proof);
	if (!wanted) return true;
	const isRegistered = await ensureWebhook(context, wanted);
	if (isRegistered) requestTestEvent(context, settings, wanted);
	return isRegistered;
}

/** Registers the webhook at the platform. */
export async function create(context: IHookFunctions): Promise<boolean> {
	const settings = readChecked(context);
	const wanted = wantedWebhook(settings, await readProof(context, settings));
	if (!wanted) return true;
	await createWebhook(context, wanted);
	requestTestEvent(context, settings, wanted);
	return true;
}

/** Takes the webhook away from the platform again; one that is already gone counts as success. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedWebhook(readSettings(context), NONE);
	if (wanted) await removeWebhook(context, wanted);
	return true;
}

/** Null where the user registers the webhook. */
function wantedWebhook(
	{ nodeKey, platform, webhookApi, selection }: TriggerSettings,
	proof: SentProof,
): WantedWebhook | null {
	return webhookApi && { nodeKey, platform, webhookApi, selection, ...proof };
}

/** The platform may answer by delivering at once, and n8n must be listening by then. */
const HEAD_START_MS = 1_500;

/**
 * While the editor listens, asks the platform for a test event. It is a convenience: when it
 * cannot be had, the user still gets the next real event, so a failure only goes to the log.
 */
function requestTestEvent(
	context: IHookFunctions,
	{ options }: TriggerSettings,
	wanted: WantedWebhook,
): void {
	if (context.getMode() !== 'manual' || options.sendTestEvent === false) return;
	void sleep(HEAD_START_MS)
		.then(async () => await sendTestEvent(context, wanted))
		.catch((error: unknown) => {
			context.logger.warn('The platform sent no test event; waiting for a real one', {
				node: context.getNode().name,
				cause: error instanceof Error ? error.message : 'unknown',
			});
		});
}

const PLACES =
	'Name a field of the JSON body by its path, such as meta.event, or a header as header:X-Event-Type. The path begins in the body itself; a field of it that is called body is written ["body"].';

/** @throws NodeOperationError for settings under which no event could ever arrive */
function readChecked(context: IHookFunctions): TriggerSettings {
	const settings = readSettings(context);
	const unsupported = settings.conditions && unsupportedCondition(settings.conditions);
	if (unsupported) {
		throw new NodeOperationError(
			context.getNode(),
			`A condition cannot be checked before the workflow starts: ${unsupported}`,
			{
				description:
					'Name a field of the event on the left, such as data.total, and a fixed value on the right. For anything more use an If node after the trigger.',
			},
		);
	}
	const unknown =
		settings.conditions && unknownField(settings.conditions, { ...emptyEvent(settings) });
	if (unknown) {
		const advice = unknown.meant === null ? '' : `. Did you mean ${unknown.meant}?`;
		throw new NodeOperationError(
			context.getNode(),
			`A condition names a field that no event has: ${unknown.typed}${advice}`,
			{
				description:
					'Name a field of the items that this node puts out, such as data.total. The body of a delivery is under payload.',
			},
		);
	}
	const unreadable = settings.platform.signatureIsConfigurable
		? customPayloadProblem(settings.node.parameters)
		: null;
	if (unreadable !== null) {
		throw new NodeOperationError(context.getNode(), unreadable, { description: PLACES });
	}
	const problem = settings.options.skipVerification ? null : schemeProblem(settings.scheme);
	if (problem !== null) {
		throw new NodeOperationError(context.getNode(), problem, {
			description:
				'Correct the signature settings of this node. As they are, no delivery could be verified, so the workflow is not started.',
		});
	}
	const setupProblem =
		settings.setupCheck && setupCheckProblem(settings.setupCheck, settings.scheme);
	if (setupProblem !== null) {
		throw new NodeOperationError(context.getNode(), setupProblem, {
			description: 'Correct Setup Check in this node, or set it to None.',
		});
	}
	if (settings.options.acknowledge === 'finished' && !asksFunctions) {
		throw new NodeOperationError(
			context.getNode(),
			'Acknowledge: When the Workflow Has Finished needs a newer n8n than this one',
			{ description: 'Update n8n to 2.41 or later, or set Acknowledge to When Received.' },
		);
	}
	if (settings.options.acknowledge === 'finished' && !canAnswerAfterRun(settings.node)) {
		throw new NodeOperationError(
			context.getNode(),
			'With Acknowledge: When the Workflow Has Finished, no field of this node can hold an expression',
			{
				description:
					'Enter fixed values; on the left of a condition name the field alone, such as data.total. Or set Acknowledge to When Received.',
			},
		);
	}
	const allowed = parseAllowList(settings.options.ipAllowList ?? '');
	if (!allowed.ok) {
		throw new NodeOperationError(
			context.getNode(),
			`"${allowed.invalid}" is neither an IP address nor a range`,
			{ description: 'Correct it under Options > Allowed IP Addresses, or remove the option.' },
		);
	}
	const { webhookApi, platform, selection } = settings;
	const named = selection.map(nameProblem).find((one) => one !== null);
	if (named) {
		throw new NodeOperationError(context.getNode(), named, {
			description: 'Correct it under Other Event Names.',
		});
	}
	if (webhookApi && selection.length > 0 && wantedEvents(platform, selection).length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			`${selection.join(', ')} stands for no event that ${platform.name} documents`,
			{ description: 'Select events, or type their names in full.' },
		);
	}
	if (settings.selection.length === 0) {
		throw new NodeOperationError(context.getNode(), 'No event is selected', {
			description: 'Select the events that should start this workflow, or All Events.',
		});
	}
	return settings;
}

const NONE: SentProof = { secret: '' };

/**
 * What is sent to the platform for its deliveries to prove themselves with; empty where nothing is.
 *
 * @throws NodeOperationError when deliveries are to be checked, and the credential for it is missing
 */
async function readProof(context: IHookFunctions, settings: TriggerSettings): Promise<SentProof> {
	const { options, webhookApi } = settings;
	if (options.skipVerification || webhookApi?.secret.by === 'platform') return NONE;
	const { secrets } = await loadSecrets(context, settings, {
		consequence:
			'Without it real deliveries could not be told from forged ones, so the workflow is not started.',
	});
	return proofToSend(secrets);
}

function warnOfPlainHttp(context: IHookFunctions, { platform }: TriggerSettings): void {
	if (!platform.requiresHttps) return;
	if (context.getNodeWebhookUrl('default')?.startsWith('https:')) return;
	context.logger.warn(
		`${platform.name} delivers to https addresses only, and the webhook URL of this n8n is not one: set WEBHOOK_URL`,
		{ node: context.getNode().name },
	);
}
