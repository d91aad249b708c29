import {
	fill,
	parseSignedContent,
	readValues,
	type ContentSources,
	type Place,
} from '../signature/signedContent';
import type { Part, Parts } from './parts';
import { OFFERED_CONTENTS } from './settings';

/** What may stand around the body in the signed content. */
export interface Content {
	template: string;
	before: string;
	after: string;
	/** What of it may stand in another place at another sender: time, id and URL. */
	parts: readonly Part[];
}

/** Signed contents that the menu does not have, but some senders do. */
const OTHER_CONTENTS = [
	'{timestamp},{body}',
	'{id}{timestamp}{body}',
	'{id}.{body}',
	'{body}{url}',
	'{url}.{body}',
	'{body}.{timestamp}',
	'{method}{url}{body}{timestamp}',
	'{method}{url}{timestamp}{body}',
	'{timestamp}{method}{url}{body}',
	'{method}{url}{body}',
	'{timestamp}.{url}.{body}',
	'{url}{timestamp}{body}',
	'v1:{timestamp}:{body}',
];

/** Signed contents in use, the commonest first. */
export const USUAL_CONTENTS: readonly string[] = [...OFFERED_CONTENTS, ...OTHER_CONTENTS];

type Chosen = 'timestamp' | 'id' | 'url';

const NONE: readonly Part[] = [{ place: '', text: '' }];

/**
 * A template filled in all ways that the parts of a request allow.
 *
 * @param rest where its other places get their values from
 */
export function contentsOf(
	template: string,
	{ timestamps, ids, urls }: Pick<Parts, 'timestamps' | 'ids' | 'urls'>,
	rest: Pick<ContentSources, 'headers' | 'method' | 'fieldAt'>,
): Content[] {
	const parsed = parseSignedContent(template);
	if (!parsed.ok) return [];
	const { before, after } = parsed.content;
	const places: Place[] = [...before.places, ...after.places];
	const choices = (kind: Chosen, parts: readonly Part[]) =>
		places.some((place) => place.kind === kind) ? parts : NONE;
	const chosen = choices('timestamp', timestamps).flatMap((timestamp) =>
		choices('id', ids).flatMap((id) => choices('url', urls).map((url) => ({ timestamp, id, url }))),
	);
	return chosen.flatMap(({ timestamp, id, url }) => {
		const sources = { ...rest, timestamp: timestamp.text, id: id.text, url: url.text };
		const [first, last] = [before, after].map((side) => readValues(side.places, sources));
		if (!first.ok || !last.ok) return [];
		const parts = [timestamp, id, url].filter(({ place }) => place !== '');
		return {
			template,
			before: fill(before, first.values),
			after: fill(after, last.values),
			parts,
		};
	});
}

const BODY: Part = { place: '{body}', text: '' };
const METHOD: Part = { place: '{method}', text: 'POST' };
const VERSIONS = ['v0', 'v1'].map((text): Part => ({ place: text, text }));
const SEPARATORS = ['.', '', ':', '\n', ',', '|', ' ', ';', '-', '&', '/'];

/**
 * Contents that nobody has been seen to sign: the body and up to four other parts in any order,
 * with the same sign between all of them. First those with few parts.
 */
export function* combinedContents({ timestamps, ids, urls, others }: Parts): Generator<Content> {
	const all = [...timestamps, ...urls, METHOD, ...others];
	const likely = [...timestamps.slice(0, 4), ...ids.slice(0, 3), ...urls.slice(0, 3), METHOD];
	for (const separator of SEPARATORS) {
		for (const part of all) yield* arranged([part], separator);
	}
	for (const separator of SEPARATORS) {
		for (const part of likely) {
			for (const version of VERSIONS) yield* arranged([version, part], separator, 'first');
		}
	}
	for (const separator of SEPARATORS) {
		for (const first of likely) {
			for (const second of likely) {
				if (first.place !== second.place) yield* arranged([first, second], separator);
			}
		}
	}
	for (const separator of SEPARATORS) {
		for (const parts of permutations(likely, 3)) yield* arranged(parts, separator);
	}
	const firsts = [timestamps, ids, urls].flatMap((parts) => parts.slice(0, 1));
	for (const separator of SEPARATORS) {
		for (const parts of permutations([...firsts, METHOD], 4)) yield* arranged(parts, separator);
	}
	for (const separator of SEPARATORS) {
		for (const first of all) {
			for (const second of all) {
				if (first.place !== second.place) yield* arranged([first, second], separator);
			}
		}
	}
}

function* permutations(parts: readonly Part[], count: number): Generator<Part[]> {
	if (count === 0) {
		yield [];
		return;
	}
	for (const first of parts) {
		const rest = parts.filter(({ place }) => place !== first.place);
		for (const others of permutations(rest, count - 1)) yield [first, ...others];
	}
}

/** Parts in this order, with the body in each place among them or behind the last. */
function* arranged(
	parts: readonly Part[],
	separator: string,
	where: 'anywhere' | 'first' = 'anywhere',
): Generator<Content> {
	const last = where === 'first' ? parts.length : 0;
	for (let at = parts.length; at >= last; at -= 1) {
		const before = parts.slice(0, at);
		const after = parts.slice(at);
		yield {
			template: [...before, BODY, ...after].map(({ place }) => place).join(separator),
			before: before.map((part) => part.text + separator).join(''),
			after: after.map((part) => separator + part.text).join(''),
			parts: parts.filter(({ place }) => /^\{(timestamp|id|url)\}$/.test(place)),
		};
	}
}
