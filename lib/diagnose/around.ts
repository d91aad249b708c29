import { parsePath } from '../fieldPath';
import { readHeader } from '../headers';
import { headerFamilies, type HeaderFamily, type HmacScheme } from '../signature/scheme';
import { bodyReader } from '../signature/signedContent';
import type { DiagnosisInput, Findings } from './causes';
import { contentsOf, USUAL_CONTENTS, type Content } from './contents';
import { deviations } from './deviations';
import {
	bodyTime,
	headerTime,
	idPart,
	shownHeaders,
	timesInSignature,
	urlsUsed,
	type Part,
	type Parts,
} from './parts';
import { PAUSE, search, type Attempt, type Budget, type ProofHeader } from './search';
import { keysIn, misspelledKeys, otherBodies, storedSecrets, type BodyVariant } from './variants';

/*
 * Looks for the way in which a refused request was signed, beginning at the scheme that its receiver
 * is set up for. A receiver does this unasked, so that it has to be cheap.
 */

const MOST_OTHER_HEADERS = 2;

/** The declared header, or, when it is missing, others that are named like one. */
export function signatureHeaders(
	{ headers }: Pick<DiagnosisInput, 'headers'>,
	scheme: HmacScheme,
): readonly ProofHeader[] {
	const { header: name } = scheme;
	const declared = readHeader(headers, name.toLowerCase());
	if (declared.kind === 'duplicated') return [];
	if (declared.kind === 'value') return [{ name, value: declared.value }];
	return shownHeaders(headers)
		.filter(([other]) => /signature|hmac/.test(other))
		.slice(0, MOST_OTHER_HEADERS)
		.map(([other, value]) => ({ name: other, value }));
}

/** The scheme with the names of the header family whose signature the request carries. */
export function inFamilySent(
	scheme: HmacScheme,
	{ headers }: Pick<DiagnosisInput, 'headers'>,
): HmacScheme {
	const families = headerFamilies(scheme);
	const isSent = ({ header }: HeaderFamily) =>
		readHeader(headers, header.toLowerCase()).kind !== 'missing';
	const { header, idHeader, timestampHeader } = families.find(isSent) ?? families[0];
	const { timestamp } = scheme;
	if (!timestamp || timestampHeader === undefined) return { ...scheme, header, idHeader };
	return {
		...scheme,
		header,
		idHeader,
		timestamp: { ...timestamp, source: { header: timestampHeader } },
	};
}

/** As many digests as a diagnosis may compute, however many secrets and variants there are. */
const MOST_ATTEMPTS = 200;
/** And as many bytes as it may hash. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * What the first way of signing means that fits. Null when none fits, or when the request fits the
 * scheme just so.
 */
export function searchAround(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly ProofHeader[],
): Findings | null {
	const budget: Budget = { attempts: MOST_ATTEMPTS, bytes: MOST_BYTES, isSpent: false };
	for (const match of search(attempts(input, scheme, headers), headers, budget)) {
		if (match !== PAUSE) return deviations(input, scheme, match);
	}
	return null;
}

/** One deviation at a time first, then two: the budget ends what would take too long. */
function* attempts(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly ProofHeader[],
): Generator<Attempt> {
	const secrets = storedSecrets(input.rawSecrets);
	const format = scheme.secretFormat;
	const keys = keysIn(format, secrets);
	const otherFormats = (['text', 'base64', 'hex', 'whsec'] as const).filter(
		(other) => other !== format,
	);
	const others = [
		...misspelledKeys(format, secrets),
		...otherFormats.flatMap((other) => keysIn(other, secrets)),
	];
	const contents = contentsAround(input, scheme, headers);
	const body: BodyVariant = { bytes: input.body };
	const declared = contents.filter(({ isDeclared }) => isDeclared);
	const differing = contents.filter(({ isDeclared }) => !isDeclared);
	for (const content of declared) {
		for (const key of keys) yield { key, content, body };
		for (const key of others) yield { key, content, body };
		for (const other of otherBodies(input.body)) {
			for (const key of keys) yield { key, content, body: other };
		}
	}
	for (const content of differing) for (const key of keys) yield { key, content, body };
	for (const content of differing) for (const key of others) yield { key, content, body };
}

