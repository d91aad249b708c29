import { writePath } from '../fieldPath';
import { readHeader, type RequestHeaders } from '../headers';
import type { TimestampSource } from '../signature/scheme';
import { parseNumbersAsText } from '../signature/signedContent';
import { readTimestamp, type TimestampUnit } from '../signature/timestamp';

/*
 * The texts of a request that a sender may have signed beside the body, as far as their looks and
 * the names they go by tell.
 */

/** A text of a request, and how a signed content takes it in. */
export interface Part {
	/** As a template names it: `{timestamp}`, `{header:X-Nonce}`. */
	place: string;
	text: string;
	/** Of a time: where it stands. */
	source?: TimestampSource;
	/** Of an id: its header. */
	idHeader?: string;
	/** Of a URL: in what it differs from the one that is known. */
	how?: string;
	/** Of a time in a field of a signature header: the header, in lower case. */
	inHeader?: string;
}

/** What of a request may be signed. */
export interface Parts {
	timestamps: readonly Part[];
	ids: readonly Part[];
	urls: readonly Part[];
	/** Headers, and fields of the body. */
	others: readonly Part[];
}

export interface PartsRequest {
	headers: RequestHeaders;
	body: Buffer;
	/** The full URL that the sender used, where it is known. */
	url?: string;
}

/** Of each kind so many are tried. */
const MOST = { timestamps: 8, ids: 12, urls: 6, headers: 16, fields: 16 };

/** All that a signature may cover beside the body, the likeliest first. */
export function partsOf(request: PartsRequest): Parts {
	const headers = shownHeaders(request.headers);
	const leaves = leavesOf(request.body);
	const timestamps = [
		...headers.flatMap(([name, value]) => timesInSignature(name, value)),
		...headers.filter(([, value]) => isTime(value)).map(([name, text]) => headerTime(name, text)),
		...leaves.filter(({ text }) => isTime(text)).map(({ path, text }) => bodyTime(path, text)),
	];
	const others = headers.filter(([name, value]) => isSignable(name, value));
	const isId = ([name]: readonly [string, string]) => /(^|[-_])id$/.test(name);
	const ids = [...others].sort((a, b) => Number(isId(b)) - Number(isId(a)));
	return {
		timestamps: distinct(timestamps.sort(byName(TELLING))).slice(0, MOST.timestamps),
		ids: distinct(ids.map(([name, text]) => idPart(name, text))).slice(0, MOST.ids),
		urls: urlsUsed(request.url).slice(0, MOST.urls),
		others: [
			...others
				.slice(0, MOST.headers)
				.map(([name, text]): Part => ({ place: `{header:${name}}`, text })),
			...leaves
				.slice(0, MOST.fields)
				.map(({ path, text }): Part => ({ place: `{field:${path}}`, text })),
		],
	};
}

/** Names under which senders put the time. */
const TELLING = /time|date|sent|created|^ts?$/i;

/** The times in the named fields of a header, such as `t=1700000000,v1=…`. */
export function timesInSignature(header: string, value: string): Part[] {
	if (!value.includes('=')) return [];
	return [...value.matchAll(/([^\s=,;&|]+)=([^\s=,;&|]+)/g)]
		.filter(([, , text]) => isTime(text))
		.map(([, signatureField, text]) => ({
			place: '{timestamp}',
			text,
			source: { signatureField },
			inHeader: header,
		}));
}

export function headerTime(header: string, text: string): Part {
	return { place: '{timestamp}', text, source: { header } };
}

export function bodyTime(path: string, text: string): Part {
	return { place: '{timestamp}', text, source: { body: path } };
}

export function idPart(idHeader: string, text: string): Part {
	return { place: '{id}', text, idHeader };
}

