import { proofHeaders, timestampHeader, type SignatureScheme } from '../lib/signature/scheme';
import { hmacSecrets } from '../lib/signature/secret';
import type { Signable } from '../lib/signature/sign';
import { Refusal } from './refusal';

/** What an attacker, or a proxy that means well, may do to a delivery. */
export const TAMPERINGS = ['signature', 'body', 'timestamp', 'missingHeader'] as const;
export type Tamper = (typeof TAMPERINGS)[number];

/** `signature`: a well-formed signature of other bytes, another token or another password. */
export function tamperBeforeSigning(tamper: Tamper, signable: Signable): Signable {
	if (tamper !== 'signature') return signable;
	if ('password' in signable.secrets) {
		const { username, password } = signable.secrets;
		return { ...signable, secrets: { username, password: `${password}-other` } };
	}
	if (signable.scheme.kind === 'token') {
		return { ...signable, secrets: { secret: `${hmacSecrets(signable.secrets).secret}-other` } };
	}
	return { ...signable, body: `${signable.body.toString()} ` };
}

interface Signed {
	scheme: SignatureScheme;
	body: string;
	headers: Record<string, string>;
}

/** The other kinds change what has been signed already. */
export function tamperAfterSigning(tamper: Tamper, signed: Signed): Omit<Signed, 'scheme'> {
	const { scheme, body, headers } = signed;
	switch (tamper) {
		case 'signature':
			return { body, headers };
		case 'body':
			return { body: body.replace(/\}$/, ',"tampered":true}'), headers };
		case 'timestamp':
			return { body, headers: withOtherTimestamp(scheme, headers) };
		case 'missingHeader': {
			const [name = ''] = proofHeaders(scheme);
			return { body, headers: Object.fromEntries(entriesExcept(headers, name)) };
		}
	}
}

/** One unit later, so that only the signature gives it away. */
function withOtherTimestamp(scheme: SignatureScheme, headers: Record<string, string>) {
	const name = scheme.kind === 'hmac' ? timestampHeader(scheme) : undefined;
	if (name !== undefined) {
		return { ...headers, [name]: String(Number(headers[name]) + 1) };
	}
	if (scheme.kind === 'hmac' && scheme.layout.kind === 'fields') {
		const field = `${scheme.layout.timestampField}=`;
		const fields = headers[scheme.header]
			.split(',')
			.map((text) =>
				text.startsWith(field) ? `${field}${Number(text.slice(field.length)) + 1}` : text,
			);
		return { ...headers, [scheme.header]: fields.join(',') };
	}
	throw new Refusal(422, 'NO_TIMESTAMP', 'This signature scheme carries no timestamp');
}

function entriesExcept(headers: Record<string, string>, name: string) {
	return Object.entries(headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
}
