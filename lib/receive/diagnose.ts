import type { Platform } from '../platform';
import type { RequestHeaders } from '../signature/header';
import type { SignatureScheme } from '../signature/scheme';
import type { Secrets } from '../signature/secret';
import type { RefusalReason } from '../signature/verdict';

export interface Diagnosis {
	cause: string;
	explanation: string;
	certain: boolean;
}

export function diagnose(input: {
	platform: Platform;
	platforms: readonly Platform[];
	scheme: SignatureScheme;
	rawSecrets: Secrets;
	headers: RequestHeaders;
	body: Buffer;
	nowMs: number;
	reason: RefusalReason;
}): Diagnosis | null {
	return input.reason ? null : null;
}
