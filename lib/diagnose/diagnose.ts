import type { HmacScheme } from '../signature/scheme';
import { writeTimestamp } from '../signature/timestamp';
import { createVerifier } from '../signature/verify';
import { finding, remedy, type DiagnosisCause, type DiagnosisInput, type Findings } from './causes';
import { declaredTimestamp, inFamilySent, searchAround, signatureHeaders } from './around';
import { diagnoseBasic, diagnoseToken, openToken } from './credentials';
import { deviationsByLooks, headerDeviation, unitFinding } from './deviations';
import { findDigests } from './digests';
import { unitOf } from './parts';
import { ANY_AGE, platformByHeaders, platformBySignature } from './otherPlatform';
import type { ProofHeader } from './search';
import { settingsBetween } from './settings';

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
	{ findings, certain, settings }: Findings,
): Diagnosis {
	const sentences = findings.slice(0, MOST_SENTENCES).map(({ explanation }) => explanation);
	if (settings) sentences.push(remedy(platform, platforms, settings));
	return { cause: findings[0].cause, explanation: sentences.join(' '), certain };
}

/** Longer bodies are only checked as they are. */
const LONGEST_VARIED = 1024 * 1024;

/** Looks for the way of signing that fits a refused signature, then for what its looks tell. */
function diagnoseSignature(input: DiagnosisInput, declared: HmacScheme): Findings | null {
	const age = ageFinding(input, declared);
	if (age) return age;
	const scheme = inFamilySent(declared, input);
	const headers = signatureHeaders(input, scheme);
	if (input.body.length <= LONGEST_VARIED) {
		const other = platformBySignature(input);
		if (other) return { findings: [other], certain: true };
		const found = searchAround(input, scheme, headers);
		if (found) return found;
	}
	const token = openToken(input);
	if (token) {
		const settings = settingsBetween(scheme, token);
		return { findings: [finding('secret_sent_openly')], certain: true, settings };
	}
	return byLooks(input, scheme, headers);
}

/** What is wrong with the time of a signature that is right. */
function ageFinding(input: DiagnosisInput, scheme: HmacScheme): Findings | null {
	if (input.reason !== 'timestamp_too_old' && input.reason !== 'timestamp_too_new') return null;
	const { headers, body, method, url, rawSecrets, nowMs } = input;
	const verifier = createVerifier(scheme, rawSecrets, { toleranceSeconds: ANY_AGE });
	const verdict = verifier({ headers, body, method, url }, nowMs);
	if (!verdict.valid || verdict.timestampSeconds === undefined) return null;
	const text = writeTimestamp(verdict.timestampSeconds, scheme.timestamp?.unit ?? 's');
	const age = Math.floor(nowMs / 1000) - verdict.timestampSeconds;
	const distance = `${Math.abs(age)} seconds ${age > 0 ? 'ago' : 'ahead of now'}`;
	const unit = inOtherUnit(scheme, text, true);
	return unit ?? { findings: [finding('clock_off', { distance })], certain: true };
}

/** That a time is in another unit than the declared one, and what to set. */
function inOtherUnit(
	scheme: HmacScheme,
	text: string | undefined,
	certain: boolean,
): Findings | null {
	const found = unitFinding(scheme, text);
	const unit = unitOf(text ?? '');
	if (!found || !unit || !scheme.timestamp) return null;
	const wanted = { ...scheme, timestamp: { ...scheme.timestamp, unit } };
	return { findings: [found], certain, settings: settingsBetween(scheme, wanted) };
}

/** What the request looks like, where no way of signing fits. */
function byLooks(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly ProofHeader[],
): Findings | null {
	const other = platformByHeaders(input);
	if (other) return { findings: [other], certain: false };
	const expected = input.platform.name;
	const [header] = headers;
	if (!header) {
		if (input.reason !== 'signature_missing') return null;
		return { findings: [finding('signature_not_sent', { expected })], certain: false };
	}
	const elsewhere = headerDeviation(expected, scheme, header);
	if (elsewhere) {
		const settings = settingsBetween(scheme, { ...scheme, header: header.name });
		return { findings: [elsewhere], certain: false, settings };
	}
	if (input.reason === 'signature_malformed') {
		const [digest] = findDigests(header.value);
		return digest ? deviationsByLooks(scheme, digest, header) : null;
	}
	if (!input.reason.startsWith('timestamp_')) return null;
	return inOtherUnit(scheme, declaredTimestamp(input, scheme)?.text, false);
}
