import { timingSafeEqual } from 'crypto';

import { readHeader } from '../headers';
import { clean, decodeBase64, type BasicSecrets } from '../signature/secret';
import { finding, type Finding, type Findings } from './cause';
import type { DiagnosisInput } from './input';
import { platformByHeaders, wrongPlatform } from './otherPlatform';

/**
 * Looks for what went wrong with Basic authentication. Only the whole pair counts: a right user
 * name with a wrong password is not told apart from two wrong ones, because logs are read by more
 * people than credentials, and a half that is known to be right makes guessing the other worth while.
 */
export function diagnoseBasic(input: DiagnosisInput): Findings | null {
	const header = readHeader(input.headers, 'authorization');
	if (header.kind === 'duplicated') return null;
	if (header.kind === 'missing') {
		const other = platformByHeaders(input);
		const suggested = other
			? wrongPlatform(input, other, 'looks like')
			: finding('authorization_not_sent');
		return { findings: [suggested], certain: false };
	}
	const isBasic = /^basic(\s|$)/i.test(header.value);
	const text = isBasic ? header.value.slice('basic'.length).trim() : header.value;
	const secrets = input.rawSecrets as BasicSecrets;
	const findings: Finding[] = [];
	const pair = pairFinding(text, secrets);
	if (!isBasic)
		findings.push(finding('authorization_scheme_differs', { how: howSent(text, pair) }));
	if (pair && pair !== 'same') findings.push(pair);
	return findings.length > 0 ? { findings, certain: true } : null;
}

/** Schemes that may be named; anything else in that place may be a secret. */
const KNOWN_SCHEME = /^(bearer|digest|token|negotiate|apikey|hmac)\s/i;

function howSent(text: string, pair: Finding | 'same' | undefined): string {
	if (pair) return 'without the word Basic';
	const known = KNOWN_SCHEME.exec(text)?.[1];
	if (!known) return 'in another way';
	return `as ${known.charAt(0).toUpperCase()}${known.slice(1).toLowerCase()}`;
}

/** How the pair sent relates to the stored one; undefined when it is another pair. */
function pairFinding(text: string, secrets: BasicSecrets): Finding | 'same' | undefined {
	const stored: Pair = { username: clean(secrets.username), password: clean(secrets.password) };
	if (stored.username === '' || stored.password === '') return undefined;
	const strict = decodeBase64(text);
	if (strict) return relation(strict, stored);
	const urlSafe = decodeBase64(
		text
			.replace(/-/g, '+')
			.replace(/_/g, '/')
			.replace(/[\s=]+/g, ''),
	);
	const isPair = [urlSafe, Buffer.from(text)].some((bytes) => bytes && relation(bytes, stored));
	return isPair ? finding('credentials_not_base64') : undefined;
}

interface Pair {
	username: string;
	password: string;
}

function relation(sent: Buffer, { username, password }: Pair): Finding | 'same' | undefined {
	const pair = `${username}:${password}`;
	const text = sent.toString('utf8');
	if (equals(text, pair) || equals(sent.toString('latin1'), pair)) return 'same';
	if (equals(text, `${password}:${username}`)) return finding('credentials_swapped');

	const colon = text.indexOf(':');
	const trimmed = `${text.slice(0, colon).trim()}:${text.slice(colon + 1).trim()}`;
	if (equals(trimmed, pair)) return finding('credentials_white_space');
	if (equals(decodePercent(text), pair)) {
		return finding('credentials_charset', { how: 'the sender escapes some characters with %' });
	}
	const readings = [
		text,
		// Windows' Latin-1 has the euro sign where the real one has a control character.
		sent.toString('latin1').replace(/\u0080/g, '\u20ac'),
		// UTF-8 taken for Latin-1 and encoded a second time.
		Buffer.from(text, 'latin1').toString('utf8'),
	].map((reading) => reading.normalize('NFC'));
	// What the sender's character set lacks becomes a question mark.
	const replaced = [pair.replace(/\P{ASCII}/gu, '?'), pair.replace(/[\u0100-\u{10ffff}]/gu, '?')];
	return [pair.normalize('NFC'), ...replaced].some((written) =>
		readings.some((reading) => equals(reading, written)),
	)
		? finding('credentials_charset', { how: 'the sender writes some characters in other bytes' })
		: undefined;
}

function decodePercent(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function equals(sent: string, expected: string): boolean {
	const [first, second] = [Buffer.from(sent), Buffer.from(expected)];
	return first.length === second.length && timingSafeEqual(first, second);
}
