import {
	clean,
	hmacSecrets,
	prepareKeys,
	type SecretFormat,
	type SecretLabel,
	type Secrets,
} from '../signature/secret';
import { finding, type DiagnosisCause, type Finding } from './causes';

/*
 * In what other ways a request may have been signed: with another key, or over another body. Each
 * way says what it would mean if the signature fits.
 */

/** A stored secret, white space included, and which of the two it is. */
export interface StoredSecret {
	label: SecretLabel;
	raw: string;
}

/** A key that the sender may have signed with. */
export interface KeyVariant {
	bytes: Buffer;
	label: SecretLabel;
	format: SecretFormat;
	/** Absent for a key that is made of a stored secret as it is. */
	finding?: Finding;
}

export const WHICH = { current: 'secret', previous: 'previous secret' } as const;

/** The secrets that hold anything. */
export function storedSecrets(rawSecrets: Secrets): StoredSecret[] {
	const { secret, previousSecret = '' } = hmacSecrets(rawSecrets);
	const stored: StoredSecret[] = [
		{ label: 'current', raw: secret },
		{ label: 'previous', raw: previousSecret },
	];
	return stored.filter(({ raw }) => clean(raw) !== '');
}

/** The keys that the secrets are in a format, each for itself: one may be unusable. */
export function keysIn(format: SecretFormat, secrets: readonly StoredSecret[]): KeyVariant[] {
	const isAlone = !secrets.some(({ label }) => label === 'current');
	const meaning = isAlone ? { finding: finding('secret_in_wrong_field') } : {};
	return secrets.flatMap(({ label, raw }) =>
		keysOf(format, raw).map((bytes): KeyVariant => ({ bytes, label, format, ...meaning })),
	);
}

/** The keys that come of what pasting, quoting and shells make of a secret. */
export function misspelledKeys(
	format: SecretFormat,
	secrets: readonly StoredSecret[],
): KeyVariant[] {
	const keys: KeyVariant[] = [];
	for (const { label, raw } of secrets) {
		const which = WHICH[label];
		const add = (bytes: readonly Buffer[], cause: DiagnosisCause, how = '') => {
			for (const one of bytes) {
				keys.push({ bytes: one, label, format, finding: finding(cause, { which, how }) });
			}
		};
		const secret = clean(raw);
		const isText = format === 'text';
		if (isText && raw !== secret) {
			add([Buffer.from(raw)], 'secret_white_space', 'together with the white space around it');
		}
		if (isText) add([Buffer.from(`${secret}\n`)], 'secret_white_space', 'followed by a line break');
		// White space, and characters that take no room on the screen.
		const visible = secret.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g, '');
		if (visible !== secret) {
			const how = 'without the white space or invisible characters inside it';
			add(keysOf(format, visible), 'secret_white_space', how);
		}
		const unquoted = /^(["'`])(.+)\1$/s.exec(secret)?.[2];
		if (unquoted !== undefined) add(keysOf(format, unquoted), 'secret_quoted');

		const bare = secret.replace(/^[A-Za-z]{2,12}_(?=.)/, '');
		const withPrefix = `whsec_${secret}`;
		if (bare === secret) {
			add([Buffer.from(withPrefix)], 'secret_prefix_differs', 'with whsec_ in front of it');
		} else {
			const how = 'without what stands before its underscore';
			add([Buffer.from(bare)], 'secret_prefix_differs', how);
		}
	}
	return keys;
}

/** The key of one secret in a format; none where the secret is not in that format. */
function keysOf(format: SecretFormat, secret: string): Buffer[] {
	const prepared = prepareKeys(format, { secret });
	return prepared.ok ? prepared.keys.flatMap((key) => (key.kind === 'hmac' ? key.bytes : [])) : [];
}

/** A body that may have been signed instead of the one received. */
export interface BodyVariant {
	bytes: Buffer;
	/** Absent for the body as received. */
	finding?: Finding;
}

/** Rewriting a long body in all notations would take longer than hashing it. */
const LONGEST_REWRITTEN = 32 * 1024;

/** Bodies that differ in what editors, shells, proxies and libraries add, take away or rewrite. */
export function* otherBodies(body: Buffer): Generator<BodyVariant> {
	// Latin-1 keeps every byte as one character, so that any body survives the round trip.
	const text = body.toString('latin1');
	const mark = Buffer.from('\ufeff').toString('latin1');
	const unix = text.replace(/\r\n/g, '\n');
	const edges: Array<[string, string]> = [
		[`${text}\n`, 'with a line break at its end'],
		[text.replace(/\r?\n$/, ''), 'without the line break at its end'],
		[unix, 'with Unix (LF) line endings'],
		[unix.replace(/\n/g, '\r\n'), 'with Windows (CRLF) line endings'],
		text.startsWith(mark)
			? [text.slice(mark.length), 'without a byte order mark']
			: [mark + text, 'with a byte order mark'],
		[
			Buffer.from(body.toString('utf8')).toString('latin1'),
			'with characters replaced that are not valid UTF-8',
		],
	];
	for (const [changed, how] of edges) {
		if (changed === text) continue;
		yield { bytes: Buffer.from(changed, 'latin1'), finding: finding('body_changed', { how }) };
	}
	if (body.length > LONGEST_REWRITTEN) return;
	for (const [json, how] of rewritten(body.toString('utf8').replace(/^\ufeff/, ''))) {
		if (body.equals(Buffer.from(json))) continue;
		yield { bytes: Buffer.from(json), finding: finding('body_reserialised', { how }) };
	}
}

/** A string, a sign, or anything else without white space. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** The same JSON as other libraries write it. Yields nothing for other texts. */
function* rewritten(text: string): Generator<[json: string, how: string]> {
	const value = parse(text);
	if (value === undefined) return;
	const tokens = text.match(TOKEN) ?? [];
	const write = (string: (token: string) => string, gap = '') =>
		tokens
			.map((token) => {
				if (token.startsWith('"')) return string(token);
				return token === ',' || token === ':' ? token + gap : token;
			})
			.join('');
	const asIs = (token: string) => token;
	const unescaped = (token: string) => JSON.stringify(JSON.parse(token));
	const ascii = (token: string) =>
		unescaped(token).replace(
			/[\u0080-\uffff]/g,
			(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
	const php = (token: string) => ascii(token).replace(/\//g, '\\/');
	yield [write(asIs), 'without white space'];
	yield [JSON.stringify(value), 'as JSON.stringify of JavaScript writes it'];
	yield [JSON.stringify(value, null, 2), 'indented by two spaces'];
	yield [write(ascii, ' '), 'as json.dumps of Python writes it'];
	yield [write(unescaped, ' '), 'with a space after commas and colons'];
	yield [write(ascii), 'without white space, special characters as \\u escapes'];
	yield [write(php), 'as json_encode of PHP writes it'];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
