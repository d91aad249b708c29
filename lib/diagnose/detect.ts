import type { RequestHeaders } from '../headers';
import type { Platform } from '../platform';
import { schemeProblem, type HmacScheme, type SignatureScheme } from '../signature/scheme';
import { activeSecrets, hmacSecrets, type SecretLabel } from '../signature/secret';
import { createVerifier } from '../signature/verify';
import {
	combinedAttempts,
	usualAttempts,
	type CapturedRequest,
	type TriedContents,
} from './attempts';
import { finding, type Finding } from './causes';
import { findDigests } from './digests';
import { basicPair, byBasic, byToken, SHORTEST_TOKEN } from './openProof';
import { ANY_AGE, platformLike, signerAmong } from './otherPlatform';
import { partsOf, shownHeaders } from './parts';
import {
	PAUSE,
	schemeOf,
	search,
	type Attempt,
	type Budget,
	type Match,
	type ProofHeader,
} from './search';

export type Detection = Detected | Undetected;

export interface Detected {
	found: true;
	/** What a user can describe, or null for what only the platform's own declaration has. */
	scheme: SignatureScheme | null;
	/** The declared one whose scheme the request fits. */
	platform: Platform | null;
	/** Which of the secrets it was. */
	matched: SecretLabel;
	/** The signed URL, where it is not the one that was given. */
	webhookUrl?: string;
}

export interface Undetected {
	found: false;
	/** What a signature proves nevertheless: a secret or a body that is not quite right. */
	findings: readonly Finding[];
	/** Names of the headers that hold something with the looks of a signature. */
	headers: string[];
	/** How many signed contents and digests were tried. */
	contents: number;
	digests: number;
	/** Whether the search ended at its limit, before everything was tried. */
	isLimited: boolean;
	/** Whether the request carries user name and password. */
	isBasic: boolean;
	/** The declared platform whose headers it carries. */
	looksLike: Platform | null;
}

/** How much a search may do. */
export type Limits = Pick<Budget, 'attempts' | 'bytes'>;

/** A second or two of work; 32 times the longest body that n8n takes by default. */
const LIMITS: Limits = { attempts: 120_000, bytes: 512 * 1024 * 1024 };

/**
 * Finds out how a request proves itself, by trying all ways of signing that are in use and then
 * what can be put together of the request. What is found verifies this very request. Never throws
 * for what a request holds.
 */
