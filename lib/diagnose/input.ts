import type { Platform } from '../platform';
import type { RequestHeaders } from '../headers';
import type { SignatureScheme } from '../signature/scheme';
import type { Secrets } from '../signature/secret';
import type { RefusalReason } from '../signature/verify';

/** A refused request and what it was checked against. */
export interface DiagnosisInput {
	/** The platform that the node is set to. */
	platform: Platform;
	/** All that are known, to find out whether the request belongs to another one. */
	platforms: readonly Platform[];
	/** The platform's scheme, or the one the user configured. */
	scheme: SignatureScheme;
	/** Exactly as stored, white space included. */
	rawSecrets: Secrets;
	headers: RequestHeaders;
	/** The bytes as received. */
	body: Buffer;
	/** The receiver's clock at the time of the refusal, Unix milliseconds. */
	nowMs: number;
	/** Why the verifier refused the request. */
	reason: RefusalReason;
}

/** What to do where a sender signs in another way than the scheme says. */
export function schemeRemedy({ platform, platforms }: DiagnosisInput): string {
	if (platform.signatureIsConfigurable) {
		return 'Change the signature settings of this node, as far as they offer it, or those of the sender.';
	}
	const configurable = platforms.find(({ signatureIsConfigurable }) => signatureIsConfigurable);
	const advice = `This is not how ${platform.name} is known to sign, so check where the request comes from`;
	return configurable
		? `${advice}; a sender of your own can be received as platform ${configurable.name}.`
		: `${advice}.`;
}
