import { timingSafeEqual } from 'crypto';

import { readHeader } from '../headers';
import type { HmacScheme } from '../signature/scheme';
import { clean } from '../signature/secret';
import { finding, type Finding } from './cause';
import { schemeRemedy, type DiagnosisInput } from './input';
import type { StoredSecret } from './keyVariants';

/** A header that holds, or may hold, the signature. */
export interface SignatureHeader {
	value: string;
	/** Set where it is not the one that the scheme declares. */
	finding?: Finding;
}

const MOST_OTHERS = 2;

/** Short enough that no signature can hide in a header's name, which is shown. */
const SHOWN_NAME = /^[a-z][a-z0-9-]{0,38}$/;

/** The declared header, or, when it is missing, others that are named like one. */
export function signatureHeaders(input: DiagnosisInput, scheme: HmacScheme): SignatureHeader[] {
	const declared = readHeader(input.headers, scheme.header.toLowerCase());
	if (declared.kind === 'duplicated') return [];
	if (declared.kind === 'value') return [{ value: declared.value }];
	return Object.keys(input.headers)
		.map((name) => name.toLowerCase())
		.filter((name) => /signature|hmac/.test(name) && SHOWN_NAME.test(name))
		.flatMap((name) => {
			const header = readHeader(input.headers, name);
			if (header.kind !== 'value') return [];
			const values = {
				name,
				declared: scheme.header,
				expected: input.platform.name,
				remedy: schemeRemedy(input),
			};
			return [{ value: header.value, finding: finding('signature_header_differs', values) }];
		})
		.slice(0, MOST_OTHERS);
}

/** Shorter secrets may stand in a header by chance. */
const SHORTEST_TELLING = 8;

/** Whether some header holds the secret itself, as senders of plain tokens do. */
export function isSecretSentOpenly(
	{ headers }: DiagnosisInput,
	scheme: HmacScheme,
	secrets: readonly StoredSecret[],
): boolean {
	const prefix = scheme.layout.kind === 'single' ? scheme.layout.prefix : '';
	const values = Object.values(headers).filter((value) => typeof value === 'string');
	return secrets.some(({ raw }) => {
		const secret = clean(raw);
		if (secret.length < SHORTEST_TELLING) return false;
		return values.some((value) =>
			[secret, `Bearer ${secret}`, prefix + secret].some((text) => isEqual(value.trim(), text)),
		);
	});
}

function isEqual(a: string, b: string): boolean {
	const [first, second] = [Buffer.from(a), Buffer.from(b)];
	return first.length === second.length && timingSafeEqual(first, second);
}
