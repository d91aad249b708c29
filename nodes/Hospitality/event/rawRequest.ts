import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../lib/json';
import { readHeader, type RequestHeaders } from '../../../lib/headers';
import { signsUrl, type SignatureScheme } from '../../../lib/signature/scheme';
import type { SignedRequest } from '../../../lib/signature/verify';

/** Where the core Webhook node, or any other source, has put a request. */
export const rawRequestFields: INodeProperties[] = [
	{
		displayName: 'Raw Body',
		name: 'bodySource',
		type: 'options',
		options: [
			{
				name: 'Binary File',
				value: 'binary',
				description: 'What the Webhook node gives out with its option Raw Body switched on',
			},
			{ name: 'Text', value: 'text', description: 'The body exactly as it was received, as text' },
		],
		default: 'binary',
		description:
			'Where the bytes of the request are. A body that has been parsed cannot be verified, because its bytes are lost.',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { bodySource: ['binary'] } },
		default: 'data',
		hint: 'The Webhook node fills it when its option Raw Body is on',
		description: 'The name of the input field that holds the raw body',
	},
	{
		displayName: 'Body Text',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { bodySource: ['text'] } },
		default: '',
		placeholder: 'e.g. {{ $json.rawBody }}',
		description: 'The body with every character as it came, line breaks included',
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'json',
		required: true,
		default: '={{ $json.headers }}',
		description: 'All headers of the request as an object, in any case',
	},
];

/** Needed where a token stands in the URL. */
export const queryField: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'query',
	type: 'json',
	required: true,
	default: '={{ $json.query }}',
	description: 'The query parameters of the request as an object, as the Webhook node gives them',
};

/** @throws NodeOperationError when the item holds no raw body or no headers */
export async function readRawRequest(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<{ headers: RequestHeaders; body: Buffer }> {
	const headers = readHeaders(context, itemIndex);
	return { headers, body: await readBody(context, itemIndex, headers) };
}

/**
 * Where the request was sent, as far as its proof depends on that.
 *
 * @throws NodeOperationError when the query parameters are no object
 */
export function readAddress(
	context: IExecuteFunctions,
	itemIndex: number,
	scheme: SignatureScheme,
): Pick<SignedRequest, 'url' | 'query'> {
	if (scheme.kind === 'token' && 'query' in scheme.in) {
		const query = readObject(context, itemIndex, 'query', 'The query parameters');
		return { query };
	}
	if (!signsUrl(scheme)) return {};
	const url: unknown = context.getNodeParameter('webhookUrl', itemIndex, '');
	return { url: typeof url === 'string' ? url.trim() : undefined };
}

/** Where the request was sent, as far as that is given: any part of it may turn out to be signed. */
export function readWholeAddress(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<SignedRequest, 'url' | 'query'> {
	const given: unknown = context.getNodeParameter('webhookUrl', itemIndex, '');
	const url = typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined;
	const query: unknown = context.getNodeParameter('query', itemIndex, {});
	const isGiven = query !== undefined && query !== null && query !== '';
	return {
		url,
		query: {
			...parametersIn(url),
			...(isGiven && readObject(context, itemIndex, 'query', 'The query parameters')),
		},
	};
}

function parametersIn(url = ''): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(/\?(.*)$/s.exec(url)?.[1] ?? ''));
}

const MULTIPART = 'The request is a multipart form, whose raw bytes n8n does not keep';

async function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
	headers: RequestHeaders,
): Promise<Buffer> {
	if (context.getNodeParameter('bodySource', itemIndex, 'binary') === 'binary') {
		const name = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
		if (!context.getInputData()[itemIndex]?.binary?.[name]) {
			const contentType = readHeader(headers, 'content-type');
			if (contentType.kind === 'value' && /^multipart\//i.test(contentType.value)) {
				throw new NodeOperationError(context.getNode(), MULTIPART, {
					itemIndex,
					description: 'Ask the sender for JSON; a form with parts cannot be verified.',
				});
			}
			throw new NodeOperationError(context.getNode(), `The item has no binary field "${name}"`, {
				itemIndex,
				description:
					'Switch on the option Raw Body of the Webhook node, or set Raw Body to Text here.',
			});
		}
		return await context.helpers.getBinaryDataBuffer(itemIndex, name);
	}
	const body: unknown = context.getNodeParameter('body', itemIndex, '');
	if (typeof body === 'string') return Buffer.from(body, 'utf8');
	throw new NodeOperationError(context.getNode(), 'The body has already been parsed', {
		itemIndex,
		description:
			'Its bytes, which the signature is computed over, are lost. Switch on the option Raw Body of the Webhook node and set Raw Body to Binary File here.',
	});
}

function readHeaders(context: IExecuteFunctions, itemIndex: number): RequestHeaders {
	return readObject(context, itemIndex, 'headers', 'The headers') as RequestHeaders;
}

function readObject(
	context: IExecuteFunctions,
	itemIndex: number,
	name: 'headers' | 'query',
	what: string,
): Record<string, unknown> {
	const given: unknown = context.getNodeParameter(name, itemIndex, {});
	const value = typeof given === 'string' ? parse(given) : given;
	if (isObject(value)) return value;
	throw new NodeOperationError(context.getNode(), `${what} are no JSON object`, {
		itemIndex,
		description: `The Webhook node gives them out as {{ $json.${name} }}.`,
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
