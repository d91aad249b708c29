import type { RequestHeaders } from '../headers';
import type { Platform } from '../platform';
import type { HmacSecrets } from '../signature/secret';
import { bodyReader } from '../signature/signedContent';
import { combinedContents, contentsOf, USUAL_CONTENTS, type Content } from './contents';
import type { Parts } from './parts';
import type { Attempt } from './search';
import { keysIn, misspelledKeys, otherBodies, storedSecrets, type KeyVariant } from './variants';

/*
 * All the ways in which a request may have been signed of whose sender nothing is known.
 */

/** A request of a sender that nobody has described yet. */
export interface CapturedRequest {
	headers: RequestHeaders;
	/** The bytes as received. */
	body: Buffer;
	method?: string;
	/** The full URL that the sender used, where it is known. */
	url?: string;
	query?: Readonly<Record<string, unknown>>;
	/** Exactly as stored, white space included. */
	rawSecrets: HmacSecrets;
	platforms: readonly Platform[];
	/** Unix milliseconds. */
	nowMs: number;
}

/** The texts around the body that have been tried, so that none is hashed twice. */
export type TriedContents = Set<string>;

/** The keys that the secrets may be, each once, the likeliest first. */
function possibleKeys({ rawSecrets }: CapturedRequest): KeyVariant[] {
	const secrets = storedSecrets(rawSecrets);
	const isWhsec = secrets.some(({ raw }) => raw.trim().startsWith('whsec_'));
	const formats = isWhsec
		? (['whsec', 'text', 'base64', 'hex'] as const)
		: (['text', 'base64', 'hex', 'whsec'] as const);
	const keys = formats.flatMap((format) => keysIn(format, secrets));
	return keys.filter(
		(key, index) => keys.findIndex(({ bytes }) => bytes.equals(key.bytes)) === index,
	);
}

/** What senders are known to sign, and then the usual mistakes with secret and body. */
export function* usualAttempts(
	request: CapturedRequest,
	parts: Parts,
	tried: TriedContents,
): Generator<Attempt> {
	const body = { bytes: request.body };
	const keys = possibleKeys(request);
	// Of a long body only a few are tried, so those with the likeliest time and id come first.
	const firsts = {
		timestamps: parts.timestamps.slice(0, 2),
		ids: parts.ids.slice(0, 1),
		urls: parts.urls.slice(0, 1),
	};
	const likely = contentsIn(USUAL_CONTENTS, request, firsts);
	const usual = [...likely, ...contentsIn(USUAL_CONTENTS, request, parts)];
	for (const content of untried(usual, tried)) for (const key of keys) yield { key, content, body };

	const secrets = storedSecrets(request.rawSecrets);
	const misspelled = (['text', 'whsec', 'base64', 'hex'] as const).flatMap((format) =>
		misspelledKeys(format, secrets),
	);
	for (const content of likely) for (const key of misspelled) yield { key, content, body };
	if (request.body.length > LONGEST_VARIED) return;
	for (const other of otherBodies(request.body)) {
		for (const content of likely) for (const key of keys) yield { key, content, body: other };
	}
}

/** Of longer bodies the usual changes are not tried. */
const LONGEST_VARIED = 1024 * 1024;

function contentsIn(
	templates: readonly string[],
	{ headers, method, body }: CapturedRequest,
	parts: Pick<Parts, 'timestamps' | 'ids' | 'urls'>,
): Content[] {
	const rest = { headers, method, fieldAt: bodyReader(body) };
	return templates.flatMap((template) => contentsOf(template, parts, rest));
}

/** What nobody is known to sign, but can be put together of the request. */
export function* combinedAttempts(
	request: CapturedRequest,
	parts: Parts,
	tried: TriedContents,
): Generator<Attempt> {
	const body = { bytes: request.body };
	const keys = possibleKeys(request);
	for (const content of untried(combinedContents(parts), tried)) {
		for (const key of keys) yield { key, content, body };
	}
}

function* untried(contents: Iterable<Content>, tried: TriedContents): Generator<Content> {
	for (const content of contents) {
		const { before, after } = content;
		const text = JSON.stringify([before, after]);
		if (tried.has(text)) continue;
		tried.add(text);
		yield content;
	}
}
