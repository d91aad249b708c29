import type { RequestHeaders } from '../../../lib/headers';
import type { SignatureScheme } from '../../../lib/signature/scheme';
import type { SecretLabel, Secrets } from '../../../lib/signature/secret';
import type { RefusalReason } from '../../../lib/signature/verify';
import custom from '../../vectors/custom.json';
import goTab from '../../vectors/goTab.json';
import gustaio from '../../vectors/gustaio.json';
import olympusCloud from '../../vectors/olympusCloud.json';
import resmio from '../../vectors/resmio.json';
import roostSync from '../../vectors/roostSync.json';
import standardWebhooks from '../../vectors/standardWebhooks.json';

/** One case of `test/vectors`; see the README there for what each field means. */
export interface Vector {
	name: string;
	source: string;
	scheme?: SignatureScheme;
	secret?: string;
	previousSecret?: string;
	username?: string;
	password?: string;
	headers: RequestHeaders;
	url?: string;
	method?: string;
	query?: Record<string, unknown>;
	body?: string;
	bodyBase64?: string;
	bodyRepeat?: { text: string; times: number };
	now: number;
	toleranceSeconds?: number;
	expect: 'valid' | RefusalReason;
	matched?: SecretLabel;
	asSent?: boolean;
}

interface VectorFile {
	platform: string;
	vectors: Vector[];
}

export const vectorFiles = [
	gustaio,
	olympusCloud,
	resmio,
	goTab,
	roostSync,
	standardWebhooks,
	custom,
] as unknown as VectorFile[];

export function bodyOf({ body, bodyBase64, bodyRepeat }: Vector): Buffer {
	if (body !== undefined) return Buffer.from(body, 'utf8');
	if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64');
	if (bodyRepeat) return Buffer.from(bodyRepeat.text.repeat(bodyRepeat.times), 'utf8');
	throw new Error('A vector without body');
}

export function secretsOf({ secret, previousSecret, username, password }: Vector): Secrets {
	if (username !== undefined && password !== undefined) return { username, password };
	if (secret === undefined) throw new Error('A vector without secret');
	return { secret, previousSecret };
}
