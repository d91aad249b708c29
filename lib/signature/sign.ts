import { createHmac, sign as signEd25519 } from 'crypto';

import type { RequestHeaders } from '../headers';
import { basicAuthorization, basicVerifier } from './basic';
import { parsePath } from '../fieldPath';
import { readBackOf } from './readBack';
import { schemeProblem, timestampHeader, type HmacScheme, type SignatureScheme } from './scheme';
import {
	activeSecrets,
	basicSecrets,
	hmacSecrets,
	prepareKeys,
	type Secrets,
	type SigningKey,
} from './secret';
import {
	bodyReader,
	fill,
	parseSignedContent,
	readValues,
	type SignedContent,
} from './signedContent';
import { writeTimestamp } from './timestamp';
import { tokenHeaders } from './token';
import { REFUSALS, type RefusalReason } from './verify';

/** A delivery that is to be signed. */
export interface SignedDelivery {
	/** The very bytes that will be sent; text is taken as UTF-8. */
	body: Buffer | string;
	/** Delivery id; stays the same over all attempts. */
	id: string;
	/** Unix time of this attempt in seconds. */
	timestampSeconds: number;
	/** Where it goes, as the receiver knows it; needed where the signed content has `{url}`. */
	url?: string;
	/** POST when left out. */
	method?: string;
	/** What else is sent; needed where the signed content has `{header:Name}`. */
	headers?: RequestHeaders;
}

export interface Signable extends SignedDelivery {
	scheme: SignatureScheme;
	secrets: Secrets;
}

/**
 * The delivery cannot be signed: the scheme cannot be used, the secret is missing, malformed or
 * holds only a public key, or the delivery lacks what the scheme signs.
 */
export class SigningError extends Error {
	constructor(
		readonly reason: RefusalReason,
		message: string = REFUSALS[reason],
	) {
		super(message);
		this.name = 'SigningError';
	}
}

/** Proves one delivery; the headers have the scheme's own spelling of their names. */
export type Signer = (delivery: SignedDelivery) => Record<string, string>;

/**
 * The headers that prove a delivery, with the scheme's own spelling of their names.
 * During a rotation, schemes that can carry several signatures carry one for each secret.
 *
 * @throws SigningError when the delivery cannot be signed
 */
export function sign({ scheme, secrets, ...delivery }: Signable): Record<string, string> {
	return createSigner(scheme, secrets)(delivery);
}

/**
 * Prepares what signs any number of deliveries. A token in the query string is no header: see
 * `urlWithToken`.
 *
 * @throws SigningError when scheme or secrets cannot sign; so does the signer for a delivery that
 * lacks what the scheme signs
 */
export function createSigner(scheme: SignatureScheme, secrets: Secrets): Signer {
	const problem = schemeProblem(scheme);
	if (problem !== null) throw new SigningError('scheme_invalid', problem);
	switch (scheme.kind) {
		case 'basic': {
			const basic = basicSecrets(secrets);
			const headers = { Authorization: basicAuthorization(basic) };
			const verdict = basicVerifier(basic)({ authorization: headers.Authorization });
			if (!verdict.ok) throw new SigningError(verdict.reason);
			return () => ({ ...headers });
		}
		case 'token': {
			const [current] = activeSecrets(hmacSecrets(secrets));
			if (!current) throw new SigningError('secret_missing');
			return () => tokenHeaders(scheme, current.value);
		}
		case 'hmac': {
			const parsed = parseSignedContent(scheme.signedContent);
			if (!parsed.ok) throw new SigningError('scheme_invalid', parsed.problem);
			return hmacSigner(scheme, parsed.content, signingKeys(scheme, secrets));
		}
	}
}

function signingKeys(scheme: HmacScheme, secrets: Secrets): readonly SigningKey[] {
	const prepared = prepareKeys(scheme.secretFormat, hmacSecrets(secrets));
	if (!prepared.ok) throw new SigningError(prepared.reason);
	if (prepared.keys.some((key) => key.kind === 'ed25519' && !key.privateKey)) {
		throw new SigningError('secret_malformed');
	}
	return prepared.keys;
}

function hmacSigner(
	scheme: HmacScheme,
	content: SignedContent,
	keys: readonly SigningKey[],
): Signer {
	const isReadBack = readBackOf(content, scheme.timestamp);
	const timeHeader = timestampHeader(scheme);

	return ({ body, id, timestampSeconds, url, method, headers = {} }) => {
		const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
		const fieldAt = bodyReader(bytes);
		const timestamp = timestampOf(scheme, timestampSeconds, fieldAt);
		const proof: Record<string, string> = {};
		if (scheme.idHeader) proof[scheme.idHeader] = id;
		if (timeHeader) proof[timeHeader] = timestamp;

		const sources = { timestamp, id, headers, url, method, fieldAt };
		const before = readValues(content.before.places, sources);
		if (!before.ok) throw new SigningError(before.reason);
		const after = readValues(content.after.places, sources);
		if (!after.ok) throw new SigningError(after.reason);
		if (isReadBack && !isReadBack(before.values, bytes, after.values)) {
			throw new SigningError('content_ambiguous', AMBIGUOUS);
		}
		const texts: SignedTexts = {
			before: fill(content.before, before.values),
			after: fill(content.after, after.values),
		};
		const signatures = keys.map((key) => signContent(scheme, key, texts, bytes));
		proof[scheme.header] = layOut(scheme, signatures, timestamp);
		return proof;
	};
}

const AMBIGUOUS =
	'The delivery cannot be signed: it would not be certain where one signed value ends and the next begins';

/** The time of the attempt, or the one that the body holds, where the receiver looks for it there. */
function timestampOf(
	{ timestamp }: HmacScheme,
	seconds: number,
	fieldAt: ReturnType<typeof bodyReader>,
): string {
	if (!timestamp) return '';
	if (!('body' in timestamp.source)) return writeTimestamp(seconds, timestamp.unit);
	const text = fieldAt(parsePath(timestamp.source.body) ?? []);
	if (text === undefined) throw new SigningError('timestamp_missing');
	return text;
}

interface SignedTexts {
	before: string;
	after: string;
}

interface Signature {
	kind: SigningKey['kind'];
	text: string;
}

function signContent(
	scheme: HmacScheme,
	key: SigningKey,
	{ before, after }: SignedTexts,
	body: Buffer,
): Signature {
	if (key.kind === 'hmac') {
		const hmac = createHmac(scheme.algorithm, key.key).update(before, 'utf8').update(body);
		return { kind: 'hmac', text: hmac.update(after, 'utf8').digest(scheme.encoding) };
	}
	if (!key.privateKey) throw new SigningError('secret_malformed');
	const content = Buffer.concat([Buffer.from(before, 'utf8'), body, Buffer.from(after, 'utf8')]);
	return { kind: 'ed25519', text: signEd25519(null, content, key.privateKey).toString('base64') };
}

function layOut({ layout }: HmacScheme, signatures: Signature[], timestamp: string): string {
	switch (layout.kind) {
		case 'single':
			return `${layout.prefix}${signatures[0].text}`;
		case 'list':
			return signatures.map(({ text }) => `${layout.prefix}${text}`).join(layout.separator);
		case 'fields': {
			const fields = signatures.map(({ text }) => `${layout.signatureField}=${text}`);
			if (timestamp !== '') fields.unshift(`${layout.timestampField}=${timestamp}`);
			return fields.join(layout.separator ?? ',');
		}
		case 'versioned':
			return signatures
				.map(({ kind, text }) => {
					const version = kind === 'hmac' ? layout.version : layout.ed25519Version;
					return `${version},${text}`;
				})
				.join(' ');
	}
}
