import { isObject, toJson } from '../json';
import type { OutgoingEvent, Platform } from '../platform';
import { mayBeSecret } from '../redact';
import { basicAuthorization } from '../signature/basic';
import { proofHeaders, timestampHeader, type SignatureScheme } from '../signature/scheme';
import type { Secrets } from '../signature/secret';
import { createSigner, SigningError, type Signer } from '../signature/sign';
import { urlWithToken } from '../signature/token';
import type { Endpoint } from './endpoint';
import { InputError } from './inputError';

/** What deliveries call themselves where the platform prescribes nothing. */
export const USER_AGENT = 'n8n-nodes-hospitality-webhooks/0.1.0';

/** Largest body in bytes; platforms send a few kilobytes, and receivers refuse far less. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

/** How events look on the wire. */
export interface MessageFormat {
	/** Id of the platform whose format it is. */
	id: string;
	/** What the body is written from. */
	envelope: (event: OutgoingEvent) => unknown;
	/** Of the body: JSON, unless this says that it is a form. */
	contentType: string;
	headers: Platform['headers'];
	/** Null where nothing is signed. */
	scheme: SignatureScheme | null;
}

const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A platform's format, with what the user has set in its place where that is the user's choice. */
export function platformFormat(
	platform: Platform,
	chosen: Partial<Pick<MessageFormat, 'envelope' | 'contentType' | 'scheme'>> = {},
): MessageFormat {
	const { id, envelope, headers, signature } = platform;
	return { id, envelope, contentType: JSON_TYPE, headers, scheme: signature, ...chosen };
}

/** The event's data alone, unsigned. */
export function plainFormat(id: string): MessageFormat {
	return { id, envelope: dataAlone, contentType: JSON_TYPE, headers: () => ({}), scheme: null };
}

/** The data as it is, without anything around it. */
export const dataAlone: MessageFormat['envelope'] = ({ data, isList }) =>
	isList ? data.items : data;

/** What proves the deliveries of a run; made once for all of them. */
export interface Proof {
	scheme: SignatureScheme;
	secrets: Secrets;
	sign: Signer;
}

/**
 * Some secrets are good for checking signatures and still make none, such as a public key.
 *
 * @throws InputError when scheme or secrets cannot sign
 */
export function createProof(scheme: SignatureScheme, secrets: Secrets): Proof {
	const advice =
		'Open the credential of this node and enter what signs deliveries, or correct the signature settings.';
	return {
		scheme,
		secrets,
		sign: orInputError(() => createSigner(scheme, secrets), advice),
	};
}

export interface MessageParts {
	format: MessageFormat;
	endpoint: Endpoint;
	event: OutgoingEvent;
	/** Null where the format has no scheme. */
	proof: Proof | null;
	customHeaders?: Readonly<Record<string, string>>;
}

