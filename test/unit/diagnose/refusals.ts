import { createHmac } from 'crypto';

import { diagnose, type Diagnosis } from '../../../lib/diagnose/diagnose';
import type { Platform } from '../../../lib/platform';
import type { SignatureScheme } from '../../../lib/signature/scheme';
import type { Secrets } from '../../../lib/signature/secret';
import { verify } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';

/** 2026-01-01T00:00:00Z in Unix seconds. */
export const NOW = 1767225600;
export const BODY = '{"event":"order.created","total":86.5}';
/** What both sides know. */
export const SHARED = 'kitchen-3f9c-secret';

export interface Refused {
	platform: Platform;
	scheme?: SignatureScheme;
	secrets?: Secrets;
	headers: Record<string, string | string[] | undefined>;
	body?: Buffer | string;
	now?: number;
}

/** What the verifier says of a request, and what the diagnosis makes of its refusal. */
export function diagnosed(request: Refused): Diagnosis | null {
	const { platform, headers, now = NOW, secrets: rawSecrets = { secret: SHARED } } = request;
	const scheme = request.scheme ?? platform.signature;
	const body = Buffer.from(request.body ?? BODY);
	const nowMs = now * 1000;
	const verdict = verify({ scheme, secrets: rawSecrets, headers, body, now: nowMs });
	if (verdict.valid) throw new Error('The verifier accepts this request, so there is no refusal');
	const { reason } = verdict;
	return diagnose({ platform, platforms, scheme, rawSecrets, headers, body, nowMs, reason });
}

/** An HMAC as any sender computes it. */
export function hmac(
	key: string | Buffer,
	content: string | Buffer,
	{ algorithm = 'sha256', encoding = 'hex' as 'hex' | 'base64' | 'base64url' } = {},
): string {
	return createHmac(algorithm, key).update(content).digest(encoding);
}

export const certainly = (cause: string, words = ''): unknown => expected(cause, true, words);
export const perhaps = (cause: string, words = ''): unknown => expected(cause, false, words);

function expected(cause: string, certain: boolean, words: string): unknown {
	return { cause, certain, explanation: expect.stringContaining(words) as unknown };
}
