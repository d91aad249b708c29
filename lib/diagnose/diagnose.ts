import type { HmacScheme } from '../signature/scheme';
import { writeTimestamp } from '../signature/timestamp';
import { createVerifier } from '../signature/verify';
import {
	finding,
	remedy,
	type DiagnosisCause,
	type DiagnosisInput,
	type Finding,
	type Findings,
} from './causes';
import { contentVariants, unitFinding } from './contents';
import { diagnoseBasic, diagnoseToken, openSecret } from './credentials';
import { ANY_AGE, platformByHeaders, platformBySignature } from './otherPlatform';
import {
	findDigests,
	formFindings,
	search,
	signatureHeaders,
	type SignatureHeader,
} from './search';

/** The likely cause of a refusal, for whoever runs the receiver; never for the caller. */
export interface Diagnosis {
	cause: DiagnosisCause;
	/** What fits and what to do, in a few sentences without anything secret. */
	explanation: string;
	/** Whether a signature proves it; otherwise the request only looks so. */
	certain: boolean;
}

/**
 * Says why a delivery was refused, if one of the usual causes fits. It accepts nothing: whatever
 * is found, the refusal stands. The cost is bounded, but higher than that of a verification, so a
 * receiver should not do this for every refused request. Never throws.
 */
export function diagnose(input: DiagnosisInput): Diagnosis | null {
	try {
		const found = findCauses(input);
		return found && inWords(input, found);
	} catch {
		// Explaining a refusal is an extra; the refusal itself has already been decided.
		return null;
	}
}

/** The same, but for what `diagnose` catches. */
export function findCauses(input: DiagnosisInput): Findings | null {
	switch (input.scheme.kind) {
		case 'basic':
			return diagnoseBasic(input);
		case 'token':
			return diagnoseToken(input, input.scheme);
		case 'hmac':
			return diagnoseSignature(input, input.scheme);
	}
}

const MOST_SENTENCES = 3;

/** The most important findings in a row, and at the end what to set. */
function inWords(
	{ platform, platforms }: DiagnosisInput,
	{ findings, certain }: Findings,
): Diagnosis {
	const sentences = findings.slice(0, MOST_SENTENCES).map(({ explanation }) => explanation);
	const settings = findings.flatMap((one) => one.settings ?? []);
	if (findings.some((one) => one.settings)) sentences.push(remedy(platform, platforms, settings));
	return { cause: findings[0].cause, explanation: sentences.join(' '), certain };
}

/** Longer bodies are only checked as they are. */
const LONGEST_VARIED = 1024 * 1024;

/** Looks for the way of signing that fits a refused signature, then for what its looks tell. */
function diagnoseSignature(input: DiagnosisInput, scheme: HmacScheme): Findings | null {
	const age = ageFinding(input, scheme);
	if (age) return { findings: [age], certain: true };
	const headers = signatureHeaders(input, scheme);
	if (input.body.length <= LONGEST_VARIED) {
		const other = platformBySignature(input);
		if (other) return { findings: [other], certain: true };
		const [first, ...rest] = search(input, scheme, headers);
		if (first) return { findings: [first, ...rest], certain: true };
	}
	const settings = openSecret(input);
	if (settings) return { findings: [finding('secret_sent_openly', {}, settings)], certain: true };
	const [first, ...rest] = byLooks(input, scheme, headers);
	return first ? { findings: [first, ...rest], certain: false } : null;
}

/** What is wrong with the time of a signature that is right. */
function ageFinding(input: DiagnosisInput, scheme: HmacScheme): Finding | null {
	if (input.reason !== 'timestamp_too_old' && input.reason !== 'timestamp_too_new') return null;
	const { headers, body, method, url, rawSecrets, nowMs } = input;
	const verifier = createVerifier(scheme, rawSecrets, { toleranceSeconds: ANY_AGE });
	const verdict = verifier({ headers, body, method, url }, nowMs);
	if (!verdict.valid || verdict.timestampSeconds === undefined) return null;
	const text = writeTimestamp(verdict.timestampSeconds, scheme.timestamp?.unit ?? 's');
	const age = Math.floor(nowMs / 1000) - verdict.timestampSeconds;
	const distance = `${Math.abs(age)} seconds ${age > 0 ? 'ago' : 'ahead of now'}`;
	return unitFinding(scheme, text) ?? finding('clock_off', { distance });
}

/** What the request looks like, where no way of signing fits. */
function byLooks(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly SignatureHeader[],
): Finding[] {
	const other = platformByHeaders(input);
	if (other) return [other];
	const [header] = headers;
	if (!header) {
		if (input.reason !== 'signature_missing') return [];
		return [finding('signature_not_sent', { expected: input.platform.name })];
	}
	if (header.finding) return [header.finding];
	if (input.reason === 'signature_malformed') {
		const [digest] = findDigests(header.value);
		return digest ? formFindings(scheme, digest, header.value) : [];
	}
	const timestamp = contentVariants(input, scheme, header.value)[0]?.timestamp;
	if (!input.reason.startsWith('timestamp_') || timestamp === undefined) return [];
	return [unitFinding(scheme, timestamp)].filter((unit) => unit !== undefined);
}
