import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { selectEvents } from '../../lib/event/selection';
import type { ApiFlavour, ApiRegistration, Platform } from '../../lib/platform';
import { readCustomPayload } from '../../lib/properties/customPayload';
import { readCustomScheme } from '../../lib/properties/customScheme';
import type { SignatureScheme } from '../../lib/signature/scheme';
import { platformById } from '../../platforms';

/** The node's parameters, read once for a call and put into the terms of the rest. */
export interface TriggerSettings {
	platform: Platform;
	scheme: SignatureScheme;
	selection: string[];
	/** Null where the user registers the webhook in the platform's dashboard. */
	registration: { api: ApiRegistration; flavour: ApiFlavour } | null;
	/** The signature check is switched off by its own option. */
	insecure: boolean;
	/** Undefined where the scheme's own tolerance applies. */
	toleranceSeconds: number | undefined;
}

export interface TriggerOptions {
	apiFlavour?: string;
	skipVerification?: boolean;
	toleranceSeconds?: number;
}

/** @throws Error when the saved platform is none of those known to this version */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const read = (name: string, fallback?: unknown) => context.getNodeParameter(name, fallback);
	const id = read('platform');
	const declared = platformById(String(id));
	if (!declared) {
		throw new Error(
			`The platform "${String(id)}" is not known to this version of the node. Choose one from the list.`,
		);
	}
	const options = read('options', {}) as TriggerOptions;
	const isConfigurable = declared.signatureIsConfigurable === true;
	return {
		platform: isConfigurable
			? { ...declared, payload: readCustomPayload(declared, read) }
			: declared,
		scheme: isConfigurable ? readCustomScheme(read) : declared.signature,
		selection: selectEvents(read('events', []), read('otherEvents', '')),
		registration: readRegistration(declared, read, options),
		insecure: options.skipVerification === true,
		toleranceSeconds: options.toleranceSeconds,
	};
}

function readRegistration(
	{ registration: api }: Platform,
	read: (name: string, fallback?: unknown) => unknown,
	options: TriggerOptions,
): TriggerSettings['registration'] {
	if (api.kind === 'manual' || read('registration', 'automatic') === 'manual') return null;
	const flavour = api.flavours.find(({ id }) => id === options.apiFlavour) ?? api.flavours[0];
	return { api, flavour };
}
