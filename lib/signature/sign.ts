import { createHmac, sign as signEd25519 } from 'crypto';

import { basicAuthorization, basicVerifier } from './basic';
import { prepareKeys, type SigningKey } from './keys';
import type { HmacScheme, SignatureScheme } from './scheme';
import type { BasicSecrets, HmacSecrets, Secrets } from './secret';
import { contentPrefix } from './signedContent';
import { REFUSALS, type RefusalReason } from './verdict';

export interface Signable {
	scheme: SignatureScheme;
	secrets: Secrets;
	/** The very bytes that will be sent; text is taken as UTF-8. */
	body: Buffer | string;
	/** Delivery id; stays the same over all attempts. */
	id: string;
	/** Unix time of this attempt in seconds. */
	timestampSeconds: number;
}

/** The secret cannot sign: it is missing, malformed, or holds only a public key. */
export class SigningError extends Error {
	constructor(readonly reason: RefusalReason) {
		super(REFUSALS[reason]);
		this.name = 'SigningError';
	}
}

/** Proves one delivery; the headers have the scheme's own spelling of their names. */
export type Signer = (delivery: Omit<Signable, 'scheme' | 'secrets'>) => Record<string, string>;

/**
 * The headers that prove a delivery, with the scheme's own spelling of their names.
 * During a rotation, schemes that can carry several signatures carry one for each secret.
 *
 * @throws SigningError when the secrets cannot sign
 */
export function sign({ scheme, secrets, ...delivery }: Signable): Record<string, string> {
	return createSigner(scheme, secrets)(delivery);
}

/**
 * Prepares what signs any number of deliveries.
 *
 * @throws SigningError when the secrets cannot sign
 */
export function createSigner(scheme: SignatureScheme, secrets: Secrets): Signer {
	if (scheme.kind === 'basic') {
		const basic = secrets as BasicSecrets;
		const headers = { Authorization: basicAuthorization(basic) };
		const verdict = basicVerifier(basic)({ authorization: headers.Authorization });
		if (!verdict.valid) throw new SigningError(verdict.reason);
		return () => ({ ...headers });
	}
	const prepared = prepareKeys(scheme, secrets as HmacSecrets);
	if (!prepared.ok) throw new SigningError(prepared.reason);
	const { keys } = prepared;
	if (keys.some((key) => key.kind === 'ed25519' && !key.privateKey)) {
		throw new SigningError('secret_malformed');
	}
	return (delivery) => signWith(scheme, keys, delivery);
}

function signWith(
	scheme: HmacScheme,
	keys: readonly SigningKey[],
	{ body, id, timestampSeconds }: Parameters<Signer>[0],
): Record<string, string> {
	const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
	const inMilliseconds = scheme.timestamp?.unit === 'ms';
	const timestamp = String(inMilliseconds ? timestampSeconds * 1000 : timestampSeconds);
	const prefix = contentPrefix(scheme.signedContent, id, timestamp);
	const signatures = keys.map((key) => signContent(scheme, key, prefix, bytes));

	const headers: Record<string, string> = {};
	if (scheme.idHeader) headers[scheme.idHeader] = id;
	if (scheme.timestamp?.header) headers[scheme.timestamp.header] = timestamp;
	headers[scheme.header] = layOut(scheme, signatures, timestamp);
	return headers;
}

interface Signature {
	kind: SigningKey['kind'];
	text: string;
}

function signContent(scheme: HmacScheme, key: SigningKey, prefix: string, body: Buffer): Signature {
	if (key.kind === 'hmac') {
		const hmac = createHmac(scheme.algorithm, key.key);
		if (prefix !== '') hmac.update(prefix, 'utf8');
		return { kind: 'hmac', text: hmac.update(body).digest(scheme.encoding) };
	}
	if (!key.privateKey) throw new SigningError('secret_malformed');
	const content = Buffer.concat([Buffer.from(prefix, 'utf8'), body]);
	return { kind: 'ed25519', text: signEd25519(null, content, key.privateKey).toString('base64') };
}

function layOut({ layout }: HmacScheme, signatures: Signature[], timestamp: string): string {
	switch (layout.kind) {
		case 'single':
			return `${layout.prefix}${signatures[0].text}`;
		case 'fields': {
			const fields = signatures.map(({ text }) => `${layout.signatureField}=${text}`);
			return [`${layout.timestampField}=${timestamp}`, ...fields].join(',');
		}
		case 'list':
			return signatures
				.map(({ kind, text }) => {
					const version = kind === 'hmac' ? layout.version : layout.ed25519Version;
					return `${version},${text}`;
				})
				.join(' ');
	}
}
