import { findEvent } from '../event/name';
import { eventsIn } from '../event/several';
import { readText } from '../event/source';
import { readHeader, type RequestHeaders } from '../headers';
import { isObject } from '../json';
import type { Platform } from '../platform';
import { headerFamilies, proofHeaders, type SignatureScheme } from '../signature/scheme';
import type { Secrets } from '../signature/secret';
import { parseNumbersAsText } from '../signature/signedContent';
import { createVerifier, type SignedRequest } from '../signature/verify';
import { finding, type DiagnosisInput, type Finding } from './causes';

/** The other platform in whose own scheme the request is signed with the stored secrets. */
export function platformBySignature(input: DiagnosisInput): Finding | null {
	const signer = signerAmong(others(input), input);
	return signer ? wrongPlatform(input, signer, 'is') : null;
}

/** A request and the secrets that it may be proven with. */
export interface ProvenRequest extends Omit<SignedRequest, 'body'> {
	body: Buffer;
	rawSecrets: Secrets;
	nowMs: number;
}

/**
 * The platform in whose scheme a request proves itself, however old it is. Where several sign alike,
 * it is the one whose event it holds, else the last of them: general ones come last in the list.
 */
export function signerAmong(
	platforms: readonly Platform[],
	{ rawSecrets, nowMs, ...request }: ProvenRequest,
): Platform | undefined {
	const signers = platforms.filter((platform) => {
		const { signature } = platform;
		const verifier = createVerifier(signature, rawSecrets, { toleranceSeconds: ANY_AGE });
		if (!verifier(request, nowMs).valid) return false;
		// A signature is made in one platform's way alone; anybody may send a token or a password.
		return signature.kind === 'hmac' || isEventOf(platform, request);
	});
	return signers.length > 1
		? (signers.find((signer) => isEventOf(signer, request)) ?? signers.at(-1))
		: signers[0];
}

/** Nobody has proved a longer body, and reading it would keep n8n from everything else. */
const LONGEST_READ = 256 * 1024;

/** Whether the body, true or not, is written as one of the platform's events; false for a long one. */
export function isEventOf(
	{ events, eventNamesIgnoreCase, payload: map }: Platform,
	{ headers, body }: { headers: RequestHeaders; body: Buffer },
): boolean {
	const whole = body.length > LONGEST_READ ? undefined : parseNumbersAsText(body);
	if (!isObject(whole)) return false;
	return eventsIn({ body: whole }, map.events).some((delivered) => {
		const name = readText({ headers, ...delivered }, map.event);
		return name !== undefined && findEvent({ events, eventNamesIgnoreCase }, name) !== undefined;
	});
}

/** A tolerance in seconds that no timestamp exceeds. */
export const ANY_AGE = Number.MAX_SAFE_INTEGER;

/**
 * The other platform whose headers the request carries, where they are not those of the expected
 * one and no two platforms fit alike. Headers prove nothing; they only hint.
 */
export function platformByHeaders(input: DiagnosisInput): Finding | null {
	const other = platformLike(input);
	return other && wrongPlatform(input, other, 'looks like');
}

/** The same, as a platform. */
export function platformLike(
	input: Pick<DiagnosisInput, 'platform' | 'platforms' | 'scheme' | 'headers' | 'body'>,
): Platform | null {
	const { platform, scheme, headers } = input;
	const expected = provingNames(scheme);
	const known = tellingNames(platform, scheme);
	const ranked = others(input)
		.map((other) => {
			const proving = provingNames(other.signature);
			const isProven = isProofSent(headers, other.signature);
			// A request with the expected signature header may still show more of another platform.
			const surpasses = isProven && expected.every((name) => proving.includes(name));
			if (isProofSent(headers, scheme) && !surpasses) return { other, sent: 0 };
			const names = tellingNames(other, other.signature).filter((name) => !known.includes(name));
			const sent = names.filter((name) =>
				proving.includes(name) ? isProven : isSent(headers, name),
			).length;
			return { other, sent };
		})
		.sort((a, b) => b.sent - a.sent);
	const most = ranked[0]?.sent ?? 0;
	const alike = most === 0 ? [] : ranked.filter(({ sent }) => sent === most);
	// What looks alike by its headers may be told by what it says.
	const [best, ...more] =
		alike.length > 1 ? alike.filter(({ other }) => isEventOf(other, input)) : alike;
	return best && more.length === 0 ? best.other : null;
}

function wrongPlatform(
	{ platform: { name: expected } }: DiagnosisInput,
	{ name: platform }: Platform,
	looks: 'is' | 'looks like',
): Finding {
	return finding('wrong_platform', { looks, platform, expected });
}

/** The platforms with a scheme of their own: a configurable one is anybody's. */
function others({
	platform,
	platforms,
}: Pick<DiagnosisInput, 'platform' | 'platforms'>): Platform[] {
	return platforms.filter(({ id, signatureIsConfigurable }) => {
		return id !== platform.id && !signatureIsConfigurable;
	});
}

/** Headers without which a delivery cannot be verified, in lower case. */
function provingNames(scheme: SignatureScheme): string[] {
	if (scheme.kind !== 'hmac') return proofHeaders(scheme).map((name) => name.toLowerCase());
	const [{ header, timestampHeader, idHeader }] = headerFamilies(scheme);
	return [header, timestampHeader, idHeader].flatMap((name) => name?.toLowerCase() ?? []);
}

function isProofSent(headers: RequestHeaders, scheme: SignatureScheme): boolean {
	const names = provingNames(scheme);
	if (names.length === 0 || !names.every((name) => isSent(headers, name))) return false;
	const authorization = readHeader(headers, 'authorization');
	return (
		scheme.kind !== 'basic' ||
		(authorization.kind === 'value' && /^basic /i.test(authorization.value))
	);
}

function isSent(headers: RequestHeaders, name: string): boolean {
	return readHeader(headers, name).kind !== 'missing';
}

/** Sent by any client, so that they tell nothing about the platform. */
const COMMON = /^(user-agent|accept.*|content-.*|date|host|connection)$/;

/** All headers that the declaration mentions, in lower case. */
function tellingNames(platform: Platform, scheme: SignatureScheme): string[] {
	const { event, id, occurredAt, resourceId, account } = platform.payload;
	const accountSources = Object.values(account).flatMap(({ sources }) => sources);
	const sources = [...event, ...id, ...occurredAt, ...resourceId, ...accountSources];
	const example = { id: '', occurredAt: '', data: {}, account: {}, resourceId: '' };
	const names = [
		...provingNames(scheme),
		...(platform.informativeHeaders ?? []),
		...sources.flatMap((source) => ('header' in source ? [source.header] : [])),
		...platform.events
			.slice(0, 1)
			.flatMap(({ name }) => Object.keys(platform.headers({ ...example, name }))),
	];
	return [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => !COMMON.test(name));
}
