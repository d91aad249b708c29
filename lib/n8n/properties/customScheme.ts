import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';
import { signsUrl } from '../../signature/scheme';
import { idsWhere, showWhen } from './menu';

/** Value of Signed Content under which the user writes the template. */
export const OWN_TEMPLATE = 'template';

/** The signed contents in use, for the menu; each value is the template itself. */
const TEMPLATES = [
	{ name: 'Body', value: '{body}', description: 'The raw body alone, as GitHub and Shopify sign' },
	{
		name: 'Body and Timestamp',
		value: '{body}{timestamp}',
		description: 'With nothing between them',
	},
	{
		name: 'ID, Timestamp and Body',
		value: '{id}.{timestamp}.{body}',
		description: 'Joined by dots, as Standard Webhooks and Svix sign',
	},
	{
		name: 'Timestamp and Body, Joined by a Colon',
		value: '{timestamp}:{body}',
		description: 'As Paddle signs',
	},
	{
		name: 'Timestamp and Body, Joined by a Dot',
		value: '{timestamp}.{body}',
		description: 'As Stripe signs',
	},
	{
		name: 'Timestamp and Body, Joined by Nothing',
		value: '{timestamp}{body}',
		description: 'As Zendesk signs',
	},
	{
		name: 'URL and Body',
		value: '{url}{body}',
		description: 'The webhook URL and then the body',
	},
	{
		name: 'V0, Timestamp and Body',
		value: 'v0:{timestamp}:{body}',
		description: 'Joined by colons, as Slack and Zoom sign',
	},
];

const OFFERED = [
	...TEMPLATES,
	{
		name: 'Own Template',
		value: OWN_TEMPLATE,
		description: 'Any other text, written with places in braces',
	},
];

/** The offered signed contents that have a place, and the user's own, which may have it. */
function contentsWith(place: string): string[] {
	return OFFERED.map(({ value }) => value).filter(
		(value) => value === OWN_TEMPLATE || value.includes(place),
	);
}

const hmac = { authentication: ['hmac'] };
const withTimestamp = { ...hmac, signedContent: contentsWith('{timestamp}') };

const tokenFields: INodeProperties[] = [
	{
		displayName: 'Token Header',
		name: 'tokenHeader',
		type: 'string',
		required: true,
		displayOptions: { show: { authentication: ['headerToken'] } },
		default: 'Authorization',
		placeholder: 'e.g. X-Auth-Token',
		description:
			"Name of the header that carries the token, as the sender's documentation on authentication calls it",
	},
	{
		displayName: 'Token Prefix',
		name: 'tokenPrefix',
		type: 'string',
		displayOptions: { show: { authentication: ['headerToken'] } },
		default: '',
		placeholder: 'e.g. Bearer',
		description:
			'What stands before the token in the header, such as Bearer in "Bearer abc"; empty when nothing does',
	},
	{
		displayName: 'Token Parameter',
		name: 'tokenParameter',
		type: 'string',
		required: true,
		displayOptions: { show: { authentication: ['urlToken'] } },
		default: 'token',
		placeholder: 'e.g. token',
		description:
			'Name of the query parameter that carries the token. It can be chosen freely: the sender only sees the complete URL.',
		hint: 'URL for the sender: the webhook URL, then ?, this name, = and the secret of the credential',
	},
];

