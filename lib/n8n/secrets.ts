import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import type { SignatureScheme } from '../signature/scheme';
import { clean, type Secrets } from '../signature/secret';
import { createVerifier } from '../signature/verify';

/** The credential type that holds what a scheme needs. */
export function secretCredential(scheme: Pick<SignatureScheme, 'kind'>): string {
	return scheme.kind === 'basic' ? 'hospitalityBasicAuthApi' : 'hospitalityWebhookSecretApi';
}

/** The scheme's secrets from a decrypted credential, as entered. */
export function readSecrets(
	scheme: SignatureScheme,
	credential: ICredentialDataDecryptedObject,
): Secrets {
	return scheme.kind === 'basic'
		? { username: clean(credential.username), password: clean(credential.password) }
		: { secret: clean(credential.secret), previousSecret: clean(credential.previousSecret) };
}

/** The same with the white space around them, which only the diagnosis of a refusal looks at. */
export function enteredSecrets(
	scheme: SignatureScheme,
	credential: ICredentialDataDecryptedObject,
): Secrets {
	const text = (name: string) => String(credential[name] ?? '');
	return scheme.kind === 'basic'
		? { username: text('username'), password: text('password') }
		: { secret: text('secret'), previousSecret: text('previousSecret') };
}

/** Why these secrets cannot be used, in one sentence, or null when they can. */
export function secretsProblem(scheme: SignatureScheme, secrets: Secrets): string | null {
	if ('username' in secrets) {
		if (secrets.username === '') return 'The user name in the Basic Auth credential is empty';
		if (secrets.password === '') return 'The password in the Basic Auth credential is empty';
		if (secrets.username.includes(':')) {
			return 'The user name in the Basic Auth credential contains a colon, which Basic Auth cannot carry';
		}
		return null;
	}
	if (secrets.secret === '') return 'The signing secret in the credential is empty';
	// A request without headers gets as far as the signature only when the secrets are usable.
	const verdict = createVerifier(scheme, secrets)({ headers: {}, body: '' }, 0);
	return !verdict.valid && verdict.reason === 'secret_malformed'
		? `The signing secret is not valid here: ${FORMATS[scheme.kind === 'hmac' ? scheme.secretFormat : 'text']}`
		: null;
}

/** What a secret has to be, by the scheme's format. */
const FORMATS = {
	text: 'it should be text',
	base64: 'it should be base64',
	hex: 'it should be pairs of the digits 0 to 9 and a to f',
	whsec: 'it should start with whsec_ (or whpk_ for a public key), followed by base64',
} as const;

/** @throws NodeOperationError when the secrets cannot be used */
export function assertUsable(node: INode, scheme: SignatureScheme, secrets: Secrets): void {
	const problem = secretsProblem(scheme, secrets);
	if (problem === null) return;
	throw new NodeOperationError(node, problem, {
		description:
			'Without it nobody could tell real deliveries from forged ones, so the workflow is not started. Open the credential of this node and enter what the platform uses.',
	});
}
