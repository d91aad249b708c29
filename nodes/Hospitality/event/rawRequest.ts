import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../lib/json';
import type { RequestHeaders } from '../../../lib/headers';

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

/** @throws NodeOperationError when the item holds no raw body or no headers */
export async function readRawRequest(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<{ headers: RequestHeaders; body: Buffer }> {
	return { headers: readHeaders(context, itemIndex), body: await readBody(context, itemIndex) };
}

async function readBody(context: IExecuteFunctions, itemIndex: number): Promise<Buffer> {
	if (context.getNodeParameter('bodySource', itemIndex, 'binary') === 'binary') {
		const name = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
		if (!context.getInputData()[itemIndex]?.binary?.[name]) {
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
	const given: unknown = context.getNodeParameter('headers', itemIndex, {});
	const headers = typeof given === 'string' ? parse(given) : given;
	if (isObject(headers)) return headers as RequestHeaders;
	throw new NodeOperationError(context.getNode(), 'The headers are no JSON object', {
		itemIndex,
		description: 'The Webhook node gives them out as {{ $json.headers }}.',
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
