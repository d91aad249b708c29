import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { ALL_EVENTS } from '../../../lib/event/selection';
import {
	assertUsable,
	enteredSecrets,
	readSecrets,
	secretCredential,
} from '../../../lib/n8n/secrets';
import type { Platform } from '../../../lib/platform';
import {
	customPayloadProperties,
	readCustomPayload,
} from '../../../lib/n8n/properties/customPayload';
import { customSchemeProperties, readCustomScheme } from '../../../lib/n8n/properties/customScheme';
import { diagnose } from '../../../lib/diagnose/diagnose';
import { REASONS, type Reason } from '../../../lib/receive/reasons';
import { receive } from '../../../lib/receive/receive';
import type { SignatureScheme } from '../../../lib/signature/scheme';
import type { Secrets } from '../../../lib/signature/secret';
import { createVerifier, REFUSALS, type RefusalReason } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';
import type { Operation } from '../operation';
import { platformField, readPlatform } from '../platformField';
import { rawRequestFields, readRawRequest } from './rawRequest';

export const VALID = 0;
export const INVALID = 1;

const toleranceOption: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Time Tolerance (Seconds)',
			name: 'toleranceSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 300,
			description:
				'How far the signed time of a delivery may be from the clock of this n8n, in both directions, where the platform signs one',
		},
	],
};

/** Checks a request that another node received, and reads it as the Trigger would. */
export const verify: Operation = {
	value: 'verify',
	name: 'Verify Signature',
	action: 'Verify the signature of a request',
	description: 'Check a request that the Webhook node received',
	properties: [
		platformField(platforms),
		...rawRequestFields,
		...customSchemeProperties(platforms),
		...customPayloadProperties(platforms),
		toleranceOption,
	],
	async run(context, itemIndex) {
		const declared = readPlatform(context, itemIndex, platforms);
		const { platform, scheme } = readScheme(context, declared, itemIndex);
		const { secrets, rawSecrets } = await loadSecrets(context, platform, scheme, itemIndex);
		const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
		const toleranceSeconds = readTolerance(options.toleranceSeconds);
		const verifier = createVerifier(scheme, secrets, { toleranceSeconds });
		const { headers, body } = await readRawRequest(context, itemIndex);
		const nowMs = Date.now();
		const outcome = receive(
			{ platform, scheme, verifier, selection: [ALL_EVENTS], payloadCheck: 'flag' },
			{ headers, body },
			nowMs,
		);
		if (outcome.kind !== 'refused') {
			return { items: [outcome.event as unknown as IDataObject], output: VALID };
		}
		const { reason } = outcome;
		const diagnosis = isSignatureReason(reason)
			? diagnose({ platform, platforms, scheme, rawSecrets, headers, body, nowMs, reason })
			: null;
		const refusal = {
			platform: platform.id,
			valid: false,
			reason,
			cause: diagnosis?.cause ?? null,
			explanation: diagnosis?.explanation ?? REASONS[reason],
			receivedAt: new Date(nowMs).toISOString(),
		};
		return { items: [refusal], output: INVALID };
	},
};

function readScheme(
	context: IExecuteFunctions,
	declared: Platform,
	itemIndex: number,
): { platform: Platform; scheme: SignatureScheme } {
	if (!declared.signatureIsConfigurable) {
		return { platform: declared, scheme: declared.signature };
	}
	const read = (name: string, fallback: string): unknown =>
		context.getNodeParameter(name, itemIndex, fallback);
	return {
		platform: { ...declared, ...readCustomPayload(declared, read) },
		scheme: readCustomScheme(read),
	};
}

async function loadSecrets(
	context: IExecuteFunctions,
	platform: Platform,
	scheme: SignatureScheme,
	itemIndex: number,
): Promise<{ secrets: Secrets; rawSecrets: Secrets }> {
	const type = secretCredential(scheme);
	if (!context.getNode().credentials?.[type]) {
		throw new NodeOperationError(
			context.getNode(),
			`No credential is set to verify deliveries of ${platform.name} with`,
			{ itemIndex, description: 'Choose or create it in this node.' },
		);
	}
	const credential = await context.getCredentials(type, itemIndex);
	const secrets = readSecrets(scheme, credential);
	assertUsable(context.getNode(), scheme, secrets);
	return { secrets, rawSecrets: enteredSecrets(scheme, credential) };
}

/** Zero is no tolerance at all; what is no number leaves the scheme's own. */
function readTolerance(value: unknown): number | undefined {
	return value === undefined || value === '' ? undefined : Number(value);
}

function isSignatureReason(reason: Reason): reason is RefusalReason {
	return Object.hasOwn(REFUSALS, reason);
}
