import { timingSafeEqual } from 'crypto';

import { readHeader } from '../headers';
import type { TokenScheme } from '../signature/scheme';
import {
	activeSecrets,
	basicSecrets,
	clean,
	decodeBase64,
	hmacSecrets,
	type Secrets,
} from '../signature/secret';
import { finding, type DiagnosisInput, type Finding, type Findings } from './causes';
import { platformByHeaders } from './otherPlatform';
import { shownHeaders } from './parts';
import { settingsBetween } from './settings';

/*
 * What went wrong with credentials that the request carries openly: user name and password, or a
 * token.
 */

/**
 * Looks for what went wrong with Basic authentication. Only the whole pair counts: a right user
 * name with a wrong password is not told apart from two wrong ones, because logs are read by more
 * people than credentials, and a half that is known to be right makes guessing the other worth while.
 */
export function diagnoseBasic(input: DiagnosisInput): Findings | null {
	const header = readHeader(input.headers, 'authorization');
	if (header.kind === 'duplicated') return null;
	if (header.kind === 'missing') {
		const suggested = platformByHeaders(input) ?? finding('authorization_not_sent');
		return { findings: [suggested], certain: false };
	}
	if (!/^basic(\s|$)/i.test(header.value)) {
		const how = howAuthorised(header.value);
		return { findings: [finding('authorization_scheme_differs', { how })], certain: true };
	}
	const pair = pairFinding(header.value.slice('basic'.length).trim(), input.rawSecrets);
	return pair && { findings: [pair], certain: true };
}

/** Schemes that may be named; anything else in that place may be a secret. */
function howAuthorised(value: string): string {
	const known = /^(bearer|digest|token|negotiate|apikey|hmac)\s/i.exec(value)?.[1];
	if (!known) return 'in another way';
	return `as ${known.charAt(0).toUpperCase()}${known.slice(1).toLowerCase()}`;
}

function pairFinding(encoded: string, rawSecrets: Secrets): Finding | null {
	const secrets = basicSecrets(rawSecrets);
	const [username, password] = [clean(secrets.username), clean(secrets.password)];
	const sent = decodeBase64(encoded)?.toString('utf8');
	if (username === '' || password === '' || sent === undefined) return null;
	if (isEqual(sent, `${password}:${username}`)) return finding('credentials_swapped');
	const colon = sent.indexOf(':');
	const trimmed = `${sent.slice(0, colon).trim()}:${sent.slice(colon + 1).trim()}`;
	return isEqual(trimmed, `${username}:${password}`) ? finding('credentials_white_space') : null;
}

/** Looks for what went wrong with a token that every request carries. */
export function diagnoseToken(input: DiagnosisInput, scheme: TokenScheme): Findings | null {
	const sent = openToken(input);
	if (sent) {
		const found = finding('token_place_differs', { expected: input.platform.name });
		return { findings: [found], certain: true, settings: settingsBetween(scheme, sent) };
	}
	const other = platformByHeaders(input);
	return other && { findings: [other], certain: false };
}

/** Shorter secrets may stand in a header by chance. */
const SHORTEST_TELLING = 8;

/**
 * How a token is read that is the secret itself, or undefined when no header holds it.
 *
 * @param options.shortest how long a secret has to be
 * @param options.prefix what may stand before it; a word, such as `Bearer` or `sha256=`, if left out
 */
export function openToken(
	{ headers, rawSecrets }: Pick<DiagnosisInput, 'headers' | 'rawSecrets'>,
	{ shortest = SHORTEST_TELLING, prefix = WORD } = {},
): TokenScheme | undefined {
	const secrets = activeSecrets(hmacSecrets(rawSecrets))
		.map(({ value }) => value)
		.filter((value) => value.length >= shortest);
	for (const [name, value] of shownHeaders(headers)) {
		for (const secret of secrets) {
			const start = Math.max(0, value.length - secret.length);
			if (!isEqual(value.slice(start), secret)) continue;
			const before = value.slice(0, start);
			if (before !== '' && !prefix.test(before)) continue;
			return { kind: 'token', in: { header: name, prefix: before } };
		}
	}
	return undefined;
}

const WORD = /^[a-z0-9-]{1,16}[ =:]\s*$/i;

function isEqual(sent: string, expected: string): boolean {
	const [first, second] = [Buffer.from(sent), Buffer.from(expected)];
	return first.length === second.length && timingSafeEqual(first, second);
}
