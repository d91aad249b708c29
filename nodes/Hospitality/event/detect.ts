import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { CapturedRequest } from '../../../lib/diagnose/attempts';
import {
	detectInSteps,
	type Detected,
	type Detection,
	type Undetected,
} from '../../../lib/diagnose/detect';
import {
	inWords,
	settingsBetween,
	settingsOf,
	type SettingName,
	type SettingValues,
} from '../../../lib/diagnose/settings';
import { itemJson } from '../../../lib/n8n/itemJson';
import { loadSecrets, secretCredential } from '../../../lib/n8n/secrets';
import type { Platform } from '../../../lib/platform';
import { activeSecrets, hmacSecrets, type Secrets } from '../../../lib/signature/secret';
import { platforms } from '../../../platforms';
import type { Operation } from '../operation';
import { queryField, rawRequestFields, readRawRequest, readWholeAddress } from './rawRequest';

const addressFields: INodeProperties[] = [
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		default: '={{ $json.webhookUrl }}',
		placeholder: 'e.g. https://n8n.example.com/webhook/1f2e',
		description: 'The URL exactly as entered at the sender, for those that sign it',
	},
	{
		...queryField,
		required: false,
		description: 'The query parameters of the request as an object, for a token that stands there',
	},
];

/** Finds out how the sender of a captured request signs, and how to receive it. */
export const detectScheme: Operation = {
	value: 'detectScheme',
	name: 'Detect Scheme',
	action: 'Detect the signature scheme of a request',
	description: 'Find the settings for a sender from one of its requests',
	properties: [...rawRequestFields, ...addressFields],
	async run(context, itemIndex) {
		const custom = configurablePlatform(context, itemIndex);
		const { secrets, entered } = await loadSecrets(
			context,
			{
				platform: { ...custom, name: 'the sender' },
				scheme: custom.signature,
				ofAnyPlatform: true,
			},
			{ consequence: 'Without it no signature can be recognised.', itemIndex },
		);
		const { headers, body } = await readRawRequest(context, itemIndex);
		const detection = await detected({
			headers,
			body,
			...readWholeAddress(context, itemIndex),
			rawSecrets: hmacSecrets(entered),
			platforms,
			nowMs: Date.now(),
		});
		const item = detection.found
			? foundItem(context, custom, detection, secrets)
			: notFoundItem(detection);
		return { items: [itemJson(item)] };
	},
};

/** Leaves the other workflows of this n8n their turn in between. */
async function detected(request: CapturedRequest): Promise<Detection> {
	const steps = detectInSteps(request);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		await sleep(0);
	}
}

function configurablePlatform(context: IExecuteFunctions, itemIndex: number): Platform {
	const custom = platforms.find((one: Platform) => one.signatureIsConfigurable);
	if (custom) return custom;
	throw new NodeOperationError(context.getNode(), 'No platform takes settings', { itemIndex });
}

function foundItem(
	context: IExecuteFunctions,
	custom: Platform,
	{ scheme, platform, matched, webhookUrl }: Detected,
	secrets: Secrets,
): IDataObject {
	const isShown = webhookUrl !== undefined && !holdsSecret(webhookUrl, secrets);
	const settings: SettingValues = {
		...(scheme && settingsOf(scheme)),
		...(isShown && { webhookUrl }),
	};
	const changes: SettingValues = {
		...(scheme && settingsBetween(custom.signature, scheme)),
		...(isShown && { webhookUrl }),
	};
	const ofPlatform = { platform: platform?.id, events: ['*'] };
	const ofCustom = { platform: custom.id, events: ['*'], ...settings };
	const credential = secretCredential({ platform: custom, scheme: scheme ?? custom.signature });
	const reference = context.getNode().credentials?.[credential];
	return {
		found: true,
		platform: platform?.id ?? null,
		parameters: scheme ? { platform: custom.id, ...settings } : { platform: platform?.id },
		matchedSecret: matched,
		steps: [
			...whatToChoose(custom, platform, scheme ? changes : null),
			...whatToEnter(scheme, settings, reference?.name),
			...(matched === 'previous'
				? [
						'It was the previous secret of the credential that fits: the sender still uses that one.',
					]
				: []),
		],
		nodeJson: triggerAsJson(context, platform ? ofPlatform : ofCustom, { credential, reference }),
	};
}

