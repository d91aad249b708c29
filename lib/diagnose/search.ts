import type { HmacScheme } from '../signature/scheme';
import { matchingDigest } from './attempt';
import { nearbyBodies, reserialisedBodies, type BodyVariant } from './bodies';
import type { Budget } from './budget';
import type { Finding } from './cause';
import { contentVariants, type ContentVariant } from './contents';
import { findDigests, type FoundDigest } from './digests';
import { formFindings } from './form';
import { schemeRemedy, type DiagnosisInput } from './input';
import { declaredKeys, nearbyKeys, type KeyVariant, type StoredSecret } from './keyVariants';
import { platformBySignature, wrongPlatform } from './otherPlatform';
import type { SignatureHeader } from './signatureHeaders';
import { timeFinding } from './time';

/** Longer bodies are only checked as they are. */
const LONGEST_VARIED = 1024 * 1024;

/** One way in which the request may have been signed. */
interface Attempt {
	key: KeyVariant;
	content: ContentVariant;
	body: BodyVariant;
}

/**
 * What the first fitting attempt means, or undefined when none fits. Empty when the request fits
 * the scheme just so.
 */
export function search(
	input: DiagnosisInput,
	scheme: HmacScheme,
	secrets: readonly StoredSecret[],
	header: SignatureHeader,
	budget: Budget,
): Finding[] | undefined {
	const digests = findDigests(header.value);
	if (digests.length === 0) return undefined;
	const match = ({ key, content, body }: Attempt) =>
		matchingDigest(budget, digests, key.key, { ...content, body: body.bytes });

	const contents = contentVariants(input, scheme, header.value);
	const keys = declaredKeys(scheme, secrets, { expected: input.platform.name });
	const received: BodyVariant = { bytes: input.body };
	const [declared, ...otherContents] = contents;
	if (!declared) return undefined;

	for (const key of keys) {
		const attempt = { key, content: declared, body: received };
		const digest = match(attempt);
		if (digest) return meaning(input, scheme, header, attempt, digest);
	}
	const other = platformBySignature(input, secrets, budget);
	if (other) return [wrongPlatform(input, other, 'is')];
	if (input.body.length > LONGEST_VARIED) return undefined;

	for (const attempt of variations(input, scheme, secrets, keys, declared, otherContents)) {
		const digest = match(attempt);
		if (digest) return meaning(input, scheme, header, attempt, digest);
	}
	return undefined;
}

/** One deviation at a time first, then two: the budget ends what would take too long. */
function* variations(
	input: DiagnosisInput,
	scheme: HmacScheme,
	secrets: readonly StoredSecret[],
	keys: readonly KeyVariant[],
	declared: ContentVariant,
	otherContents: readonly ContentVariant[],
): Generator<Attempt> {
	const wording = { expected: input.platform.name, remedy: schemeRemedy(input) };
	const received: BodyVariant = { bytes: input.body };
	const otherKeys = [...nearbyKeys(scheme, secrets, wording)];
	for (const key of otherKeys) yield { key, content: declared, body: received };
	for (const body of nearbyBodies(input.body)) {
		for (const key of keys) yield { key, content: declared, body };
	}
	for (const content of otherContents) {
		for (const key of keys) yield { key, content, body: received };
	}
	for (const body of reserialisedBodies(input.body)) {
		for (const key of keys) yield { key, content: declared, body };
	}
	for (const content of otherContents) {
		for (const key of otherKeys) yield { key, content, body: received };
	}
}

function meaning(
	input: DiagnosisInput,
	scheme: HmacScheme,
	header: SignatureHeader,
	{ key, content, body }: Attempt,
	digest: FoundDigest,
): Finding[] {
	const { timestamp, findings } = content;
	// The refusal was about the declared time, so another one cannot explain it.
	const isDeclared = timestamp !== undefined && findings.length === 0;
	const time =
		scheme.timestamp && isDeclared ? timeFinding(input, scheme.timestamp, timestamp) : undefined;
	const form = formFindings(scheme, digest, header.value, schemeRemedy(input));
	const all = [time, key.finding, body.finding, ...findings, header.finding, ...form];
	return all.filter((one) => one !== undefined);
}
