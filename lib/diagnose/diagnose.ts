import { diagnoseBasic } from './basic';
import type { DiagnosisCause, Findings } from './cause';
import { schemeRemedy, type DiagnosisInput } from './input';
import { diagnoseSignature } from './signature';

export type { DiagnosisCause } from './cause';
export type { DiagnosisInput } from './input';

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
		const { scheme, rawSecrets } = input;
		const isBasic = 'username' in rawSecrets;
		if (scheme.kind === 'token' || isBasic !== (scheme.kind === 'basic')) return null;
		const found = scheme.kind === 'basic' ? diagnoseBasic(input) : diagnoseSignature(input, scheme);
		return found && inWords(found, schemeRemedy(input));
	} catch {
		// Explaining a refusal is an extra; the refusal itself has already been decided.
		return null;
	}
}

/** The most important findings in a row, with advice that they share said once, at the end. */
function inWords({ findings, certain }: Findings, remedy: string): Diagnosis {
	const sentences = findings.slice(0, MOST_FINDINGS).map(({ explanation }) => explanation);
	const last = sentences.map((sentence) => sentence.includes(remedy)).lastIndexOf(true);
	const explanation = sentences
		.map((sentence, index) => (index === last ? sentence : sentence.replace(remedy, '').trim()))
		.join(' ');
	return { cause: findings[0].cause, explanation, certain };
}

const MOST_FINDINGS = 3;
