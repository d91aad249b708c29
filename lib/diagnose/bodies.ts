import { finding, type Finding } from './cause';
import { rewriteJson } from './jsonText';

/** A body that may have been signed instead of the one received. */
export interface BodyVariant {
	bytes: Buffer;
	/** What this would mean; absent for the body as received. */
	finding?: Finding;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Bodies that differ in what editors, proxies and shells add or take away at the edges. */
export function* nearbyBodies(body: Buffer): Generator<BodyVariant> {
	// Latin-1 keeps every byte as one character, so that any body survives the round trip.
	const text = body.toString('latin1');
	const variant = (changed: string, ...of: Parameters<typeof finding>): BodyVariant[] =>
		changed === text ? [] : [{ bytes: Buffer.from(changed, 'latin1'), finding: finding(...of) }];

	const trailing = (how: string) => ['body_trailing_newline', { how }] as const;
	yield* variant(`${text}\n`, ...trailing('with a line break at its end'));
	yield* variant(text.replace(/\r?\n$/, ''), ...trailing('without the line break at its end'));
	yield* variant(text.trim(), ...trailing('without the white space around it'));
	yield* variant(`${text}\r\n`, ...trailing('with a line break at its end'));

	const endings = (how: string) => ['body_line_endings', { how }] as const;
	const unix = text.replace(/\r\n/g, '\n');
	yield* variant(unix, ...endings('Unix (LF)'));
	yield* variant(unix.replace(/\n/g, '\r\n'), ...endings('Windows (CRLF)'));

	const hasMark = body.subarray(0, 3).equals(BYTE_ORDER_MARK);
	const mark = BYTE_ORDER_MARK.toString('latin1');
	const withOrWithout = hasMark ? text.slice(3) : mark + text;
	yield* variant(withOrWithout, 'body_byte_order_mark', { how: hasMark ? 'without' : 'with' });

	const decoded = body.toString('utf8');
	const charset = (bytes: Buffer, how: string): BodyVariant[] =>
		bytes.equals(body) ? [] : [{ bytes, finding: finding('body_charset', { how }) }];
	yield* charset(Buffer.from(decoded, 'latin1'), 'in Latin-1 instead of UTF-8');
	yield* charset(Buffer.from(text, 'utf8'), 'encoded from Latin-1 to UTF-8');
	yield* charset(Buffer.from(decoded, 'utf8'), 'with unreadable characters replaced');
}

/** Rewriting a long body in all styles would take longer than hashing it. */
const LONGEST_REWRITTEN = 32 * 1024;

/** The same JSON as other libraries would write it. Yields nothing for other bodies. */
export function* reserialisedBodies(body: Buffer): Generator<BodyVariant> {
	if (body.length > LONGEST_REWRITTEN) return;
	const text = body.toString('utf8').replace(/^\ufeff/, '');
	const normalised = normalise(text);
	if (normalised === undefined) return;
	const seen = new Set([text]);
	// As it stands, and with numbers and keys as JavaScript writes them.
	for (const source of new Set([text, normalised])) {
		for (const { how, text: written } of rewriteJson(source)) {
			if (seen.has(written)) continue;
			seen.add(written);
			yield { bytes: Buffer.from(written), finding: finding('body_reserialised', { how }) };
		}
	}
}

function normalise(text: string): string | undefined {
	try {
		return JSON.stringify(JSON.parse(text));
	} catch {
		return undefined;
	}
}
