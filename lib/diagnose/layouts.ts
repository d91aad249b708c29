import { withoutOuterSpace } from '../headers';
import { parseSignatures } from '../signature/layout';
import type { HmacScheme, SignatureLayout } from '../signature/scheme';
import type { FoundDigest } from './digests';

/** How a signature header is written. */
export type SignatureForm = Pick<HmacScheme, 'algorithm' | 'encoding' | 'layout'>;

/** A time that stands in the signature header. */
export interface TimestampField {
	name: string;
	text: string;
}

/**
 * The form in which a header's value holds a digest, or null where there is none that reads it.
 *
 * @param value of the header
 * @param time what else is to be read of it
 */
export function formOf(
	digest: FoundDigest,
	value: string,
	time?: TimestampField,
): SignatureForm | null {
	const { algorithm, encoding } = digest;
	for (const layout of layoutsOf(digest, value, time?.name)) {
		const form = { algorithm, encoding, layout };
		if (isReadBy(form, digest, value, time)) return form;
	}
	return null;
}

/** Whether a digest, and a time, are what is read of a header's value. */
export function isReadBy(
	form: SignatureForm,
	{ bytes }: FoundDigest,
	value: string,
	time?: TimestampField,
): boolean {
	const read = parseSignatures(form, value);
	if (!read.ok || !read.parsed.digests.some((digest) => digest.equals(bytes))) return false;
	if (!time) return true;
	const { layout } = form;
	const isField = layout.kind === 'fields' && layout.timestampField === time.name;
	return isField && read.parsed.timestamp === time.text;
}

const USUAL_SEPARATORS = [',', ';', ' ', '&', '|'];
const OTHER_DIGEST = /[A-Za-z0-9+/_-]{27,}/;
/** As Standard Webhooks writes each of its signatures, however many there are. */
const VERSION = /^v\d+,$/;
/** The time, or a part of it, would fit no other delivery. */
const HOLDS_TIME = /\d{8}/;

function* layoutsOf(
	{ before, after }: FoundDigest,
	value: string,
	timestampField?: string,
): Generator<SignatureLayout> {
	const separators = new Set([...separatorsAround(before, after), ...USUAL_SEPARATORS]);
	for (const separator of separators) {
		const layout = fieldsLayout(before, value, separator, timestampField);
		if (layout) yield layout;
	}
	if (timestampField !== undefined) return;
	if (VERSION.test(before)) yield { kind: 'list', separator: ' ', prefix: before };
	if (OTHER_DIGEST.test(before) || OTHER_DIGEST.test(after)) {
		for (const separator of separators) {
			const own = (before.split(separator).at(-1) ?? '').trimStart();
			// Some senders write the prefix before the first signature only.
			const prefix = own === '' ? prefixAmong(value.split(separator)) : own;
			if (!HOLDS_TIME.test(prefix)) yield { kind: 'list', separator, prefix };
		}
	}
	if (!HOLDS_TIME.test(before)) yield { kind: 'single', prefix: before };
}

/** The first prefix that stands before a signature. */
function prefixAmong(entries: readonly string[]): string {
	const prefixes = entries.map(
		(entry) => /^\s*([^\s]*[^A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{27,}={0,2}\s*$/.exec(entry)?.[1],
	);
	return prefixes.find((prefix) => prefix !== undefined) ?? '';
}

/** What stands between the digest, with its name or prefix, and its neighbours. */
function separatorsAround(before: string, after: string): string[] {
	const sign = '[^A-Za-z0-9+/=_-]+';
	const found = [
		new RegExp(`^(${sign})`).exec(after)?.[1],
		new RegExp(`(${sign})[A-Za-z0-9_-]*=?\\s*$`).exec(before)?.[1],
	];
	return found.flatMap((text) => {
		if (text === undefined) return [];
		return text.trim() === '' ? ' ' : text.trim();
	});
}

function fieldsLayout(
	before: string,
	value: string,
	separator: string,
	timestampField: string | undefined,
): SignatureLayout | null {
	const own = withoutOuterSpace(before.split(separator).at(-1) ?? '');
	const signatureField = /^([^\s=,;]+)\s*=$/.exec(own)?.[1];
	if (signatureField === undefined) return null;
	const others = value
		.split(separator)
		.filter((entry) => entry.includes('='))
		.map((entry) => withoutOuterSpace(entry.split('=', 1)[0]))
		.filter((name) => name !== signatureField && /^[^\s=,;]+$/.test(name));
	const isTimed = timestampField !== undefined && others.includes(timestampField);
	if (timestampField !== undefined && !isTimed) return null;
	// The same name again and again is the prefix of a list.
	if (others.length === 0) return null;
	const named = others.find((name) => /^(t|ts|time|timestamp)$/i.test(name));
	const unused = signatureField === 't' ? 'ts' : 't';
	return {
		kind: 'fields',
		timestampField: timestampField ?? named ?? unused,
		signatureField,
		separator,
	};
}
