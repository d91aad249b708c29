import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { unsupportedCondition } from '../../lib/n8n/conditions';
import { loadSecrets } from '../../lib/n8n/secrets';
import { registeredWebhook } from '../../lib/n8n/registeredWebhook';
import { parseAllowList } from '../../lib/receive/allowList';
import { schemeProblem } from '../../lib/signature/scheme';
import type { HmacSecrets } from '../../lib/signature/secret';
import { readSettings, type TriggerSettings } from './settings';
import { requestTestEvent } from './testEvent';

/**
 * Runs before a workflow goes live and before the editor listens: refuses to start without a
 * secret, and brings the webhook at the platform up to date.
 *
 * @returns false when the webhook is still to be created
 */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	const settings = readChecked(context);
	const secrets = await readSigningSecret(context, settings);
	warnOfPlainHttp(context, settings);
	if (!settings.registration) return true;
	const isRegistered = await registeredWebhook(context, settings, secrets).repair();
	if (isRegistered) requestTestEvent(context, settings);
	return isRegistered;
}

/** Registers the webhook at the platform. */
export async function create(context: IHookFunctions): Promise<boolean> {
	const settings = readChecked(context);
	if (!settings.registration) return true;
	const secrets = await readSigningSecret(context, settings);
	await registeredWebhook(context, settings, secrets).create();
	requestTestEvent(context, settings);
	return true;
}

/** Takes the webhook away from the platform again; one that is already gone counts as success. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	if (!settings.registration) return true;
	return await registeredWebhook(context, settings, { secret: '' }).remove();
}

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
	const problem = settings.options.skipVerification ? null : schemeProblem(settings.scheme);
	if (problem !== null) {
		throw new NodeOperationError(context.getNode(), problem, {
			description:
				'Correct the signature settings of this node. As they are, no delivery could be verified, so the workflow is not started.',
		});
	}
	const allowed = parseAllowList(settings.options.ipAllowList ?? '');
	if (!allowed.ok) {
		throw new NodeOperationError(
			context.getNode(),
			`"${allowed.invalid}" is neither an IP address nor a range`,
			{ description: 'Correct it under Options > Allowed IP Addresses, or remove the option.' },
		);
	}
	if (settings.selection.length === 0) {
		throw new NodeOperationError(context.getNode(), 'No event is selected', {
			description: 'Select the events that should start this workflow, or All Events.',
		});
	}
	return settings;
}

async function readSigningSecret(
	context: IHookFunctions,
	{ scheme, options, registration, platform }: TriggerSettings,
): Promise<HmacSecrets> {
	if (options.skipVerification && !registration) return { secret: '' };
	const { secrets } = await loadSecrets(context, scheme, {
		platformName: platform.name,
		consequence:
			'Without it real deliveries could not be told from forged ones, so the workflow is not started.',
	});
	return 'secret' in secrets ? secrets : { secret: '' };
}

function warnOfPlainHttp(context: IHookFunctions, { platform }: TriggerSettings): void {
	if (!platform.requiresHttps) return;
	if (context.getNodeWebhookUrl('default')?.startsWith('https:')) return;
	context.logger.warn(
		`${platform.name} delivers to https addresses only, and the webhook URL of this n8n is not one: set WEBHOOK_URL`,
		{ node: context.getNode().name },
	);
}