const signatureFields: INodeProperties[] = [
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		required: true,
		displayOptions: { show: hmac },
		default: 'X-Webhook-Signature',
		placeholder: 'e.g. X-Hub-Signature-256',
		description:
			"Name of the header that carries the signature; the sender's documentation mostly names it under Security or Verifying",
	},
	{
		displayName: 'Algorithm',
		name: 'signatureAlgorithm',
		type: 'options',
		displayOptions: { show: hmac },
		options: [
			{ name: 'HMAC-SHA1', value: 'sha1', description: 'Only for senders that offer nothing else' },
			{ name: 'HMAC-SHA256', value: 'sha256', description: 'Used by most senders' },
			{ name: 'HMAC-SHA384', value: 'sha384' },
			{ name: 'HMAC-SHA512', value: 'sha512' },
		],
		default: 'sha256',
		description: "The hash function that the sender's documentation names",
	},
	{
		displayName: 'Encoding',
		name: 'signatureEncoding',
		type: 'options',
		displayOptions: { show: hmac },
		options: [
			{ name: 'Base64', value: 'base64', description: 'Upper and lower case, often = at its end' },
			{ name: 'Base64 for URLs', value: 'base64url', description: 'With - and _ in it' },
			{ name: 'Hex', value: 'hex', description: 'Only the digits 0 to 9 and a to f' },
		],
		default: 'hex',
		description: 'How the signature is written, as a signature in the documentation shows',
	},
	{
		displayName: 'Signature Layout',
		name: 'signatureLayout',
		type: 'options',
		displayOptions: { show: hmac },
		options: [
			{
				name: 'Named Fields',
				value: 'fields',
				description: 'Such as t=1700000000,v1=5257a8…',
			},
			{
				name: 'Several Signatures',
				value: 'list',
				description: 'Such as v1=5257a8…,v1=9f86d0…; one that fits is enough',
			},
			{ name: 'Single Signature', value: 'single', description: 'Such as sha256=5257a8…' },
		],
		default: 'single',
		description: 'How the value of the signature header is built up, as an example of it shows',
	},
	{
		displayName: 'Signature Prefix',
		name: 'signaturePrefix',
		type: 'string',
		displayOptions: { show: { ...hmac, signatureLayout: ['single', 'list'] } },
		default: '',
		placeholder: 'e.g. sha256=',
		description:
			'What stands before the signature in its header, exactly as in an example of it, a space at its end included; empty when nothing does',
	},
	{
		displayName: 'Separator',
		name: 'signatureSeparator',
		type: 'string',
		displayOptions: { show: { ...hmac, signatureLayout: ['list', 'fields'] } },
		default: ',',
		placeholder: 'e.g. ,',
		description:
			'What stands between the entries of the signature header, as an example of it shows: a comma, a semicolon or a space',
	},
	{
		displayName: 'Signature Field',
		name: 'signatureField',
		type: 'string',
		displayOptions: { show: { ...hmac, signatureLayout: ['fields'] } },
		default: 'v1',
		placeholder: 'e.g. v1',
		description:
			'What stands before the = of the signature in its header, such as v1 in v1=5257a8…',
	},
	{
		displayName: 'Timestamp Field',
		name: 'timestampField',
		type: 'string',
		displayOptions: { show: { ...hmac, signatureLayout: ['fields'] } },
		default: 't',
		placeholder: 'e.g. t',
		description:
			'What stands before the = of the time in the signature header, such as t in t=1700000000',
	},
	{
		displayName: 'Signed Content',
		name: 'signedContent',
		type: 'options',
		displayOptions: { show: hmac },
		options: OFFERED,
		default: '{body}',
		description:
			'What the sender computes the signature over; its documentation says what is concatenated, or its example code does',
	},
	{
		displayName: 'Template',
		name: 'signedContentTemplate',
		type: 'string',
		typeOptions: { rows: 2 },
		displayOptions: { show: { ...hmac, signedContent: [OWN_TEMPLATE] } },
		default: '',
		placeholder: 'e.g. {method}:{url}:{timestamp}:{body}',
		description:
			'The signed text with places in braces: {body}, {timestamp}, {id}, {url}, {method}, {header:Name} and {field:path.in.body}. Everything else stands for itself, spaces and line breaks included.',
	},
	...timestampSource(),
	{
		displayName: 'Timestamp Header',
		name: 'timestampHeader',
		type: 'string',
		required: true,
		displayOptions: { show: { ...withTimestamp, timestampSource: ['header'] } },
		default: 'X-Webhook-Timestamp',
		placeholder: 'e.g. X-Slack-Request-Timestamp',
		description: "Name of the header with the signed time, from the sender's documentation",
	},
	{
		displayName: 'Timestamp Path',
		name: 'timestampPath',
		type: 'string',
		required: true,
		displayOptions: { show: { ...withTimestamp, timestampSource: ['body'] } },
		default: 'timestamp',
		placeholder: 'e.g. meta.timestamp',
		description: 'Where the signed time stands in the JSON body, as an example delivery shows',
	},
	{
		displayName: 'Timestamp Unit',
		name: 'timestampUnit',
		type: 'options',
		displayOptions: { show: withTimestamp },
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Whichever of the others it looks like' },
			{ name: 'ISO 8601', value: 'iso', description: 'Such as 2026-01-31T18:30:00Z' },
			{ name: 'Milliseconds', value: 'ms', description: 'Since 1970, such as 1700000000000' },
			{ name: 'Seconds', value: 's', description: 'Since 1970, such as 1700000000' },
		],
		default: 's',
		description: 'How the time is written, as an example delivery shows; decimals do not matter',
	},
	{
		displayName: 'ID Header',
		name: 'idHeader',
		type: 'string',
		displayOptions: { show: { ...hmac, signedContent: contentsWith('{id}') } },
		default: 'X-Webhook-Id',
		placeholder: 'e.g. webhook-ID',
		description: "Name of the header with the delivery ID, from the sender's documentation",
	},
	{
		displayName: 'Secret Format',
		name: 'secretFormat',
		type: 'options',
		displayOptions: { show: hmac },
		options: [
			{ name: 'Base64', value: 'base64', description: 'The key is what the secret decodes to' },
			{ name: 'Hex', value: 'hex', description: 'The key is what the secret decodes to' },
			{ name: 'Standard Webhooks', value: 'whsec', description: 'Starts with whsec_' },
			{ name: 'Text', value: 'text', description: 'The key is the secret as it is' },
		],
		default: 'text',
		description:
			'How the key comes from the secret; Text unless the documentation, or its example code, decodes the secret first',
	},
];

