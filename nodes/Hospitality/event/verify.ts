import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { ALL_EVENTS } from '../../../lib/event/name';
import { itemJson } from '../../../lib/n8n/itemJson';
import { loadSecrets } from '../../../lib/n8n/secrets';
import type { Platform } from '../../../lib/platform';
import {
	customPayloadProblem,
	customPayloadProperties,
	readCustomPayload,
} from '../../../lib/n8n/properties/customPayload';
import { customSchemeProperties } from '../../../lib/n8n/properties/customScheme';
import { readCustomScheme } from '../../../lib/n8n/properties/readCustomScheme';
import { idsWhere, showWhen } from '../../../lib/n8n/properties/menu';
import { diagnose } from '../../../lib/diagnose/diagnose';
import { REASONS, type Reason } from '../../../lib/receive/reasons';
import { receive } from '../../../lib/receive/receive';
import { schemeProblem, type SignatureScheme } from '../../../lib/signature/scheme';
import { createVerifier, REFUSALS, type RefusalReason } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';
import type { Operation } from '../operation';
import { platformField, readPlatform } from '../fields';
import { queryField, rawRequestFields, readAddress, readRawRequest } from './rawRequest';

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

/** Where the user sets the scheme, it shows by what is chosen. */
const hasTokenInUrl = ({ signature, signatureIsConfigurable }: Platform) =>
	signature.kind === 'token' && 'query' in signature.in && !signatureIsConfigurable;

/** Checks a request that another node received, and reads it as the Trigger would. */
export const verify: Operation = {
	value: 'verify',
	name: 'Verify Signature',
	action: 'Verify the signature of a request',
	description: 'Check a request that the Webhook node received',
	properties: [
		platformField(platforms),
		...rawRequestFields,
		...customSchemeProperties(platforms, 'item'),
		...showWhen(
			{
				platform: idsWhere(platforms, (one) => one.signatureIsConfigurable === true),
				authentication: ['urlToken'],
			},
			[queryField],
		),
		...showWhen({ platform: idsWhere(platforms, hasTokenInUrl) }, [queryField]),
		...customPayloadProperties(platforms),
		toleranceOption,
	],
	async run(context, itemIndex) {
		const declared = readPlatform(context, itemIndex, platforms);
		const { platform, scheme } = readScheme(context, declared, itemIndex);
		assertUsableScheme(context, scheme, itemIndex);
		const { secrets, entered } = await loadSecrets(
			context,
			{ platform, scheme },
			{ consequence: 'Without it no delivery can be verified.', itemIndex },
		);
		const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
		const toleranceSeconds = readTolerance(options.toleranceSeconds);
		const verifier = createVerifier(scheme, secrets, { toleranceSeconds });
		const { headers, body } = await readRawRequest(context, itemIndex);
		const address = readAddress(context, itemIndex, scheme);
		const nowMs = Date.now();
		const outcome = receive(
			{
				platform,
				scheme,
				verifier,
				selection: [ALL_EVENTS],
				payloadCheck: 'flag',
				timeZone: context.getTimezone(),
			},
			{ headers, body, ...address },
			nowMs,
		);
		if (outcome.kind === 'read') {
			return { items: outcome.events.map(({ event }) => itemJson(event)), output: VALID };
		}
		const { reason } = outcome;
		const checked = { platform, platforms, scheme, rawSecrets: entered, headers, body, ...address };
		const diagnosis = isSignatureReason(reason) ? diagnose({ ...checked, nowMs, reason }) : null;
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
	const saved = context.getNode().parameters;
	const problem = customPayloadProblem(saved);
	if (problem !== null) {
		throw new NodeOperationError(context.getNode(), problem, {
			itemIndex,
			description:
				'Name a field of the JSON body by its path, such as meta.event, or a header as header:X-Event-Type.',
		});
	}
	return {
		platform: { ...declared, ...readCustomPayload(declared, saved) },
		scheme: readCustomScheme(read),
	};
}

function assertUsableScheme(
	context: IExecuteFunctions,
	scheme: SignatureScheme,
	itemIndex: number,
): void {
	const problem = schemeProblem(scheme);
	if (problem === null) return;
	throw new NodeOperationError(context.getNode(), problem, {
		itemIndex,
		description: 'Correct the signature settings of this node.',
	});
}

/** Zero is no tolerance at all; what is no number leaves the scheme's own. */
function readTolerance(value: unknown): number | undefined {
	return value === undefined || value === '' ? undefined : Number(value);
}

function isSignatureReason(reason: Reason): reason is RefusalReason {
	return Object.hasOwn(REFUSALS, reason);
}
