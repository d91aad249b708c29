import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';
import type { HmacScheme } from '../../signature/scheme';
import { idsWhere } from './visibility';

/** The fields that describe a signature, for platforms that leave it to the user. */
export function customSchemeProperties(platforms: readonly Platform[]): INodeProperties[] {
	const ids = idsWhere(platforms, (platform) => platform.signatureIsConfigurable === true);
	const withTimestamp = ['{timestamp}.{body}', '{id}.{timestamp}.{body}'];
	const withId = ['{id}.{timestamp}.{body}'];
	return [
		{
			displayName: 'Signature Header',
			name: 'signatureHeader',
			type: 'string',
			required: true,
			default: 'X-Webhook-Signature',
			description: 'Name of the header that carries the signature',
		},
		{
			displayName: 'Algorithm',
			name: 'signatureAlgorithm',
			type: 'options',
			options: [
				{
					name: 'HMAC-SHA1',
					value: 'sha1',
					description: 'Only for senders that offer nothing else',
				},
				{ name: 'HMAC-SHA256', value: 'sha256' },
				{ name: 'HMAC-SHA512', value: 'sha512' },
			],
			default: 'sha256',
		},
		{
			displayName: 'Encoding',
			name: 'signatureEncoding',
			type: 'options',
			options: [
				{ name: 'Base64', value: 'base64' },
				{ name: 'Hex', value: 'hex' },
			],
			default: 'hex',
			description: 'How the signature is written',
		},
		{
			displayName: 'Signature Prefix',
			name: 'signaturePrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. sha256=',
			description: 'What stands before the signature in its header; empty when nothing does',
		},
		{
			displayName: 'Signed Content',
			name: 'signedContent',
			type: 'options',
			options: [
				{ name: 'Body', value: '{body}', description: 'The raw body alone' },
				{
					name: 'ID, Timestamp and Body',
					value: '{id}.{timestamp}.{body}',
					description: 'Joined by dots, as Standard Webhooks does it',
				},
				{
					name: 'Timestamp and Body',
					value: '{timestamp}.{body}',
					description: 'Joined by a dot',
				},
			],
			default: '{body}',
			description: 'What the sender computes the signature over',
		},
		{
			displayName: 'Timestamp Header',
			name: 'timestampHeader',
			type: 'string',
			required: true,
			displayOptions: { show: { signedContent: withTimestamp } },
			default: 'X-Webhook-Timestamp',
			description: 'Name of the header with the signed Unix time',
		},
		{
			displayName: 'Timestamp Unit',
			name: 'timestampUnit',
			type: 'options',
			displayOptions: { show: { signedContent: withTimestamp } },
			options: [
				{ name: 'Milliseconds', value: 'ms' },
				{ name: 'Seconds', value: 's' },
			],
			default: 's',
		},
		{
			displayName: 'ID Header',
			name: 'idHeader',
			type: 'string',
			required: true,
			displayOptions: { show: { signedContent: withId } },
			default: 'X-Webhook-Id',
			description: 'Name of the header with the delivery ID',
		},
	].map((property) => ({
		...property,
		displayOptions: { show: { ...property.displayOptions?.show, platform: ids } },
	})) as INodeProperties[];
}

/** Reads one parameter by name; the node's `getNodeParameter` without its context. */
export type ReadParameter = (name: string, fallback: string) => unknown;

/** The scheme that the user described. Values that are not offered fall back to the default. */
export function readCustomScheme(read: ReadParameter): HmacScheme {
	const text = (name: string, fallback: string) => {
		const value = read(name, fallback);
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
	};
	const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]): T => {
		const value = read(name, values[0]);
		return values.find((known) => known === value) ?? values[0];
	};
	const signedContent = oneOf('signedContent', [
		'{body}',
		'{timestamp}.{body}',
		'{id}.{timestamp}.{body}',
	]);
	const prefix = read('signaturePrefix', '');
	return {
		kind: 'hmac',
		algorithm: oneOf('signatureAlgorithm', ['sha256', 'sha1', 'sha512']),
		encoding: oneOf('signatureEncoding', ['hex', 'base64']),
		header: text('signatureHeader', 'X-Webhook-Signature'),
		layout: { kind: 'single', prefix: typeof prefix === 'string' ? prefix.trim() : '' },
		signedContent,
		secretFormat: 'text',
		...(signedContent !== '{body}' && {
			timestamp: {
				source: { header: text('timestampHeader', 'X-Webhook-Timestamp') },
				unit: oneOf('timestampUnit', ['s', 'ms']),
				hasDecimals: true,
				toleranceSeconds: 300,
			},
		}),
		...(signedContent === '{id}.{timestamp}.{body}' && {
			idHeader: text('idHeader', 'X-Webhook-Id'),
		}),
	};
}
