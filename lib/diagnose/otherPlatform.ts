import type { Platform } from '../platform';
import { readHeader, type RequestHeaders } from '../headers';
import { parseSignatures } from '../signature/layout';
import { timestampHeader, type SignatureScheme } from '../signature/scheme';
import { matchingDigest } from './attempt';
import type { Budget } from './budget';
import { finding, type Finding } from './cause';
import { contentVariants } from './contents';
import { findDigests } from './digests';
import type { DiagnosisInput } from './input';
import { declaredKeys, type StoredSecret } from './keyVariants';

/** The platform in whose own scheme the request is signed with the stored secrets. */
export function platformBySignature(
	input: DiagnosisInput,
	secrets: readonly StoredSecret[],
	budget: Budget,
): Platform | undefined {
	return others(input).find((other) => {
		const scheme = other.signature;
		if (scheme.kind !== 'hmac') return false;
		const header = readHeader(input.headers, scheme.header.toLowerCase());
		if (header.kind !== 'value' || !parseSignatures(scheme, header.value).ok) return false;
		const digests = findDigests(header.value);
		const content = contentVariants({ ...input, platform: other }, scheme, header.value).find(
			({ findings }) => findings.length === 0,
		);
		if (!content) return false;
		return declaredKeys(scheme, secrets, { expected: other.name }).some(({ key }) =>
			matchingDigest(budget, digests, key, { ...content, body: input.body }),
		);
	});
}

/**
 * The platform whose headers the request carries, where they are not those of the expected one and
 * no two platforms fit alike. Headers prove nothing; they only hint.
 */
export function platformByHeaders(input: DiagnosisInput): Platform | undefined {
	const { platform, scheme, headers } = input;
	const own = namesOf(platform, scheme);
	const ownProof = proofNames(scheme);
	const hasOwnProof = isSent(headers, scheme);
	let best: Platform | undefined;
	let most = 0;
	let isTie = false;
	for (const other of others(input)) {
		const proof = proofNames(other.signature);
		const isProofSent = isSent(headers, other.signature);
		// A request with the expected signature header may still show more of another platform.
		const surpasses = isProofSent && ownProof.every((name) => proof.includes(name));
		if (hasOwnProof && !surpasses) continue;
		const names = namesOf(other, other.signature).filter((name) => !own.includes(name));
		const present = names.filter((name) =>
			proof.includes(name) ? isProofSent : readHeader(headers, name).kind !== 'missing',
		).length;
		if (present === 0 || present < most) continue;
		isTie = present === most;
		most = present;
		best = other;
	}
	return isTie ? undefined : best;
}

export function wrongPlatform(
	{ platform: { name: expected } }: DiagnosisInput,
	{ name: platform }: Platform,
	looks: 'is' | 'looks like',
): Finding {
	return finding('wrong_platform', { looks, platform, expected });
}

/** Those with a scheme of their own: a configurable one is anybody's. */
function others({ platform, platforms }: DiagnosisInput): Platform[] {
	return platforms.filter(({ id, signatureIsConfigurable }) => {
		return id !== platform.id && !signatureIsConfigurable;
	});
}

/** Headers without which a delivery cannot be verified, in lower case. */
function proofNames(scheme: SignatureScheme): string[] {
	if (scheme.kind === 'basic') return ['authorization'];
	if (scheme.kind === 'token') return 'header' in scheme.in ? [scheme.in.header.toLowerCase()] : [];
	const names = [scheme.header, timestampHeader(scheme), scheme.idHeader];
	return names.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
}

function isSent(headers: RequestHeaders, scheme: SignatureScheme): boolean {
	if (scheme.kind !== 'basic') {
		const names = proofNames(scheme);
		return names.length > 0 && names.every((name) => readHeader(headers, name).kind !== 'missing');
	}
	const header = readHeader(headers, 'authorization');
	return header.kind === 'value' && /^basic /i.test(header.value);
}

/** Sent by any client, so that they tell nothing about the platform. */
const COMMON = /^(user-agent|accept.*|content-.*|date|host|connection)$/;

/** All headers that the declaration mentions, in lower case. */
function namesOf(platform: Platform, scheme: SignatureScheme): string[] {
	const { event, id, occurredAt, resourceId, account } = platform.payload;
	const sources = [
		event,
		id,
		occurredAt,
		resourceId,
		...Object.values(account).map(({ sources: places }) => places),
	].flat();
	const example = { id: '', occurredAt: '', data: {}, account: {}, resourceId: '' };
	const names = [
		...proofNames(scheme),
		...(platform.informativeHeaders ?? []),
		...sources.flatMap((source) => ('header' in source ? [source.header] : [])),
		...platform.events
			.slice(0, 1)
			.flatMap(({ name }) => Object.keys(platform.headers({ ...example, name }))),
	].map((name) => name.toLowerCase());
	return [...new Set(names)].filter((name) => !COMMON.test(name));
}
