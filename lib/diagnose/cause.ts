/**
 * The usual reasons why a delivery is refused, and what to do about each, for the person who sets
 * the webhook up. What stands in braces comes from the declarations or is one of a few fixed
 * phrases: nothing of the request, and never a secret.
 */
export const EXPLANATIONS = {
	wrong_platform:
		'The request {looks} a delivery of {platform}, while this node is set to {expected}. Choose {platform} as the platform of this node, or correct the webhook URL at {platform}.',

	secret_white_space:
		'The signature fits the {which} {how}. Copy the secret again on both sides, without spaces and line breaks.',
	secret_quoted:
		'The signature fits the {which} without the quotation marks around it. Remove them from the credential.',
	secret_is_base64:
		'The signature fits the {which} decoded from base64, while {expected} is set up to use it as text. {remedy}',
	secret_is_base64url:
		'The signature fits the {which} decoded from URL-safe base64. In the credential, write + for each - and / for each _ that stands after the prefix.',
	secret_is_hex:
		'The signature fits the {which} decoded from hex, while {expected} is set up to use it otherwise. {remedy}',
	secret_is_text:
		'The signature fits the {which} taken as text, while {expected} is set up to decode it from base64. {remedy}',
	secret_prefix_missing:
		'The signature fits the {which} with whsec_ in front of it. Copy the secret into the credential again, with everything before and after the underscore.',
	secret_prefix_superfluous:
		'The signature fits the {which} without what stands before its underscore. Enter only the part after it in the credential.',
	secret_in_wrong_field:
		'The signature fits the previous secret, but the field of the current secret is empty. Move the previous secret there.',
	secret_beside_unusable:
		'The signature fits the {which}, but the other secret in the credential is not in the format that {expected} requires, so neither is used. Correct or clear the other one.',
	secret_sent_openly:
		'The sender puts the secret itself into the signature header instead of a signature, so everybody on the way can read it. {remedy} Replace the secret afterwards.',

	body_reserialised:
		'The signature fits the same JSON written differently: {how}. Either the sender signs another text than it sends, or something in between, such as a proxy, writes the body anew; it has to pass the body on unchanged.',
	body_trailing_newline:
		'The signature fits the body {how}. Either the sender signs another text than it sends, or something in between changes the end of the body; it has to pass the body on unchanged.',
	body_line_endings:
		'The signature fits the body with {how} line endings. Something between sender and n8n changes them, or the sender signs before they are changed; the body has to arrive unchanged.',
	body_byte_order_mark:
		'The signature fits the body {how} a byte order mark. The sender has to sign and send the same bytes.',
	body_charset:
		'The signature fits the body {how}. The sender has to sign the very bytes it sends, which for JSON means UTF-8.',

	signed_content_differs:
		'The signature covers {content}, while {expected} is set up for {declared}. {remedy}',
	signature_header_differs:
		'The signature stands in another header ({name}) than the one that {expected} is set up for ({declared}). {remedy}',
	timestamp_header_differs:
		'The signed time stands in another place than {expected} is set up for. {remedy}',
	id_header_differs:
		'The signed delivery id stands in another header than {expected} is set up for. {remedy}',
	signature_not_sent:
		'The request carries no signature. Switch signing on at the sender, where this usually means to set a secret, and check that the request really comes from {expected}.',

	encoding_differs: 'The signature is sent as {found}, while {declared} is expected. {remedy}',
	algorithm_differs: 'The signature is made with {found}, while {declared} is expected. {remedy}',
	prefix_missing:
		'The signature is sent without the prefix {declared} that is expected before it. {remedy}',
	prefix_superfluous:
		'The signature is sent with a prefix{found}, while none is expected. {remedy}',
	layout_differs: 'The signature header is laid out in another way than expected. {remedy}',

	timestamp_unit: 'The time is sent in {found}, while {declared} are expected. {remedy}',
	timestamp_format:
		'The signature is right, but its time is not written as a whole number of seconds or milliseconds since 1970. The sender has to send it so.',
	clock_off:
		'The signature is right, but it was made {distance}, by the clocks of sender and receiver. Either an old delivery was sent again, which has to be refused, or one of the clocks is wrong: compare the time of this server with the real one.{zone}',

	authorization_not_sent:
		'The request carries no user name and password. Switch Basic authentication on at the sender and enter the user name and password of the credential there.',
	authorization_scheme_differs:
		'The request is authorised {how} instead of by Basic authentication. Choose Basic authentication, with user name and password, at the sender.',
	credentials_not_base64:
		'User name and password are right, but the sender does not encode them in plain base64, as Basic authentication demands. This has to be corrected at the sender.',
	credentials_white_space:
		'User name and password are right but for white space around one of them. Enter both again at the sender and in the credential, without spaces and line breaks.',
	credentials_charset:
		'User name and password are right, but {how}. Use letters and digits without accents in both.',
	credentials_swapped:
		'User name and password are in each other\u2019s place. Swap them at the sender or in the credential.',
} as const;

export type DiagnosisCause = keyof typeof EXPLANATIONS;

/** One thing found, as a code and in words. */
export interface Finding {
	cause: DiagnosisCause;
	explanation: string;
}

/** What was found, the most important first. */
export interface Findings {
	findings: Finding[];
	/** Whether a signature proves it, or the request only looks so. */
	certain: boolean;
}

export function finding(cause: DiagnosisCause, values: Record<string, string> = {}): Finding {
	const explanation = EXPLANATIONS[cause]
		.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
		.replace(/ {2,}/g, ' ')
		.trim();
	return { cause, explanation };
}
