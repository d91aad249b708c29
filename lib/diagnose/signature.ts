import type { HmacScheme } from '../signature/scheme';
import { clean, type HmacSecrets } from '../signature/secret';
import { Budget } from './budget';
import { finding, type Finding, type Findings } from './cause';
import { contentVariants } from './contents';
import { findDigests } from './digests';
import { formFindings } from './form';
import { schemeRemedy, type DiagnosisInput } from './input';
import type { StoredSecret } from './keyVariants';
import { platformByHeaders, platformBySignature, wrongPlatform } from './otherPlatform';
import { search } from './search';
import { isSecretSentOpenly, signatureHeaders, type SignatureHeader } from './signatureHeaders';
import { unitFinding } from './time';

/** Looks for the way of signing that fits a refused signature, then for what its looks tell. */
export function diagnoseSignature(input: DiagnosisInput, scheme: HmacScheme): Findings | null {
	const secrets = storedSecrets(input.rawSecrets as HmacSecrets);
	const budget = new Budget();
	const headers = signatureHeaders(input, scheme);
	if (headers.every((header) => header.finding !== undefined)) {
		const other = platformBySignature(input, secrets, budget);
		if (other) return { findings: [wrongPlatform(input, other, 'is')], certain: true };
	}
	for (const header of headers) {
		const findings = search(input, scheme, secrets, header, budget);
		if (findings) return findings.length > 0 ? { findings, certain: true } : null;
	}
	const remedy = schemeRemedy(input);
	if (isSecretSentOpenly(input, scheme, secrets)) {
		return { findings: [finding('secret_sent_openly', { remedy })], certain: true };
	}
	const suggested = byLooks(input, scheme, headers, remedy);
	return suggested.length > 0 ? { findings: suggested, certain: false } : null;
}

function byLooks(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly SignatureHeader[],
	remedy: string,
): Finding[] {
	const other = platformByHeaders(input);
	if (other) return [wrongPlatform(input, other, 'looks like')];
	const expected = input.platform.name;
	const [header] = headers;
	if (!header) {
		return input.reason === 'signature_missing'
			? [finding('signature_not_sent', { expected })]
			: [];
	}
	if (header.finding) return [header.finding];
	if (input.reason === 'signature_malformed') {
		const [digest] = findDigests(header.value);
		return digest ? formFindings(scheme, digest, header.value, remedy) : [];
	}
	const timestamp = scheme.timestamp && contentVariants(input, scheme, header.value)[0]?.timestamp;
	const unit = scheme.timestamp && timestamp && unitFinding(input, scheme.timestamp, timestamp);
	return unit ? [unit] : [];
}

function storedSecrets({ secret, previousSecret }: HmacSecrets): StoredSecret[] {
	const stored: StoredSecret[] = [];
	if (clean(secret)) stored.push({ label: 'current', raw: secret });
	if (previousSecret && clean(previousSecret)) {
		stored.push({ label: 'previous', raw: previousSecret });
	}
	return stored;
}
