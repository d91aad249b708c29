import type { HmacScheme, SignatureScheme } from '../../../lib/signature/scheme';
import { platforms } from '../../../platforms';

/** The declared scheme of every platform, by its id. */
export const schemes: Record<string, SignatureScheme> = Object.fromEntries(
	platforms.map(({ id, signature }) => [id, signature]),
);

/** A custom scheme with everything signed in three headers of its own. */
export const customWithIdAndTime: HmacScheme = {
	kind: 'hmac',
	algorithm: 'sha512',
	encoding: 'base64',
	header: 'X-Signature',
	layout: { kind: 'single', prefix: 'sha512=' },
	signedContent: '{id}.{timestamp}.{body}',
	timestamp: { source: { header: 'X-Timestamp' }, unit: 's', toleranceSeconds: 300 },
	idHeader: 'X-Id',
	secretFormat: 'text',
};

/** Schemes as users may describe them: every layout, encoding, secret format and kind of place. */
export const customSchemes: Record<string, HmacScheme> = {
	'custom with id and time': customWithIdAndTime,
	'custom list': {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Signature',
		layout: { kind: 'list', separator: ',', prefix: 'v1=' },
		signedContent: '{timestamp}:{body}',
		timestamp: { source: { header: 'X-Timestamp' }, unit: 's', toleranceSeconds: 300 },
		secretFormat: 'text',
	},
	'custom fields in base64url': {
		kind: 'hmac',
		algorithm: 'sha384',
		encoding: 'base64url',
		header: 'X-Signature',
		layout: { kind: 'fields', timestampField: 't', signatureField: 'v1' },
		signedContent: '{timestamp}.{body}',
		timestamp: { source: { signatureField: 't' }, unit: 'auto', toleranceSeconds: 300 },
		secretFormat: 'hex',
	},
	'custom with the time right behind the body': {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'base64',
		header: 'Authorization',
		layout: { kind: 'single', prefix: 'HMAC ' },
		signedContent: '{body}{timestamp}',
		timestamp: { source: { header: 'X-Timestamp' }, unit: 's', toleranceSeconds: 300 },
		secretFormat: 'base64',
	},
	'custom with URL, method and a header': {
		kind: 'hmac',
		algorithm: 'sha1',
		encoding: 'hex',
		header: 'X-Signature',
		layout: { kind: 'single', prefix: 'v0=' },
		signedContent: 'v0:{method}:{url}:{header:X-Nonce}:{timestamp}:{body}',
		timestamp: { source: { header: 'X-Timestamp' }, unit: 's', toleranceSeconds: 300 },
		secretFormat: 'text',
	},
};

/**
 * Every HMAC scheme under the name that tests print, with a secret in its format. Those that sign a
 * field of the body have no signature for just any bytes: their vectors say what becomes of them.
 */
export const hmacSchemes = [...Object.entries(schemes), ...Object.entries(customSchemes)].flatMap(
	([name, scheme]) =>
		scheme.kind === 'hmac' && !signsField(scheme) ? [{ name, scheme, ...secretsFor(scheme) }] : [],
);

/** Those of them that sign a timestamp. */
export const timedSchemes = hmacSchemes.flatMap((one) =>
	one.scheme.timestamp ? [{ ...one, rule: one.scheme.timestamp }] : [],
);

/** Whether a field of the JSON body is part of what is signed. */
export function signsField(scheme: SignatureScheme): boolean {
	return scheme.kind === 'hmac' && scheme.signedContent.includes('{field:');
}

export type NamedScheme = (typeof hmacSchemes)[number];

/** A secret, the one before it, and one that was never set. */
function secretsFor({ secretFormat }: HmacScheme) {
	const written = (text: string) => writtenSecret(secretFormat, Buffer.from(text));
	return {
		secret: written('secret of the kitchen'),
		previous: written('secret before'),
		other: written('secret of the bar'),
	};
}

/** A key as it is entered. */
export function writtenSecret(format: HmacScheme['secretFormat'], key: Buffer): string {
	switch (format) {
		case 'text':
			return key.toString('utf8');
		case 'base64':
		case 'hex':
			return key.toString(format);
		case 'whsec':
			return `whsec_${key.toString('base64')}`;
	}
}
