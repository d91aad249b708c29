import { timingSafeEqual } from 'crypto';

import { readHeader, type RequestHeaders } from '../headers';
import { clean, decodeBase64, type BasicSecrets, type SecretLabel } from './secret';

/** RFC 9110 wants at least one space after the scheme name and compares the name without case. */
const BASIC_CREDENTIALS = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/** Why a pair of user name and password is not accepted. */
export type BasicRefusal =
	| 'secret_missing'
	| 'secret_malformed'
	| 'header_duplicated'
	| 'authorization_missing'
	| 'authorization_malformed'
	| 'authorization_mismatch';

export type BasicVerdict = { ok: true; matched: SecretLabel } | { ok: false; reason: BasicRefusal };

/**
 * Prepares the check of an Authorization header against user name and password, and those before
 * while they are being replaced. Whole pairs are compared as bytes, so a colon in the password needs
 * no splitting. UTF-8 and Latin-1 spellings of the same pair both count, because RFC 7617 leaves the
 * encoding open.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7617
 */
export function basicVerifier(secrets: BasicSecrets): (headers: RequestHeaders) => BasicVerdict {
	const username = clean(secrets.username);
	const password = clean(secrets.password);
	if (username === '' || password === '') return () => refuse('secret_missing');
	const previousUsername = clean(secrets.previousUsername) || username;
	const previousPassword = clean(secrets.previousPassword);
	// RFC 7617 forbids it, and "a:b" + "c" would equal "a" + "b:c".
	if (username.includes(':') || previousUsername.includes(':')) {
		return () => refuse('secret_malformed');
	}
	const accepted = spellings('current', `${username}:${password}`);
	if (previousPassword !== '') {
		accepted.push(...spellings('previous', `${previousUsername}:${previousPassword}`));
	}

	return (headers) => {
		const header = readHeader(headers, 'authorization');
		if (header.kind === 'missing') return refuse('authorization_missing');
		if (header.kind === 'duplicated') return refuse('header_duplicated');
		const encoded = BASIC_CREDENTIALS.exec(header.value)?.[1];
		const received = encoded === undefined ? undefined : decodeBase64(encoded);
		if (!received || !received.includes(COLON)) return refuse('authorization_malformed');
		// All are always compared, so that the time taken does not tell which one was close.
		const [match] = accepted.filter(({ bytes }) => equalBytes(received, bytes));
		return match ? { ok: true, matched: match.label } : refuse('authorization_mismatch');
	};
}

function refuse(reason: BasicRefusal): BasicVerdict {
	return { ok: false, reason };
}

/** The bytes of a pair in UTF-8, and in Latin-1 where it can be written so. */
function spellings(label: SecretLabel, pair: string): Array<{ label: SecretLabel; bytes: Buffer }> {
	const encodings = isLatin1(pair) ? (['utf8', 'latin1'] as const) : (['utf8'] as const);
	return encodings.map((encoding) => ({ label, bytes: Buffer.from(pair, encoding) }));
}

/** The Authorization header value for a user name and password, in UTF-8. */
export function basicAuthorization(secrets: BasicSecrets): string {
	const pair = `${clean(secrets.username)}:${clean(secrets.password)}`;
	return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

const COLON = 0x3a;

function isLatin1(text: string): boolean {
	return [...text].every((character) => character.charCodeAt(0) <= 0xff);
}

function equalBytes(a: Buffer, b: Buffer): boolean {
	return a.length === b.length && timingSafeEqual(a, b);
}