/** The webhook URL, and in what a proxy may make it look different from what the sender has. */
export function urlsUsed(url: string | undefined): Part[] {
	if (url === undefined || url === '') return [];
	const place = '{url}';
	const isHttps = url.startsWith('https:');
	const texts: Array<[text: string, how?: string]> = [
		[url],
		isHttps
			? [url.replace('https:', 'http:'), 'with http instead of https']
			: [url.replace('http:', 'https:'), 'with https instead of http'],
		url.endsWith('/')
			? [url.slice(0, -1), 'without the slash at its end']
			: [`${url}/`, 'with a slash at its end'],
		[url.replace(/\?.*$/s, ''), 'without its query'],
		[url.replace(/^https?:\/\/[^/]*/, ''), 'without the name of the host'],
		[url.replace(/^https?:\/\//, ''), 'without https'],
	];
	return distinct(texts.map(([text, how]) => ({ place, text, how }))).filter(({ text }) => text);
}

/** Names and values of the headers whose name is so short that no signature can hide in it. */
export function shownHeaders(headers: RequestHeaders): Array<readonly [string, string]> {
	return Object.keys(headers).flatMap((spelled) => {
		const name = spelled.toLowerCase();
		const header = readHeader(headers, name);
		const isShown = header.kind === 'value' && /^[a-z][a-z0-9_-]{0,38}$/.test(name);
		return isShown ? [[name, header.value] as const] : [];
	});
}

/** Set by clients and proxies on the way, so that no sender signs them. */
const OF_THE_WAY =
	/^(accept.*|connection|content-length|cookie|forwarded|traceparent|tracestate|user-agent|via|x-forwarded-.*|x-real-ip|authorization)$/;

const LONGEST_PART = 200;

function isSignable(name: string, value: string): boolean {
	const isProof = /signature|hmac|digest/.test(name) && /[A-Za-z0-9+/_-]{27}/.test(value);
	return !OF_THE_WAY.test(name) && !isProof && value.length <= LONGEST_PART;
}

/** The unit of a time by its looks: seconds have ten digits from 2001 to 2286. */
export function unitOf(text: string): Exclude<TimestampUnit, 'auto'> | undefined {
	if (/^\d{10}(\.\d+)?$/.test(text)) return 's';
	if (/^\d{13}(\.\d+)?$/.test(text)) return 'ms';
	return readTimestamp(text, { unit: 'iso' }) === null ? undefined : 'iso';
}

function isTime(text: string): boolean {
	return unitOf(text) !== undefined;
}

/** A text or number in the body, and the path to it. */
interface Leaf {
	path: string;
	text: string;
}

const MOST_NODES = 500;

/** The texts and numbers of a JSON body, those at its top first. */
function leavesOf(body: Buffer): Leaf[] {
	const leaves: Leaf[] = [];
	const nodes: Array<{ keys: string[]; value: unknown }> = [
		{ keys: [], value: parseNumbersAsText(body) },
	];
	for (let index = 0; index < Math.min(nodes.length, MOST_NODES); index += 1) {
		const { keys, value } = nodes[index];
		if (typeof value === 'string') {
			const path = writePath(keys);
			const isUsable = keys.length > 0 && value !== '' && value.length <= LONGEST_PART;
			// A template has no way to write a brace.
			if (isUsable && !/[{}]/.test(path)) leaves.push({ path, text: value });
		} else if (typeof value === 'object' && value !== null) {
			for (const [key, inner] of Object.entries(value).slice(0, MOST_NODES)) {
				nodes.push({ keys: [...keys, key], value: inner });
			}
		}
	}
	return leaves;
}

/** Puts what goes by a telling name in front; the order of the rest stays. */
function byName(telling: RegExp): (a: Part, b: Part) => number {
	const rank = ({ source }: Part) => {
		if (!source || 'signatureField' in source) return 0;
		const isTelling = telling.test('header' in source ? source.header : source.body);
		return ('header' in source ? 1 : 2) + (isTelling ? 0 : 2);
	};
	return (a, b) => rank(a) - rank(b);
}

/** The first of those with the same text. */
function distinct(parts: readonly Part[]): Part[] {
	const first = new Map<string, Part>();
	for (const part of parts) {
		const key = `${part.inHeader ?? ''}\n${part.text}`;
		if (!first.has(key)) first.set(key, part);
	}
	return [...first.values()];
}
