import type { OutgoingEvent, Platform } from '../platform';
import { basicAuthorization } from '../signature/basic';
import { proofHeaders, type SignatureScheme } from '../signature/scheme';
import type { Secrets } from '../signature/secret';
import { createSigner, SigningError, type Signer } from '../signature/sign';
import { urlWithToken } from '../signature/token';
import type { Endpoint } from './endpoint';
import { checkCustomHeaders, checkHeader, schemeHeaders } from './headers';
import { InputError } from './inputError';
import { USER_AGENT } from './userAgent';

/** Largest body in bytes; platforms send a few kilobytes, and receivers refuse far less. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

/** How events look on the wire. */
export interface WireForm {
	/** Id of the platform whose form it is. */
	id: string;
	envelope: Platform['envelope'];
	headers: Platform['headers'];
	/** Null where nothing is signed. */
	scheme: SignatureScheme | null;
}

/** A platform's form, with the user's own scheme where that is the user's choice. */
export function platformForm(platform: Platform, scheme?: SignatureScheme): WireForm {
	const { id, envelope, headers, signature } = platform;
	return { id, envelope, headers, scheme: scheme ?? signature };
}

/** The event's data alone, unsigned. */
export function plainForm(id: string): WireForm {
	return { id, envelope: ({ data }) => data, headers: () => ({}), scheme: null };
}

export interface MessageParts {
	form: WireForm;
	endpoint: Endpoint;
	event: OutgoingEvent;
	/** Null where the form has no scheme. */
	secrets: Secrets | null;
	customHeaders?: Readonly<Record<string, string>>;
}

/** An event in its wire form, serialised once: every attempt sends and signs these bytes. */
export interface OutgoingMessage {
	form: string;
	event: OutgoingEvent;
	endpoint: Endpoint;
	/** What the body was serialised from. */
	payload: Record<string, unknown>;
	body: Buffer;
	/** The headers of one attempt, with its own timestamp and signature. */
	headersAt: (nowMs: number) => AttemptHeaders;
}

export interface AttemptHeaders {
	headers: Record<string, string>;
	/** Values that must not be seen anywhere else. */
	sensitive: string[];
}

/**
 * Gives an event its wire form. That the secrets can sign is checked once for all events, with
 * `assertCanSign`.
 *
 * @throws InputError when the data is not JSON or too large, or a header cannot be sent
 */
export function prepareMessage(parts: MessageParts): OutgoingMessage {
	const { form, endpoint, event, secrets } = parts;
	const { scheme } = form;
	const payload = form.envelope(event);
	const body = serialise(payload);
	const fixed = fixedHeaders(parts);
	const sensitive = sensitiveValues(parts, fixed);

	const headersAt = (nowMs: number): AttemptHeaders => {
		if (!scheme || !secrets) return { headers: { ...fixed }, sensitive };
		const timestampSeconds = Math.floor(nowMs / 1000);
		const delivery = { body, id: event.id, timestampSeconds, url: endpoint.url, headers: fixed };
		const proof = signerFor(scheme, secrets)(delivery);
		const secretValues = proofHeaders(scheme).map((name) => proof[name] ?? '');
		return { headers: { ...fixed, ...proof }, sensitive: [...sensitive, ...secretValues] };
	};
	// A delivery may lack what the scheme signs, such as a field of its body.
	const problem = problemOf(() => headersAt(Date.now()));
	if (problem !== null) {
		throw new InputError(problem, 'Correct the signature settings, or the data of the event.');
	}
	return { form: form.id, event, endpoint: endpointFor(parts), payload, body, headersAt };
}

/** The endpoint with the token in its query string, where the scheme puts it there. */
function endpointFor({ endpoint, form: { scheme }, secrets }: MessageParts): Endpoint {
	if (scheme?.kind !== 'token' || !secrets) return endpoint;
	return { ...endpoint, url: urlWithToken(scheme, secrets, endpoint.url) };
}

