import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'crypto';

import type { HmacScheme } from '../signature/scheme';
import type { Content } from './contents';
import { findDigests, type FoundDigest } from './digests';
import { formOf, isReadBy, type SignatureForm, type TimestampField } from './layouts';
import { unitOf } from './parts';
import type { BodyVariant, KeyVariant } from './variants';

/** A header that holds, or may hold, the signature. */
export interface ProofHeader {
	name: string;
	value: string;
}

/** One way in which a request may have been signed. */
export interface Attempt {
	key: KeyVariant;
	content: Content;
	body: BodyVariant;
}

/** A way that fits, and what it fits. */
export interface Match extends Attempt {
	header: ProofHeader;
	digest: FoundDigest;
}

/** How much a search may still do; it ends before it goes below zero. */
export interface Budget {
	/** Digests to compute. */
	attempts: number;
	/** Bytes to hash, because a long body makes each attempt dear. */
	bytes: number;
	/** Set once something has been left out. */
	isSpent: boolean;
}

/** Given out between two attempts, for callers that let others work in between. */
export const PAUSE = 'pause';

const BETWEEN_PAUSES = { attempts: 500, bytes: 16 * 1024 * 1024 };

/**
 * Goes through ways of signing and gives out each that comes to a digest in one of the headers.
 * Each content is hashed once with each key for each algorithm that the headers hold.
 */
export function* search(
	attempts: Iterable<Attempt>,
	headers: readonly ProofHeader[],
	budget: Budget,
): Generator<Match | typeof PAUSE> {
	const found = headers.flatMap((header) =>
		findDigests(header.value).map((digest) => ({ header, digest })),
	);
	// The strongest first, where a sender signs with several.
	const algorithms = [...new Set(found.map(({ digest }) => digest.algorithm))].sort().reverse();
	if (algorithms.length === 0) return;
	const keys = new Map<KeyVariant, KeyObject>();
	let paused = { ...budget };
	for (const attempt of attempts) {
		const { key, content, body } = attempt;
		const isDue =
			paused.attempts - budget.attempts >= BETWEEN_PAUSES.attempts ||
			paused.bytes - budget.bytes >= BETWEEN_PAUSES.bytes;
		if (isDue) {
			yield PAUSE;
			paused = { ...budget };
		}
		const known = keys.get(key) ?? createSecretKey(key.bytes);
		keys.set(key, known);
		for (const algorithm of algorithms) {
			budget.isSpent = budget.attempts < 1 || budget.bytes < body.bytes.length;
			if (budget.isSpent) return;
			budget.attempts -= 1;
			budget.bytes -= body.bytes.length;
			const hmac = createHmac(algorithm, known).update(content.before);
			const expected = hmac.update(body.bytes).update(content.after).digest();
			for (const { header, digest } of found) {
				if (digest.bytes.length !== expected.length) continue;
				if (!timingSafeEqual(digest.bytes, expected)) continue;
				const isHere = ({ inHeader }: Content['parts'][number]) =>
					inHeader === undefined || inHeader === header.name.toLowerCase();
				if (content.parts.every(isHere)) yield { ...attempt, header, digest };
			}
		}
	}
}

const TOLERANCE_SECONDS = 300;

/**
 * The scheme under which a verifier reads what was found, or null where none reads the header.
 *
 * @param declared what the receiver is set up for; kept as far as it fits
 */
export function schemeOf(
	{ key, content, header, digest }: Match,
	declared?: HmacScheme,
): HmacScheme | null {
	const [timestamp] = content.parts.filter(({ source }) => source !== undefined);
	const source = timestamp?.source;
	const field =
		source && 'signatureField' in source
			? { name: source.signatureField, text: timestamp.text }
			: undefined;
	const form = declaredForm(declared, digest, header, field) ?? formOf(digest, header.value, field);
	if (!form) return null;
	const idHeader = content.parts.find((part) => part.idHeader !== undefined)?.idHeader;
	return {
		kind: 'hmac',
		header: header.name,
		...form,
		signedContent: content.template,
		secretFormat: key.format,
		...(timestamp &&
			source && {
				timestamp: {
					source,
					unit: unitFor(timestamp.text, declared),
					hasDecimals: true,
					toleranceSeconds: declared?.timestamp?.toleranceSeconds ?? TOLERANCE_SECONDS,
				},
			}),
		...(idHeader !== undefined && { idHeader }),
	};
}

function declaredForm(
	declared: HmacScheme | undefined,
	digest: FoundDigest,
	{ value }: ProofHeader,
	time: TimestampField | undefined,
): SignatureForm | null {
	if (!declared) return null;
	const { layout } = declared;
	const forms = [declared, digest].map(({ algorithm, encoding }) => {
		return { algorithm, encoding, layout };
	});
	return forms.find((form) => isReadBy(form, digest, value, time)) ?? null;
}

function unitFor(text: string, declared?: HmacScheme) {
	const unit = unitOf(text);
	const expected = declared?.timestamp?.unit;
	return unit === undefined || expected === 'auto' ? (expected ?? 'auto') : unit;
}
