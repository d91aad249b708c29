import { createHmac } from 'crypto';

import type { DiagnosisInput } from '../../lib/diagnose/causes';
import { diagnose, type Diagnosis } from '../../lib/diagnose/diagnose';
import type { RequestHeaders } from '../../lib/headers';
import type { Platform } from '../../lib/platform';
import type { SignatureScheme } from '../../lib/signature/scheme';
import type { Secrets } from '../../lib/signature/secret';
import { verify } from '../../lib/signature/verify';
import { platforms } from '../../platforms';

/** 2026-01-01T00:00:00Z in Unix seconds. */
export const NOW = 1767225600;
export const BODY = '{"event":"order.created","total":86.5}';
/** What both sides know. */
export const SHARED = 'kitchen-3f9c-secret';

export interface Refused {
	platform: Platform;
	scheme?: SignatureScheme;
	secrets?: Secrets;
	headers: Record<string, string | undefined>;
	body?: Buffer | string;
	url?: string;
}

/** A request that the verifier refuses, as the diagnosis gets it. Fails for one that it accepts. */
export function refusal(request: Refused): DiagnosisInput {
	const { platform, url, secrets: rawSecrets = { secret: SHARED } } = request;
	const scheme = request.scheme ?? platform.signature;
	const body = Buffer.from(request.body ?? BODY);
	const headers = distinct(request.headers);
	const nowMs = NOW * 1000;
	const verdict = verify({ scheme, secrets: rawSecrets, headers, body, url, now: nowMs });
	if (verdict.valid) throw new Error('The verifier accepts this request, so there is no refusal');
	const { reason } = verdict;
	return { platform, platforms, scheme, rawSecrets, headers, body, url, nowMs, reason };
}

/** What the diagnosis makes of a refused request. */
export const diagnosed = (request: Refused): Diagnosis | null => diagnose(refusal(request));

/** Headers as Node gives them to the Trigger in `request.headersDistinct`. */
export function distinct(headers: Record<string, string | undefined>): RequestHeaders {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name.toLowerCase(), [value]]],
		),
	);
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