/** The signature header is offered where it can hold a time, and is then the usual place. */
function timestampSource(): INodeProperties[] {
	const inHeader = {
		name: 'Header',
		value: 'header',
		description: 'In a header of its own',
	};
	const inBody = { name: 'Body', value: 'body', description: 'In a field of the JSON body' };
	const inSignature = {
		name: 'Signature Header',
		value: 'signatureHeader',
		description: 'In a field of the signature header, such as t=1700000000',
	};
	const property: INodeProperties = {
		displayName: 'Timestamp Source',
		name: 'timestampSource',
		type: 'options',
		default: 'header',
		description: 'Where the signed time stands, as an example delivery shows',
	};
	return [
		{
			...property,
			displayOptions: { show: { ...withTimestamp, signatureLayout: ['single', 'list'] } },
			options: [inBody, inHeader],
		},
		{
			...property,
			displayOptions: { show: { ...withTimestamp, signatureLayout: ['fields'] } },
			options: [inBody, inHeader, inSignature],
			default: 'signatureHeader',
		},
	];
}

/** The user's own URL where the sender signs it, in place of the one that is known otherwise. */
const webhookUrl: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	displayOptions: { show: { ...hmac, signedContent: contentsWith('{url}') } },
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/1f2e/webhook',
	description:
		'The URL exactly as entered at the sender, where it differs from the one shown above, for instance behind a proxy. Only needed if the URL is signed.',
};

/**
 * The fields that describe how a sender proves itself, for platforms that leave it to the user.
 *
 * @param url `webhook` for a node that knows its own URL, `item` where the request that comes in
 * has one, `endpoint` for a node that sends to one
 */
export function customSchemeProperties(
	platforms: readonly Platform[],
	url: 'webhook' | 'item' | 'endpoint',
): INodeProperties[] {
	const authentication: INodeProperties = {
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Basic Auth', value: 'basic', description: 'User name and password' },
			{
				name: 'HMAC Signature',
				value: 'hmac',
				description: 'A header holds a signature of the body, made with a shared secret',
			},
			{
				name: 'Token in a Header',
				value: 'headerToken',
				description: 'A header holds the secret itself',
			},
			{
				name: 'Token in the URL',
				value: 'urlToken',
				description: 'The webhook URL holds the secret itself, as a query parameter',
			},
		],
		default: 'hmac',
		description:
			"How a delivery proves where it comes from; the sender's documentation says so under Security, Signature or Authentication",
	};
	const ofUrl: Record<typeof url, INodeProperties[]> = {
		webhook: [webhookUrl],
		item: [
			{
				...webhookUrl,
				default: '={{ $json.webhookUrl }}',
				description: 'The URL exactly as entered at the sender. Only needed if the URL is signed.',
			},
		],
		endpoint: [],
	};
	const fields = [authentication, ...tokenFields, ...signatureFields, ...ofUrl[url]];
	const configurable = idsWhere(platforms, (one) => one.signatureIsConfigurable === true);
	return [
		...showWhen({ platform: configurable }, fields),
		...ofUrl[url].flatMap((field) => urlOfDeclared(platforms, field, url === 'webhook')),
	];
}

/** The same field for platforms whose own scheme signs the URL, where the user has entered it there. */
function urlOfDeclared(
	platforms: readonly Platform[],
	field: INodeProperties,
	mayRegister: boolean,
): INodeProperties[] {
	const signing = platforms.filter(
		({ signature, signatureIsConfigurable }) => signsUrl(signature) && !signatureIsConfigurable,
	);
	const registers = ({ registration }: Platform) => mayRegister && registration.kind === 'api';
	const shown = [
		{ platform: idsWhere(signing, registers), registration: ['manual'] },
		{ platform: idsWhere(signing, (one) => !registers(one)) },
	];
	return shown
		.filter(({ platform }) => platform.length > 0)
		.map((show) => ({ ...field, displayOptions: { show } }));
}

/**
 * Where a credential has no use, in the terms of n8n's `hide`: one that holds a secret or tokens,
 * or one with user name and password.
 */
export function hiddenUnlessProof(
	platforms: readonly Platform[],
	proof: 'secret' | 'basic',
): Record<'platform' | 'authentication', string[]> {
	const isBasic = ({ signature }: Platform) => signature.kind === 'basic';
	if (proof === 'secret') {
		return { platform: idsWhere(platforms, isBasic), authentication: ['basic'] };
	}
	return {
		platform: idsWhere(platforms, (one) => !isBasic(one) && !one.signatureIsConfigurable),
		authentication: ['hmac', 'headerToken', 'urlToken'],
	};
}