/** The events of one run share their secrets, whose keys need to be made only once. */
const signers = new WeakMap<Secrets, { scheme: SignatureScheme; signer: Signer }>();

function signerFor(scheme: SignatureScheme, secrets: Secrets): Signer {
	const known = signers.get(secrets);
	if (known?.scheme === scheme) return known.signer;
	const signer = createSigner(scheme, secrets);
	signers.set(secrets, { scheme, signer });
	return signer;
}

/**
 * Checks the secrets once for all events: some are good for checking signatures and still make
 * none, such as a public key.
 *
 * @throws InputError when the secrets cannot sign
 */
export function assertCanSign({ scheme }: WireForm, secrets: Secrets | null): void {
	if (!scheme) return;
	const problem = secrets ? problemOf(() => signerFor(scheme, secrets)) : 'No credential is set';
	if (problem === null) return;
	throw new InputError(
		problem,
		'Open the credential of this node and enter what signs deliveries, or correct the signature settings.',
	);
}

/** Why something cannot be signed, or null when it can. */
function problemOf(sign: () => unknown): string | null {
	try {
		sign();
		return null;
	} catch (error) {
		return error instanceof SigningError ? error.message : 'The credential cannot sign';
	}
}

/** What went in secretly and must not come out. A user name alone is none. */
function sensitiveValues(
	{ endpoint, secrets, customHeaders = {} }: MessageParts,
	fixed: Record<string, string>,
): string[] {
	const values = [...Object.values(customHeaders), ...endpoint.queryValues];
	if (secrets && 'secret' in secrets) values.push(secrets.secret, secrets.previousSecret ?? '');
	else if (secrets) values.push(secrets.password);
	if (endpoint.credentials) {
		values.push(endpoint.credentials.password, fixed.Authorization ?? '');
	}
	return values.filter((value) => value !== '');
}

/** What stays the same over all attempts. */
function fixedHeaders(parts: MessageParts): Record<string, string> {
	const { form, endpoint, event, customHeaders = {} } = parts;
	const platformHeaders = form.headers(event);
	const proof = form.scheme ? schemeHeaders(form.scheme) : [];
	checkCustomHeaders(customHeaders, [...Object.keys(platformHeaders), ...proof]);
	const custom = new Set(Object.keys(customHeaders).map((name) => name.toLowerCase()));
	const hasAuthorization = custom.has('authorization') || proof.includes('Authorization');
	const fixed: Record<string, string> = {
		'Content-Type': 'application/json',
		...(!custom.has('accept') && { Accept: '*/*' }),
		// Only the start of the answer is looked at; packing it would be wasted.
		...(!custom.has('accept-encoding') && { 'Accept-Encoding': 'identity' }),
		...(!custom.has('user-agent') && { 'User-Agent': USER_AGENT }),
		...(endpoint.credentials &&
			!hasAuthorization && { Authorization: basicAuthorization(endpoint.credentials) }),
		...platformHeaders,
		...customHeaders,
	};
	for (const [name, value] of Object.entries(platformHeaders)) checkHeader(name, value);
	if (form.scheme?.kind === 'hmac' && form.scheme.idHeader) {
		checkHeader(form.scheme.idHeader, event.id);
	}
	return fixed;
}

function serialise(payload: Record<string, unknown>): Buffer {
	const text = toJson(payload);
	if (text === undefined) {
		throw new InputError(
			'The data cannot be written as JSON',
			'It refers to itself or holds a value that JSON has no form for. Send only plain data.',
		);
	}
	const body = Buffer.from(text, 'utf8');
	if (body.length > MAX_BODY_BYTES) {
		throw new InputError(
			`The data is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB`,
			'Send less of it, for example a link to where it can be fetched.',
		);
	}
	return body;
}

function toJson(payload: Record<string, unknown>): string | undefined {
	try {
		return JSON.stringify(payload);
	} catch {
		return undefined;
	}
}
