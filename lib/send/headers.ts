import { proofHeaders, timestampHeader, type SignatureScheme } from '../signature/scheme';
import { InputError } from './inputError';

/** Headers that the connection or the body decide on. */
const ALWAYS_RESERVED: ReadonlySet<string> = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'content-type',
	'expect',
	'host',
	'keep-alive',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/**
 * Checks headers that a user adds to those of a wire form.
 *
 * @param taken names that the wire form sets itself, in any case
 * @throws InputError for a reserved or invalid name, a name given twice, or an invalid value
 */
export function checkCustomHeaders(
	headers: Readonly<Record<string, string>>,
	taken: Iterable<string>,
): void {
	const reserved = new Set([...taken].map((name) => name.toLowerCase()));
	const seen = new Set<string>();
	for (const [name, value] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		if (ALWAYS_RESERVED.has(lower) || lower.startsWith('proxy-') || reserved.has(lower)) {
			throw new InputError(
				`The header ${name} is reserved: the delivery sets it itself`,
				'Remove it from the custom headers.',
			);
		}
		if (seen.has(lower)) {
			throw new InputError(`The header ${name} is given twice`, 'Remove one of them.');
		}
		seen.add(lower);
		checkHeader(name, value);
	}
}

/** @throws InputError when HTTP cannot carry the name or the value, which is not repeated */
export function checkHeader(name: string, value: string): void {
	if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
		throw new InputError(
			`"${name}" is not a valid header name`,
			'Header names have letters, digits and hyphens.',
		);
	}
	if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
		throw new InputError(
			`The value of the header ${name} cannot be sent`,
			'Headers carry no line breaks and only characters up to U+00FF.',
		);
	}
}

/** Names of the headers that a scheme writes. */
export function schemeHeaders(scheme: SignatureScheme): string[] {
	if (scheme.kind !== 'hmac') return proofHeaders(scheme);
	return [scheme.header, timestampHeader(scheme), scheme.idHeader].filter(
		(name) => name !== undefined,
	);
}
