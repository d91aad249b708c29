import type {
	HmacScheme,
	SignatureLayout,
	SignatureScheme,
	TimestampSource,
} from '../../signature/scheme';
import { OWN_TEMPLATE } from './customScheme';

/** Reads one parameter by name; the node's `getNodeParameter` without its context. */
export type ReadParameter = (name: string, fallback: string) => unknown;

const TOLERANCE_SECONDS = 300;

/**
 * The scheme that the user described. Values of menus that are not offered fall back to the
 * default; whether the rest can be used is for `schemeProblem` to say.
 */
export function readCustomScheme(read: ReadParameter): SignatureScheme {
	const fields = fieldReader(read);
	switch (fields.oneOf('authentication', ['hmac', 'headerToken', 'urlToken', 'basic'])) {
		case 'basic':
			return { kind: 'basic' };
		case 'headerToken':
			return {
				kind: 'token',
				in: {
					header: fields.text('tokenHeader', 'Authorization'),
					prefix: fields.exact('tokenPrefix'),
				},
			};
		case 'urlToken':
			return { kind: 'token', in: { query: fields.text('tokenParameter', 'token') } };
		case 'hmac':
			return hmacScheme(fields);
	}
}

type Fields = ReturnType<typeof fieldReader>;

function fieldReader(read: ReadParameter) {
	return {
		/** Without white space around it; the fallback where nothing is entered. */
		text(name: string, fallback: string): string {
			const value = read(name, fallback);
			return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
		},
		/** As typed. */
		exact(name: string, fallback = ''): string {
			const value = read(name, fallback);
			return typeof value === 'string' ? value : fallback;
		},
		oneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T {
			const value = read(name, values[0]);
			return values.find((known) => known === value) ?? values[0];
		},
	};
}

function hmacScheme(fields: Fields): HmacScheme {
	const chosen = fields.exact('signedContent', '{body}');
	const signedContent = chosen === OWN_TEMPLATE ? fields.exact('signedContentTemplate') : chosen;
	const layout = readLayout(fields);
	return {
		kind: 'hmac',
		algorithm: fields.oneOf('signatureAlgorithm', ['sha256', 'sha1', 'sha384', 'sha512']),
		encoding: fields.oneOf('signatureEncoding', ['hex', 'base64', 'base64url']),
		header: fields.text('signatureHeader', 'X-Webhook-Signature'),
		layout,
		signedContent,
		secretFormat: fields.oneOf('secretFormat', ['text', 'base64', 'hex', 'whsec']),
		...(/\{\s*timestamp\s*\}/.test(signedContent) && {
			timestamp: {
				source: readTimestampSource(fields, layout),
				unit: fields.oneOf('timestampUnit', ['s', 'ms', 'iso', 'auto']),
				hasDecimals: true,
				toleranceSeconds: TOLERANCE_SECONDS,
			},
		}),
		...(/\{\s*id\s*\}/.test(signedContent) && {
			idHeader: fields.text('idHeader', 'X-Webhook-Id'),
		}),
	};
}

function readLayout(fields: Fields): SignatureLayout {
	const kind = fields.oneOf('signatureLayout', ['single', 'list', 'fields']);
	if (kind === 'single') return { kind, prefix: fields.exact('signaturePrefix') };
	const typed = fields.exact('signatureSeparator', ',');
	// The white space around entries is skipped, unless it is all there is between them.
	const separator = typed.trim() === '' && typed !== '' ? ' ' : typed.trim() || ',';
	if (kind === 'list') return { kind, separator, prefix: fields.exact('signaturePrefix') };
	const timestampField = fields.text('timestampField', 't');
	return { kind, timestampField, signatureField: fields.text('signatureField', 'v1'), separator };
}

function readTimestampSource(fields: Fields, layout: SignatureLayout): TimestampSource {
	const source =
		layout.kind === 'fields'
			? fields.oneOf('timestampSource', ['signatureHeader', 'header', 'body'])
			: fields.oneOf('timestampSource', ['header', 'body']);
	switch (source) {
		case 'body':
			return { body: fields.text('timestampPath', 'timestamp') };
		case 'signatureHeader':
			return { signatureField: layout.kind === 'fields' ? layout.timestampField : '' };
		case 'header':
			return { header: fields.text('timestampHeader', 'X-Webhook-Timestamp') };
	}
}