export function detect(request: CapturedRequest, limits?: Limits): Detection {
	const steps = detectInSteps(request, limits);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** The same in steps of some milliseconds each, so that others can work in between. */
export function* detectInSteps(
	request: CapturedRequest,
	limits = LIMITS,
): Generator<typeof PAUSE, Detection> {
	const budget: Budget = { ...limits, isSpent: false };
	const headers = proofCandidates(request.headers);
	const parts = partsOf(request);
	const tried: TriedContents = new Set();
	const findings: Finding[] = [];
	const find = (attempts: Iterable<Attempt>) =>
		firstUsable(request, search(attempts, headers, budget), findings);
	let found = (yield* find(usualAttempts(request, parts, tried))) ?? openly(request);
	if (!found && findings.length === 0) {
		found = yield* find(combinedAttempts(request, parts, tried));
	}
	found ??= byPlatform(request);
	if (found) return found;
	const custom = request.platforms.find(({ signatureIsConfigurable }) => signatureIsConfigurable);
	return {
		found: false,
		findings,
		headers: headers.map(({ name }) => name),
		contents: tried.size,
		digests: limits.attempts - budget.attempts,
		isLimited: budget.isSpent,
		isBasic: basicPair(request.headers) !== undefined,
		looksLike: custom
			? platformLike({ ...request, platform: custom, scheme: custom.signature })
			: null,
	};
}

/** Of clients and proxies: long, and never a proof. */
const NO_PROOF = /^(accept.*|cookie|content-type|host|if-.*|traceparent|tracestate|user-agent)$/;

/** The headers that hold something with the looks of a digest, those named like one first. */
function proofCandidates(headers: RequestHeaders): ProofHeader[] {
	const isNamed = ({ name }: ProofHeader) => /sign|hmac/.test(name);
	return shownHeaders(headers)
		.filter(([name, value]) => !NO_PROOF.test(name) && findDigests(value).length > 0)
		.map(([name, value]) => ({ name, value }))
		.sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
}

/** The first way that a verifier accepts too; notes what is proven of those that it does not. */
function* firstUsable(
	request: CapturedRequest,
	matches: Iterable<Match | typeof PAUSE>,
	findings: Finding[],
): Generator<typeof PAUSE, Detected | undefined> {
	for (const match of matches) {
		if (match === PAUSE) {
			yield PAUSE;
			continue;
		}
		const wrong = [match.key.finding, match.body.finding].filter((one) => one !== undefined);
		if (wrong.length > 0) {
			findings.push(...wrong);
			return undefined;
		}
		const scheme = schemeOf(match);
		if (scheme && repeatsSecret(scheme, request)) {
			findings.push(finding('secret_sent_openly'));
			continue;
		}
		const url = match.content.parts.find(({ how }) => how !== undefined)?.text;
		const verdict = scheme && verdictOn(scheme, request, url);
		if (!scheme || !verdict?.valid) {
			findings.push(unusable(match, scheme));
			continue;
		}
		findings.length = 0;
		return {
			found: true,
			scheme: inSentSpelling(scheme, request.headers),
			platform: platformOf(request),
			matched: verdict.matched,
			...(url !== undefined && { webhookUrl: url }),
		};
	}
	return undefined;
}

function verdictOn(scheme: SignatureScheme, request: CapturedRequest, url = request.url) {
	const { rawSecrets, nowMs, headers, body, method, query } = request;
	const verifier = createVerifier(scheme, rawSecrets, { toleranceSeconds: ANY_AGE });
	return verifier({ headers, body, method, query, url }, nowMs);
}

/** The scheme with the names of headers as the request spells them. */
function inSentSpelling(scheme: HmacScheme, headers: RequestHeaders): HmacScheme {
	const { timestamp, idHeader } = scheme;
	const source = timestamp?.source;
	return {
		...scheme,
		header: spelled(scheme.header, headers),
		signedContent: scheme.signedContent.replace(
			/\{header:([^}]+)\}/g,
			(_, name: string) => `{header:${spelled(name, headers)}}`,
		),
		...(timestamp &&
			source &&
			'header' in source && {
				timestamp: { ...timestamp, source: { header: spelled(source.header, headers) } },
			}),
		...(idHeader !== undefined && { idHeader: spelled(idHeader, headers) }),
	};
}

function spelled(lowerCaseName: string, headers: RequestHeaders): string {
	const names = Object.keys(headers);
	return names.find((name) => name.toLowerCase() === lowerCaseName) ?? lowerCaseName;
}

/** Whether the secret itself stands before the signature, where the settings would repeat it. */
function repeatsSecret({ layout }: HmacScheme, { rawSecrets }: CapturedRequest): boolean {
	const prefix = 'prefix' in layout ? layout.prefix : '';
	return activeSecrets(hmacSecrets(rawSecrets)).some(
		({ value }) => value.length >= SHORTEST_TOKEN && prefix.includes(value),
	);
}

function unusable({ content, header }: Match, scheme: HmacScheme | null): Finding {
	const values = { content: content.template, name: header.name };
	if (!scheme) return finding('header_form_unknown', values);
	const problem = schemeProblem(scheme);
	return problem === null
		? finding('content_ambiguous', values)
		: finding('content_unusable', { ...values, problem });
}

function platformOf(request: CapturedRequest): Platform | null {
	const declared = request.platforms.filter((one) => !one.signatureIsConfigurable);
	return signerAmong(declared, request) ?? null;
}

/** By a token or a password. */
function openly(request: CapturedRequest): Detected | undefined {
	const proof = byToken(request) ?? byBasic(request);
	return proof && { found: true, ...proof };
}

/** By a scheme that only a declaration can say, such as Ed25519 signatures. */
function byPlatform(request: CapturedRequest): Detected | undefined {
	const platform = platformOf(request);
	if (!platform) return undefined;
	const verdict = verdictOn(platform.signature, request);
	const matched = verdict.valid ? verdict.matched : 'current';
	return { found: true, scheme: null, platform, matched };
}