/** An event in its format, serialised once: every attempt sends and signs these bytes. */
export interface OutgoingMessage {
	/** Id of the platform whose format it has. */
	platform: string;
	event: OutgoingEvent;
	endpoint: Endpoint;
	/** What the body was serialised from. */
	payload: unknown;
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
 * Gives an event the format in which it is sent.
 *
 * @throws InputError when the data is not JSON or too large, lacks what the scheme signs, or a
 * header cannot be sent
 */
export function prepareMessage(parts: MessageParts): OutgoingMessage {
	const { format, event, proof, endpoint } = parts;
	const payload = format.envelope(event);
	const body = serialise(payload, format.contentType);
	const fixed = fixedHeaders(parts);
	const sensitive = sensitiveValues(parts, fixed);

	const headersAt = (nowMs: number): AttemptHeaders => {
		if (!proof) return { headers: { ...fixed }, sensitive };
		const timestampSeconds = Math.floor(nowMs / 1000);
		const delivery = { body, id: event.id, timestampSeconds, url: endpoint.url, headers: fixed };
		const signed = proof.sign(delivery);
		const secretValues = proofHeaders(proof.scheme).map((name) => signed[name] ?? '');
		return { headers: { ...fixed, ...signed }, sensitive: [...sensitive, ...secretValues] };
	};
	orInputError(
		() => headersAt(Date.now()),
		'Correct the signature settings, or the data of the event.',
	);
	return {
		platform: format.id,
		event,
		endpoint: endpointWithToken(endpoint, proof),
		payload,
		body,
		headersAt,
	};
}

/** The endpoint with the token in its query string, where the scheme puts it there. */
function endpointWithToken(endpoint: Endpoint, proof: Proof | null): Endpoint {
	if (proof?.scheme.kind !== 'token') return endpoint;
	return { ...endpoint, url: urlWithToken(proof.scheme, proof.secrets, endpoint.url) };
}

function orInputError<T>(sign: () => T, advice: string): T {
	const signed = attempt(sign);
	if ('value' in signed) return signed.value;
	throw new InputError(signed.problem, advice);
}

function attempt<T>(sign: () => T): { value: T } | { problem: string } {
	try {
		return { value: sign() };
	} catch (error) {
		const isExplained = error instanceof SigningError;
		return { problem: isExplained ? error.message : 'The credential cannot sign' };
	}
}

/** What went in secretly and must not come out. A user name alone is none. */
function sensitiveValues(
	{ endpoint, proof, customHeaders = {} }: MessageParts,
	fixed: Record<string, string>,
): string[] {
	const values = Object.entries(customHeaders)
		.filter(([name, value]) => mayBeSecret(name, value))
		.map(([, value]) => value);
	values.push(...endpoint.secretValues);
	if (proof && 'secret' in proof.secrets) {
		values.push(proof.secrets.secret, proof.secrets.previousSecret ?? '');
	} else if (proof && 'password' in proof.secrets) {
		values.push(proof.secrets.password);
	}
	if (endpoint.credentials) {
		values.push(endpoint.credentials.password, fixed.Authorization ?? '');
	}
	return values.filter((value) => value !== '');
}

/** What stays the same over all attempts. */
function fixedHeaders(parts: MessageParts): Record<string, string> {
	const { format, endpoint, event, customHeaders = {} } = parts;
	const platformHeaders = format.headers(event);
	const signed = format.scheme ? schemeHeaders(format.scheme) : [];
	checkCustomHeaders(customHeaders, [...Object.keys(platformHeaders), ...signed]);
	const custom = new Set(Object.keys(customHeaders).map((name) => name.toLowerCase()));
	const hasAuthorization = custom.has('authorization') || signed.includes('Authorization');
	const fixed: Record<string, string> = {
		'Content-Type': format.contentType,
		...(!custom.has('accept') && { Accept: '*/*' }),
		// Only the start of the answer is looked at; packing it would be wasted.
		...(!custom.has('accept-encoding') && { 'Accept-Encoding': 'identity' }),
		...(!custom.has('user-agent') && { 'User-Agent': USER_AGENT }),
		...(endpoint.credentials &&
			!hasAuthorization && { Authorization: basicAuthorization(endpoint.credentials) }),
		...platformHeaders,
		...customHeaders,
	};
	checkHeader('Content-Type', format.contentType);
	for (const [name, value] of Object.entries(platformHeaders)) checkHeader(name, value);
	if (format.scheme?.kind === 'hmac' && format.scheme.idHeader) {
		checkHeader(format.scheme.idHeader, event.id);
	}
	return fixed;
}

/** Names of the headers that a scheme writes. */
function schemeHeaders(scheme: SignatureScheme): string[] {
	if (scheme.kind !== 'hmac') return proofHeaders(scheme);
	return [scheme.header, timestampHeader(scheme), scheme.idHeader].filter(
		(name) => name !== undefined,
	);
}

/** Headers that the connection or the body decide on. */
const ALWAYS_RESERVED =
	/^(connection|content-encoding|content-length|content-type|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;

/** Checks headers that a user adds to those of the format, which are `taken`. */
function checkCustomHeaders(headers: Readonly<Record<string, string>>, taken: string[]): void {
	const reserved = new Set(taken.map((name) => name.toLowerCase()));
	const seen = new Set<string>();
	for (const [name, value] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		if (ALWAYS_RESERVED.test(lower) || reserved.has(lower)) {
			throw new InputError(
				`The header ${name} is reserved: the delivery sets it itself`,
				'Remove it from the custom headers.',
			);
		}
		if (seen.has(lower)) {
			throw new InputError(`The header ${name} is given twice`, 'Remove one of them.');
		}
		seen.add(lower);
		checkHeader(name, value);
	}
}

/** Refuses what HTTP cannot carry, without repeating the value. */
function checkHeader(name: string, value: string): void {
	if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
		throw new InputError(
			`"${name}" is not a valid header name`,
			'Header names have letters, digits and hyphens.',
		);
	}
	if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
		throw new InputError(
			`The value of the header ${name} cannot be sent`,
			'Headers carry no line breaks and only characters up to U+00FF.',
		);
	}
}

function serialise(payload: unknown, contentType: string): Buffer {
	const isForm = contentType.toLowerCase().startsWith(FORM_TYPE);
	const text = isForm ? toForm(payload) : toJson(payload);
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

/** The fields of an object as a form; what is neither text nor number stands there as JSON. */
function toForm(payload: unknown): string | undefined {
	if (!isObject(payload)) {
		throw new InputError(
			'A list cannot be sent as a form',
			'Send an object, or choose application/json as Content Type.',
		);
	}
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(payload)) {
		const text = typeof value === 'string' ? value : toJson(value);
		if (text !== undefined) form.append(name, text);
	}
	return form.toString();
}
