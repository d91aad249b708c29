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
	secrets: Secrets;
	/** Where it goes, which some schemes sign. */
	url: string;
	/** Unix time that is signed. */
	timestampSeconds: number;
	/** Replaces the platform's scheme where it is the user's choice. */
	scheme?: SignatureScheme;
	tamper?: Tamper;
	headers?: Record<string, string>;
}

/**
 * Gives an event the platform's form and signs it with the production signer.
 *
 * @throws SigningError when the secrets cannot sign
 * @throws Refusal when the scheme has nothing to tamper with
 */
export function buildMessage(parts: MessageParts): Message {
	const { platform, event, tamper } = parts;
	const scheme = parts.scheme ?? platform.signature;
	const body = JSON.stringify(platform.envelope(event));
	const signable = {
		scheme,
		secrets: parts.secrets,
		body,
		id: event.id,
		timestampSeconds: parts.timestampSeconds,
		url: parts.url,
		headers: { ...platform.headers(event), ...parts.headers },
	};
	const signed = sign(tamper ? tamperBeforeSigning(tamper, signable) : signable);
	const sent = tamper
		? tamperAfterSigning(tamper, { scheme, body, headers: signed })
		: { body, headers: signed };
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
