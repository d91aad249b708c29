import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { assertUsable, readSecrets, secretCredential } from '../../lib/host/secrets';
import { registeredWebhook } from '../../lib/host/registeredWebhook';
import type { HmacSecrets } from '../../lib/signature/secret';
import { readSettings, type TriggerSettings } from './settings';

/**
 * Runs before a workflow goes live and before the editor listens: refuses to start without a
 * secret, and brings the webhook at the platform up to date.
 *
 * @returns false when the webhook is still to be created
 */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	const settings = readChecked(context);
	const secrets = await loadSecrets(context, settings);
	if (!settings.registration) return true;
	return await registeredWebhook(context, settings, secrets).repair();
}

/** Registers the webhook at the platform. */
export async function create(context: IHookFunctions): Promise<boolean> {
	const settings = readChecked(context);
	if (!settings.registration) return true;
	const secrets = await loadSecrets(context, settings);
	return await registeredWebhook(context, settings, secrets).create();
}

/** Takes the webhook away from the platform again; one that is already gone counts as success. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	if (!settings.registration) return true;
	return await registeredWebhook(context, settings, { secret: '' }).remove();
}

function readChecked(context: IHookFunctions): TriggerSettings {
	const settings = readSettings(context);
	if (settings.selection.length === 0) {
		throw new NodeOperationError(context.getNode(), 'No event is selected', {
			description: 'Select the events that should start this workflow, or All Events.',
		});
	}
	return settings;
}

async function loadSecrets(
	context: IHookFunctions,
	{ scheme, insecure, registration, platform }: TriggerSettings,
): Promise<HmacSecrets> {
	if (insecure && !registration) return { secret: '' };
	const type = secretCredential(scheme);
	if (!context.getNode().credentials?.[type]) {
		const kind = scheme.kind === 'basic' ? 'Basic Auth' : 'signing secret';
		throw new NodeOperationError(
			context.getNode(),
			`No ${kind} credential is set for ${platform.name}`,
			{
				description:
					'Without it nobody could tell real deliveries from forged ones, so the workflow is not started. Choose or create the credential in this node.',
			},
		);
	}
	const secrets = readSecrets(scheme, await context.getCredentials(type));
	assertUsable(context.getNode(), scheme, secrets);
	return 'secret' in secrets ? secrets : { secret: '' };
}
