/**
 * How a platform proves that a delivery is its own, as data.
 * One description serves verifying, signing, the documentation and the tests.
 */
export type SignatureScheme = HmacScheme | BasicScheme;

export type HmacAlgorithm = 'sha1' | 'sha256' | 'sha512';
export type DigestEncoding = 'hex' | 'base64';
export type SignedContent = '{body}' | '{timestamp}.{body}' | '{id}.{timestamp}.{body}';

export interface HmacScheme {
	kind: 'hmac';
	algorithm: HmacAlgorithm;
	encoding: DigestEncoding;
	/** Name of the header that carries the signature, in the sender's spelling. */
	header: string;
	layout: SignatureLayout;
	/** What the HMAC covers; `{body}` is always the raw bytes. */
	signedContent: SignedContent;
	/** Required when the signed content holds `{timestamp}`. */
	timestamp?: TimestampRule;
	/** Header of the delivery id; required when the signed content holds `{id}`. */
	idHeader?: string;
	/** How key bytes come from the secret: its UTF-8 text, or base64 behind `whsec_`. */
	secretFormat: 'text' | 'whsec';
}

/** How the signature header's value is written. */
export type SignatureLayout =
	/** One digest, optionally behind a fixed prefix: `sha256=<digest>`. */
	| { kind: 'single'; prefix: string }
	/** Comma-separated fields, timestamp included: `t=<seconds>,v1=<digest>,v1=<digest>`. */
	| { kind: 'fields'; timestampField: string; signatureField: string }
	/** Space-separated versioned signatures: `v1,<digest> v1a,<ed25519 signature>`. */
	| { kind: 'list'; version: string; ed25519Version: string };

export interface TimestampRule {
	/** Header of the timestamp; absent when the signature header carries it. */
	header?: string;
	/** `either` reads 13 digits as milliseconds, for senders that do not document the unit. */
	unit: 's' | 'ms' | 'either';
	/** Largest accepted distance from the receiver's clock, both ways, in seconds. */
	toleranceSeconds: number;
}

/** HTTP Basic authentication. @see https://www.rfc-editor.org/rfc/rfc7617 */
export interface BasicScheme {
	kind: 'basic';
}
