import type { OutgoingEvent, Platform } from '../lib/platform';
import type { SignatureScheme } from '../lib/signature/scheme';
import type { Secrets } from '../lib/signature/secret';
import { sign } from '../lib/signature/sign';
import { type Tamper, tamperAfterSigning, tamperBeforeSigning } from './tamper';

/** A delivery ready to be sent: the body is the very text that was signed. */
export interface Message {
	event: OutgoingEvent;
	headers: Record<string, string>;
	body: string;
}

export interface MessageParts {
	platform: Platform;
	event: OutgoingEvent;
	/** Without them the event is sent unsigned. */
	secrets?: Secrets;
	/** Where it goes, which some schemes sign. */
	url: string;
	/** Unix time that is signed. */
	timestampSeconds: number;
	/** Replaces the platform's scheme where it is the user's choice. */
	scheme?: SignatureScheme;
	tamper?: Tamper;
	/** Text in place of the platform's form of the event. */
	body?: string;
	/** Added last, so they win over the platform's own. */
	headers?: Record<string, string>;
}

/**
 * Gives an event the platform's form and signs it with the production signer.
 *
 * @throws SigningError when the secrets cannot sign
 * @throws Refusal when the scheme has nothing to tamper with
 */
export function buildMessage(parts: MessageParts): Message {
	const { platform, event } = parts;
	const scheme = parts.scheme ?? platform.signature;
	const body = parts.body ?? JSON.stringify(platform.envelope(event));
	const sent = parts.secrets
		? signed({ ...parts, secrets: parts.secrets, scheme, body })
		: { body, headers: {} };
	return {
		event,
		body: sent.body,
		headers: {
			'Content-Type': 'application/json',
			...platform.headers(event),
			...sent.headers,
			...parts.headers,
		},
	};
}

function signed(
	parts: MessageParts & { secrets: Secrets; scheme: SignatureScheme; body: string },
): { body: string; headers: Record<string, string> } {
	const { platform, scheme, secrets, body, event, timestampSeconds, url, tamper } = parts;
	const otherHeaders = { ...platform.headers(event), ...parts.headers };
	const signable = {
		scheme,
		secrets,
		body,
		id: event.id,
		timestampSeconds,
		url,
		headers: otherHeaders,
	};
	const headers = sign(tamper ? tamperBeforeSigning(tamper, signable) : signable);
	return tamper ? tamperAfterSigning(tamper, { scheme, body, headers }) : { body, headers };
}