interface ContentAround extends Content {
	/** Whether it is just what the scheme declares, from its declared places. */
	isDeclared: boolean;
}

/** All contents that the request allows, the declared one first. */
function contentsAround(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly ProofHeader[],
): ContentAround[] {
	const declaredTime = declaredTimestamp(input, scheme);
	const parts = {
		timestamps: timestampsAround(input, declaredTime, headers),
		ids: idsAround(input, scheme),
		urls: urlsUsed(input.url).slice(0, 3),
	};
	const fieldAt = bodyReader(input.body);
	const rest = { headers: input.headers, method: input.method, fieldAt };
	const templates = [...new Set([scheme.signedContent, ...USUAL_CONTENTS])];
	return templates.flatMap((template) =>
		contentsOf(template, parts, rest).map((content) => ({
			...content,
			isDeclared:
				template === scheme.signedContent &&
				content.parts.every(
					(part) =>
						part === declaredTime ||
						(part.source === undefined &&
							part.how === undefined &&
							part.idHeader === scheme.idHeader?.toLowerCase()),
				),
		})),
	);
}

const MOST_TIMESTAMPS = 3;
const MOST_IDS = 2;

/** The time in its declared place. */
export function declaredTimestamp(
	{ headers, body }: Pick<DiagnosisInput, 'headers' | 'body'>,
	{ timestamp, header }: HmacScheme,
): Part | undefined {
	if (!timestamp) return undefined;
	const { source } = timestamp;
	const textAt = (name: string) => {
		const sent = readHeader(headers, name.toLowerCase());
		return sent.kind === 'value' ? sent.value : undefined;
	};
	const read = () => {
		if ('body' in source) return bodyReader(body)(parsePath(source.body) ?? []);
		if ('header' in source) return textAt(source.header);
		const start = `${source.signatureField}=`;
		const entries = (textAt(header) ?? '').split(/[,;\s]+/);
		return entries.find((entry) => entry.startsWith(start))?.slice(start.length);
	};
	const text = read();
	return text === undefined ? undefined : { place: '{timestamp}', text, source };
}

/** The times that may be part of the signed content, the declared one first. */
function timestampsAround(
	{ headers, body }: DiagnosisInput,
	declared: Part | undefined,
	proofs: readonly ProofHeader[],
): readonly Part[] {
	const fieldAt = bodyReader(body);
	const parts = [
		...(declared ? [declared] : []),
		...shownHeaders(headers)
			.filter(([name]) => /timestamp|request-time/.test(name))
			.map(([name, text]) => headerTime(name, text)),
		...proofs.flatMap(({ name, value }) => timesInSignature(name.toLowerCase(), value)),
		...['timestamp', 'created_at', 'createdAt'].flatMap((path) => {
			const text = fieldAt([path]);
			return text === undefined ? [] : bodyTime(path, text);
		}),
	];
	const texts = parts.map(({ text }) => text);
	return parts.filter(({ text }, index) => texts.indexOf(text) === index).slice(0, MOST_TIMESTAMPS);
}

/** The delivery ids that may be part of the signed content, the declared one first. */
function idsAround({ headers }: DiagnosisInput, { idHeader }: HmacScheme): readonly Part[] {
	const declared = idHeader?.toLowerCase();
	return shownHeaders(headers)
		.filter(([name]) => name === declared || /(^|[-_])id$/.test(name))
		.sort(([a], [b]) => Number(b === declared) - Number(a === declared))
		.slice(0, MOST_IDS)
		.map(([name, text]): Parts['ids'][number] => idPart(name, text));
}
