import { timingSafeEqual } from 'crypto';

import { readHeader, type RequestHeaders } from '../headers';
import { clean, decodeBase64, type BasicSecrets } from './secret';

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

/**
 * Prepares the check of an Authorization header against one user name and password.
 * The whole pair is compared as bytes, so a colon in the password needs no splitting. UTF-8 and
 * Latin-1 spellings of the same pair both count, because RFC 7617 leaves the encoding open.
 *
 * @returns the check, which gives null for the right pair
 *
 * @see https://www.rfc-editor.org/rfc/rfc7617
 */
export function basicVerifier(
	secrets: BasicSecrets,
): (headers: RequestHeaders) => BasicRefusal | null {
	const username = clean(secrets.username);
	const password = clean(secrets.password);
	if (username === '' || password === '') return () => 'secret_missing';
	// RFC 7617 forbids it, and "a:b" + "c" would equal "a" + "b:c".
	if (username.includes(':')) return () => 'secret_malformed';

	const pair = `${username}:${password}`;
	const utf8 = Buffer.from(pair, 'utf8');
	const latin1 = isLatin1(pair) ? Buffer.from(pair, 'latin1') : utf8;

	return (headers) => {
		const header = readHeader(headers, 'authorization');
		if (header.kind === 'missing') return 'authorization_missing';
		if (header.kind === 'duplicated') return 'header_duplicated';
		const encoded = BASIC_CREDENTIALS.exec(header.value)?.[1];
		const received = encoded === undefined ? undefined : decodeBase64(encoded);
		if (!received || !received.includes(COLON)) return 'authorization_malformed';
		// Both are always compared, so that the time taken does not tell which one was close.
		const matchesUtf8 = equalBytes(received, utf8);
		const matchesLatin1 = equalBytes(received, latin1);
		return matchesUtf8 || matchesLatin1 ? null : 'authorization_mismatch';
	};
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
