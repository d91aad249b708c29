import { prepareKeys } from '../signature/secret';
import type { HmacScheme } from '../signature/scheme';
import { clean, decodeBase64, type SecretLabel } from '../signature/secret';
import type { CheckKey } from './attempt';
import { finding, type DiagnosisCause, type Finding } from './cause';

/** A key that the sender may have signed with. */
export interface KeyVariant {
	key: CheckKey;
	/** What this would mean; absent for a key that the scheme makes of a stored secret. */
	finding?: Finding;
}

/** A stored secret, white space included, and which of the two it is. */
export interface StoredSecret {
	label: SecretLabel;
	raw: string;
}

const WHICH = { current: 'secret', previous: 'previous secret' } as const;

/** What the sentences need to know besides the secret. */
export interface Wording {
	expected: string;
	remedy: string;
}

/** The keys that the scheme makes of the secrets, each for itself: one may be unusable. */
export function declaredKeys(
	scheme: HmacScheme,
	secrets: readonly StoredSecret[],
	{ expected }: Pick<Wording, 'expected'>,
): KeyVariant[] {
	const prepared = secrets.map(({ label, raw }) => {
		return { label, keys: prepareKeys(scheme.secretFormat, { secret: raw }) };
	});
	const usable = prepared.flatMap(({ label, keys }) =>
		keys.ok ? keys.keys.map((key) => ({ label, key })) : [],
	);
	const isAlone = !secrets.some(({ label }) => label === 'current');
	return usable.map(({ label, key }) => {
		if (isAlone) return { key, finding: finding('secret_in_wrong_field') };
		if (usable.length === prepared.length) return { key };
		const values = { which: WHICH[label], expected };
		return { key, finding: finding('secret_beside_unusable', values) };
	});
}

/** The stored secrets taken in another way than the scheme does, the commonest first. */
export function* nearbyKeys(
	scheme: HmacScheme,
	secrets: readonly StoredSecret[],
	wording: Wording,
): Generator<KeyVariant> {
	const seen = new Set<string>();
	for (const { label, raw } of secrets) {
		for (const { bytes, cause, how } of interpretations(scheme, raw)) {
			// An empty key would let anybody sign, and then the claim would mean nothing.
			const identity = bytes.toString('base64');
			if (bytes.length === 0 || seen.has(identity)) continue;
			seen.add(identity);
			const values = { ...wording, which: WHICH[label], how: how ?? '' };
			yield { key: { kind: 'hmac', bytes }, finding: finding(cause, values) };
		}
	}
}

interface Interpretation {
	bytes: Buffer;
	cause: DiagnosisCause;
	how?: string;
}

/** White space, and characters that take no room on the screen. */
const INVISIBLE = /[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g;
const PREFIX = /^[A-Za-z]{2,12}_(?=.)/;

function interpretations(scheme: HmacScheme, raw: string): Interpretation[] {
	const list: Interpretation[] = [];
	const secret = clean(raw);
	const isText = scheme.secretFormat === 'text';
	const add = (bytes: Buffer | undefined, cause: DiagnosisCause, how?: string) => {
		if (bytes) list.push({ bytes, cause, how });
	};
	const asScheme = (text: string, cause: DiagnosisCause, how?: string) => {
		const keys = prepareKeys(scheme.secretFormat, { secret: text });
		if (!keys.ok) return;
		for (const key of keys.keys) if (key.kind === 'hmac') add(key.bytes, cause, how);
	};

	if (isText) {
		const asPasted = 'together with the white space around it';
		if (raw !== secret) add(Buffer.from(raw), 'secret_white_space', asPasted);
		const lineBreak = 'followed by a line break';
		add(Buffer.from(`${secret}\n`), 'secret_white_space', lineBreak);
		add(Buffer.from(`${secret}\r\n`), 'secret_white_space', lineBreak);
		add(Buffer.from(`${secret} `), 'secret_white_space', 'followed by a space');
	}
	const visible = secret.replace(INVISIBLE, '');
	const cleaned = 'without the white space or invisible characters inside it';
	if (visible !== secret) asScheme(visible, 'secret_white_space', cleaned);
	const unquoted = /^(["'`])(.+)\1$/s.exec(secret)?.[2];
	if (unquoted !== undefined) asScheme(unquoted, 'secret_quoted');

	const bare = secret.replace(PREFIX, '');
	if (isText) {
		for (const text of [secret, bare]) {
			add(fromBase64(text), 'secret_is_base64');
			add(fromHex(text), 'secret_is_hex');
		}
		if (bare !== secret) add(Buffer.from(bare), 'secret_prefix_superfluous');
		else add(Buffer.from(`whsec_${secret}`), 'secret_prefix_missing');
	} else {
		add(Buffer.from(secret), 'secret_is_text');
		add(Buffer.from(bare), 'secret_is_text');
		add(Buffer.from(`whsec_${secret}`), 'secret_prefix_missing');
		add(fromHex(bare), 'secret_is_hex');
		add(fromBase64(bare), 'secret_is_base64url');
	}
	return list;
}

function fromBase64(text: string): Buffer | undefined {
	return decodeBase64(text.replace(/-/g, '+').replace(/_/g, '/'));
}

function fromHex(text: string): Buffer | undefined {
	return /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}
