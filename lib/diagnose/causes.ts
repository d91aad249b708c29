import type { RequestHeaders } from '../headers';
import type { Platform } from '../platform';
import type { SignatureScheme } from '../signature/scheme';
import type { Secrets } from '../signature/secret';
import type { RefusalReason } from '../signature/verify';
import { inWords, type SettingName, type SettingValues } from './settings';

/** A refused request and what it was checked against. */
export interface DiagnosisInput {
	/** The platform that the node is set to. */
	platform: Platform;
	/** All that are known, to find out whether the request belongs to another one. */
	platforms: readonly Platform[];
	/** The platform's scheme, or the one the user configured. */
	scheme: SignatureScheme;
	/** Exactly as stored, white space included. */
	rawSecrets: Secrets;
	headers: RequestHeaders;
	/** The bytes as received. */
	body: Buffer;
	method?: string;
	/** The full URL that the sender used, where it is known. */
	url?: string;
	/** The receiver's clock at the time of the refusal, Unix milliseconds. */
	nowMs: number;
	/** Why the verifier refused the request. */
	reason: RefusalReason;
}

/**
 * The usual reasons why a delivery is refused, for the person who sets the webhook up. What stands
 * in braces comes from the declarations, is the short name of a header, or is one of a few fixed
 * phrases: never a secret, a signature or a piece of the body.
 */
export const EXPLANATIONS = {
	wrong_platform:
		'The request {looks} a delivery of {platform}, while this node is set to {expected}. Choose {platform} as the platform of this node, or correct the webhook URL at {platform}.',

	secret_white_space:
		'The signature fits the {which} {how}. Copy the secret again on both sides, without spaces and line breaks.',
	secret_quoted:
		'The signature fits the {which} without the quotation marks around it. Remove them from the credential.',
	secret_format_differs:
		'The signature fits the {which} {found}, while {expected} is set up to use it {declared}.',
	secret_prefix_differs:
		'The signature fits the {which} {how}. Copy the secret into the credential again, exactly as the sender uses it.',
	secret_in_wrong_field:
		'The signature fits the previous secret, but the field of the current secret is empty. Move the previous secret there.',
	secret_sent_openly:
		'The sender puts the secret itself into a header instead of a signature, so everybody on the way can read it. Replace the secret in any case.',

	body_reserialised:
		'The signature fits the same JSON written differently: {how}. Either the sender signs another text than it sends, or something in between, such as a proxy, writes the body anew; it has to pass the body on unchanged.',
	body_changed:
		'The signature fits the body {how}. Either the sender signs other bytes than it sends, or something in between changes the body; it has to pass the body on unchanged.',
	url_differs:
		'The signature fits the webhook URL {how}. A proxy in between may hide which URL is entered at the sender.',

	signed_content_differs:
		'The signature covers "{content}", while {expected} is set up for "{declared}".',
	signature_header_differs:
		'The signature stands in another header ({name}) than the one that {expected} is set up for ({declared}).',
	timestamp_place_differs: 'The signed time stands in another place than {expected} is set up for.',
	id_header_differs:
		'The signed delivery id stands in another header than {expected} is set up for.',
	signature_not_sent:
		'The request carries no signature. Switch signing on at the sender, where this usually means to set a secret, and check that the request really comes from {expected}.',

	encoding_differs: 'The signature is sent as {found}, while {declared} is expected.',
	algorithm_differs: 'The signature is made with {found}, while {declared} is expected.',
	prefix_differs: 'The signature is sent {found}, while {declared} is expected.',
	layout_differs: 'The signature header is laid out in another way than expected.',

	timestamp_unit: 'The time is sent {found}, while it is expected {declared}.',
	clock_off:
		'The signature is right, but it was made {distance}, by the clocks of sender and receiver. If this was an old delivery sent again, it was refused for good reason: raise the option Time Tolerance (Seconds) only for a sender that repeats deliveries with their first signature. Otherwise one of the clocks is wrong: compare the time of this server with the real one.',

	authorization_not_sent:
		'The request carries no user name and password. Switch Basic authentication on at the sender and enter the user name and password of the credential there.',
	authorization_scheme_differs:
		'The request is authorised {how} instead of by Basic authentication. Choose Basic authentication, with user name and password, at the sender.',
	credentials_white_space:
		'User name and password are right but for white space around one of them. Enter both again at the sender and in the credential, without spaces and line breaks.',
	credentials_swapped:
		'User name and password are in each other\u2019s place. Swap them at the sender or in the credential.',

	header_form_unknown:
		'The signature in the header {name} fits "{content}", but that header is written in a form that no setting describes.',
	content_ambiguous:
		'The signature in the header {name} fits "{content}", but text could be moved between the signed values, so it cannot be trusted.',
	content_unusable:
		'The signature in the header {name} fits "{content}", which cannot be used here: {problem}.',

	token_place_differs:
		'The right token is there, but in another header or behind another prefix than {expected} is set up for.',
} as const;

export type DiagnosisCause = keyof typeof EXPLANATIONS;

/** One thing found, as a code and in words. */
export interface Finding {
	cause: DiagnosisCause;
	/** What it means; with the advice where it is always the same. */
	explanation: string;
}

/** What was found, the most important first. */
export interface Findings {
	findings: [Finding, ...Finding[]];
	/** Whether a signature proves it, or the request only looks so. */
	certain: boolean;
	/**
	 * Where the receiver would have to be set up in another way: what to set, as far as that is
	 * known. Absent where the settings are right.
	 */
	settings?: SettingValues;
}

export function finding(cause: DiagnosisCause, values: Record<string, string> = {}): Finding {
	const explanation = EXPLANATIONS[cause].replace(
		/\{(\w+)\}/g,
		(_, name: string) => values[name] ?? '',
	);
	return { cause, explanation };
}

/** What to do where a sender signs in another way than the scheme says. */
export function remedy(
	platform: Platform,
	platforms: readonly Platform[],
	settings: SettingValues,
): string {
	if (platform.signatureIsConfigurable) {
		const values = Object.entries(settings).map(([name, value]) => {
			const [label, shown] = inWords(name as SettingName, value);
			if (shown.trim() !== '') return `${label} to ${shown.trim()}`;
			return `${label} to ${shown === '' ? 'nothing' : 'a space'}`;
		});
		const last = values.pop();
		if (last === undefined) {
			return "Compare the settings of this node with the sender's documentation.";
		}
		return `Set ${values.length === 0 ? '' : `${values.join(', ')} and `}${last}.`;
	}
	const configurable = platforms.find(({ signatureIsConfigurable }) => signatureIsConfigurable);
	const advice = `This is not how ${platform.name} is known to sign, so check where the request comes from`;
	return configurable
		? `${advice}; a sender of your own can be received as platform ${configurable.name}.`
		: `${advice}.`;
}
