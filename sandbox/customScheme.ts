import { z } from 'zod';

import type { Platform } from '../lib/platform';
import type { SignatureScheme } from '../lib/signature/scheme';
import { Refusal } from './refusal';

/** The fields of a signature scheme that a caller may set where the platform leaves them open. */
export const customSchemeSchema = z
	.object({
		algorithm: z.enum(['sha1', 'sha256', 'sha512']),
		encoding: z.enum(['hex', 'base64']),
		header: z.string().min(1),
		layout: z.discriminatedUnion('kind', [
			z.object({ kind: z.literal('single'), prefix: z.string() }),
			z.object({
				kind: z.literal('fields'),
				timestampField: z.string().min(1),
				signatureField: z.string().min(1),
			}),
			z.object({
				kind: z.literal('list'),
				version: z.string().min(1),
				ed25519Version: z.string().min(1),
			}),
		]),
		signedContent: z.enum(['{body}', '{timestamp}.{body}', '{id}.{timestamp}.{body}']),
		timestamp: z.object({
			header: z.string().min(1).optional(),
			unit: z.enum(['s', 'ms', 'either']),
			toleranceSeconds: z.number().min(0).default(300),
		}),
		idHeader: z.string().min(1),
		secretFormat: z.enum(['text', 'whsec']),
	})
	.partial()
	.strict();

export type CustomScheme = z.output<typeof customSchemeSchema>;

/**
 * The platform's scheme with the caller's fields in place of its own.
 *
 * @throws Refusal where the scheme is the platform's to set
 */
export function applyScheme(platform: Platform, fields: CustomScheme | undefined): SignatureScheme {
	if (!fields) return platform.signature;
	if (!platform.signatureIsConfigurable || platform.signature.kind !== 'hmac') {
		throw new Refusal(422, 'SCHEME_FIXED', `The signature of ${platform.name} cannot be changed`);
	}
	const scheme = { ...platform.signature, ...fields };
	if (scheme.signedContent.includes('{timestamp}') && !scheme.timestamp) {
		throw new Refusal(422, 'VALIDATION_ERROR', 'scheme.timestamp: is required to sign a timestamp');
	}
	if (scheme.signedContent.includes('{id}') && !scheme.idHeader) {
		throw new Refusal(422, 'VALIDATION_ERROR', 'scheme.idHeader: is required to sign an id');
	}
	return scheme;
}
