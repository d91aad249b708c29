import type { Place, Side, SignedContent } from './signedContent';
import { STRICT_TIMESTAMP, timestampPattern, type TimestampFormat } from './timestamp';

/** Whether a signed content, read back by its template, gives the very values that it is made of. */
export type ReadBack = (
	before: readonly string[],
	body: Buffer,
	after: readonly string[],
) => boolean;

/** So much of the content is looked at on either side; longer values are refused. */
const LONGEST_READ = 4096;

/**
 * An HMAC covers one text, and does not say where in it a value ends. With `{timestamp}{body}` the
 * digits at the start of a body could be moved into the timestamp and the signature would still
 * hold. So a content counts only in the one reading that its template gives: as that reading
 * depends on nothing but the content, no other values can pass with the same signature.
 *
 * URL and method are the receiver's own and not read from the request; they count as fixed text.
 *
 * @returns null for a template under which nothing can be moved
 */
export function readBackOf(
	content: SignedContent,
	format: TimestampFormat = { unit: 'auto' },
): ReadBack | null {
	const before = sidePattern(content.before, 'before', format);
	const after = sidePattern(content.after, 'after', format);
	if (!before && !after) return null;
	return (valuesBefore, body, valuesAfter) => {
		if (before && !isSeparated(content.before, valuesBefore, format)) {
			const read = sentValues(content.before, valuesBefore);
			const room = Math.max(0, LONGEST_READ - read.text.length);
			if (!gives(before, read.text + body.toString('latin1', 0, room), read.values)) return false;
		}
		if (!after) return true;
		const read = sentValues(content.after, valuesAfter);
		const room = Math.max(0, LONGEST_READ - read.text.length);
		const rest = body.toString('latin1', Math.max(0, body.length - room));
		return gives(after, rest + read.text, read.values);
	};
}

/**
 * Whether each value ends where the text behind it first stands, which is the reading that the
 * expression comes to. That is the usual case, in which nothing of the body needs to be looked at.
 */
function isSeparated(
	{ texts, places }: Side,
	values: readonly string[],
	{ hasDecimals }: TimestampFormat,
): boolean {
	return places.every((place, index) => {
		const text = texts[index + 1];
		if (text === '') return false;
		// The time may go on behind what separates it.
		if (place.kind === 'timestamp' && /^\d/.test(text)) return false;
		if (place.kind === 'timestamp' && hasDecimals && text.startsWith('.')) return false;
		return isFixed(place) || (values[index] + text).indexOf(text) === values[index].length;
	});
}

/** Whether two values that may be any text stand side by side, so that no reading could part them. */
export function openNeighbours({ before, after }: SignedContent): boolean {
	return [before, after].some(({ texts, places }) =>
		places.some(
			(place, index) =>
				index > 0 && texts[index] === '' && isOpen(place) && isOpen(places[index - 1]),
		),
	);
}

const isFixed = ({ kind }: Place) => kind === 'url' || kind === 'method';
const isOpen = ({ kind }: Place) => kind === 'id' || kind === 'header' || kind === 'field';

/** Stands for a URL or method in the texts that are read back. */
const FIXED = '\0';

/** The side as bytes, one character each, with its values in the same form. */
function sentValues({ texts, places }: Side, values: readonly string[]) {
	const read = { text: inBytes(texts[0]), values: [] as string[] };
	places.forEach((place, index) => {
		const value = isFixed(place) ? FIXED : inBytes(values[index]);
		if (!isFixed(place)) read.values.push(value);
		read.text += value + inBytes(texts[index + 1]);
	});
	return read;
}

function inBytes(text: string): string {
	const isAscii = Buffer.byteLength(text) === text.length;
	return isAscii ? text : Buffer.from(text, 'utf8').toString('latin1');
}

function gives(pattern: RegExp, text: string, values: readonly string[]): boolean {
	const found = pattern.exec(text);
	return found !== null && values.every((value, index) => found[index + 1] === value);
}

/** The expression that reads one side, or null where that side has no value to be moved. */
function sidePattern(
	{ texts, places }: Side,
	where: 'before' | 'after',
	format: TimestampFormat,
): RegExp | null {
	if (places.every(isFixed)) return null;
	const last = places.length - 1;
	let pattern = escape(texts[0]);
	places.forEach((place, index) => {
		const follows = texts[index + 1] === '';
		const precedes = texts[index] === '';
		const isAtBody = where === 'before' ? follows && index === last : precedes && index === 0;
		if (isFixed(place)) pattern += FIXED;
		else if (place.kind === 'timestamp') {
			const hasNeighbour = precedes && index > 0 && isOpen(places[index - 1]);
			const isStrict = isAtBody || hasNeighbour || (follows && index < last);
			pattern += `(${isStrict ? STRICT_TIMESTAMP[format.unit] : timestampPattern(format)})`;
			// After an identifier that ends in a digit the time begins later.
			if (hasNeighbour) pattern += String.raw`(?!\d)`;
		} else if (!isAtBody) pattern += '([^]*?)';
		// With nothing in between, only a body that is a JSON object or list tells where it begins.
		else if (where === 'before') pattern += String.raw`([^{[]*?)(?=\s*[{[])`;
		else pattern += String.raw`(?<=[}\]]\s*)([^}\]]*)`;
		pattern += escape(texts[index + 1]);
	});
	if (where === 'before') return new RegExp(`^${pattern}`);
	// From the end: the last place at which the text before a value stands, and the longest time.
	const isTimeAlone = texts[0] === '' && places.length === 1 && places[0].kind === 'timestamp';
	const start = isTimeAlone ? '^[^]*?' : '^[^]*';
	return new RegExp(`${start}${pattern}$`);
}

function escape(text: string): string {
	return inBytes(text).replace(/[^A-Za-z0-9]/g, (character) => {
		return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
	});
}
