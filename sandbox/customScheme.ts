import { z } from 'zod';

import type { Platform } from '../lib/platform';
import { schemeProblem, type SignatureScheme } from '../lib/signature/scheme';
import { Refusal } from './refusal';

const name = z.string().min(1);

/** The parts of an HMAC scheme; those left out are the platform's own. */
const hmacFields = z
	.object({
		kind: z.literal('hmac'),
		algorithm: z.enum(['sha1', 'sha256', 'sha384', 'sha512']),
		encoding: z.enum(['hex', 'base64', 'base64url']),
		header: name,
		layout: z.discriminatedUnion('kind', [
			z.object({ kind: z.literal('single'), prefix: z.string() }),
			z.object({ kind: z.literal('list'), separator: name, prefix: z.string() }),
			z.object({
				kind: z.literal('fields'),
				timestampField: name,
				signatureField: name,
				separator: name.optional(),
			}),
			z.object({ kind: z.literal('versioned'), version: name, ed25519Version: name }),
		]),
		signedContent: name,
		timestamp: z.object({
			source: z.union([
				z.object({ header: name }).strict(),
				z.object({ signatureField: name }).strict(),
				z.object({ body: name }).strict(),
			]),
			unit: z.enum(['s', 'ms', 'iso', 'auto']),
			hasDecimals: z.boolean().optional(),
			toleranceSeconds: z.number().min(0).default(300),
		}),
		idHeader: name,
		secretFormat: z.enum(['text', 'base64', 'hex', 'whsec']),
	})
	.partial()
	.strict();

const tokenScheme = z
	.object({
		kind: z.literal('token'),
		in: z.union([
			z.object({ header: name, prefix: z.string() }).strict(),
			z.object({ query: name }).strict(),
		]),
	})
	.strict();

const basicScheme = z.object({ kind: z.literal('basic') }).strict();

/** The signature scheme that a caller may set where the platform leaves it open. */
export const customSchemeSchema = z.union([tokenScheme, basicScheme, hmacFields]);

export type CustomScheme = z.output<typeof customSchemeSchema>;

/**
 * The platform's scheme with the caller's fields in place of its own.
 *
 * @throws Refusal where the scheme is the platform's to set, or cannot be used
 */
export function applyScheme(platform: Platform, fields: CustomScheme | undefined): SignatureScheme {
	if (!fields) return platform.signature;
	if (!platform.signatureIsConfigurable || platform.signature.kind !== 'hmac') {
		throw new Refusal(422, 'SCHEME_FIXED', `The signature of ${platform.name} cannot be changed`);
	}
	const scheme: SignatureScheme =
		fields.kind === 'token' || fields.kind === 'basic'
			? fields
			: { ...platform.signature, ...fields };
	const problem = schemeProblem(scheme);
	if (problem !== null) throw new Refusal(422, 'VALIDATION_ERROR', `scheme: ${problem}`);
	return scheme;
}