/** Which platform to choose, and under Custom every setting that does not start out right. */
function whatToChoose(
	custom: Platform,
	platform: Platform | null,
	changes: SettingValues | null,
): string[] {
	const steps = [
		'Copy the text of nodeJson and paste it onto the canvas: it is the Trigger, set up.',
	];
	if (platform) {
		steps.push(
			`Or add a Hospitality Trigger and choose ${platform.name}, which the request fits, and whose events the node knows.`,
		);
	}
	if (!changes) return steps;
	const values = Object.entries(changes).map(([name, value]) => toSet(name as SettingName, value));
	const first = platform
		? `For another sender that only signs alike, choose ${custom.name} instead.`
		: `Or add a Hospitality Trigger and choose ${custom.name}.`;
	const kept = values.length === 0 ? ['Leave all settings of the signature as they are.'] : values;
	return [...steps, first, ...kept];
}

function toSet(name: SettingName, value: string): string {
	const [label, shown] = inWords(name, value);
	if (shown === '') return `Leave ${label} empty.`;
	if (shown.trim() === '') return `Set ${label} to a space.`;
	const note = shown.endsWith(' ') ? ' with the space at its end' : '';
	return `Set ${label} to ${shown.trim()}${note}`;
}

/** What goes into the credential, and what the sender gets. */
function whatToEnter(
	scheme: Detected['scheme'],
	{ tokenParameter, signedContent = '', signedContentTemplate = '' }: SettingValues,
	credential: string | undefined,
): string[] {
	if (scheme?.kind === 'basic') {
		return [
			'Create a credential of the type Hospitality Basic Auth API with the user name and password that the sender uses, and choose it in the Trigger.',
			'Enter the Production URL of the Trigger at the sender.',
		];
	}
	const steps = [`Choose the credential ${credential ? `"${credential}"` : 'with the secret'}.`];
	if (tokenParameter !== undefined) {
		return [
			...steps,
			`Enter the Production URL of the Trigger at the sender, followed by ?${tokenParameter}= and the secret.`,
		];
	}
	const signsUrl = `${signedContent}${signedContentTemplate}`.includes('{url}');
	return [
		...steps,
		signsUrl
			? 'Enter the Production URL of the Trigger at the sender. It is signed: where another URL is entered there, set Webhook URL to just that one.'
			: 'Enter the Production URL of the Trigger at the sender.',
	];
}

/** The Trigger as n8n's canvas takes it from the clipboard. */
function triggerAsJson(
	context: IExecuteFunctions,
	parameters: IDataObject,
	{ credential, reference }: { credential: string; reference: unknown },
): string {
	const { type } = context.getNode();
	const node = {
		name: 'Hospitality Trigger',
		type: `${type.slice(0, type.lastIndexOf('.') + 1)}hospitalityTrigger`,
		typeVersion: 2,
		position: [0, 0],
		parameters,
		...(reference !== undefined && { credentials: { [credential]: reference } }),
	};
	return JSON.stringify({ nodes: [node], connections: {} }, null, 2);
}

const ALWAYS: readonly string[] = [
	'The secret is the one of this very webhook. Many senders have one for each URL, and another for tests.',
	'The body is what was received, byte for byte: switch on Raw Body in the Webhook node. A proxy in between must not change it.',
	'All headers are there, with those of the signature.',
];

function notFoundItem({
	findings,
	headers,
	contents,
	digests,
	isLimited,
	isBasic,
	looksLike,
}: Undetected): IDataObject {
	const check = findings.map(({ explanation }) => explanation);
	if (headers.length === 0) {
		check.push(
			'No header holds anything with the looks of a signature, and none holds the secret. Switch signing on at the sender, where this usually means to set a secret.',
		);
	}
	if (looksLike) {
		check.push(
			`The headers look like those of ${looksLike.name}. Check the secret, and choose that platform.`,
		);
	}
	if (isBasic) {
		check.push(
			'The request carries user name and password: choose Custom with Authentication set to Basic Auth. Detect Scheme recognises it when the password is the signing secret.',
		);
	}
	if (findings.length === 0) check.push(...ALWAYS);
	if (findings.length === 0 && headers.length > 0) {
		check.push(
			'The URL is the one that is entered at the sender, with its query, if it is signed.',
		);
	}
	return {
		found: false,
		platform: null,
		parameters: null,
		tried: {
			signatureHeaders: headers,
			signedContents: contents,
			digests,
			...(isLimited && {
				note: 'The search stopped at its limit before everything was tried. A request with a shorter body allows more.',
			}),
		},
		check,
	};
}

function holdsSecret(text: string, secrets: Secrets): boolean {
	return activeSecrets(hmacSecrets(secrets)).some(({ value }) => text.includes(value));
}
