import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import type { SignatureScheme } from '../signature/scheme';
import { clean, type Secrets } from '../signature/secret';
import { createVerifier } from '../signature/verify';

/** The secrets of a node's credential. */
export interface LoadedSecrets {
	/** Without the white space around them: ready for verifying and signing. */
	secrets: Secrets;
	/** As entered: only the diagnosis of a refusal looks at the white space. */
	entered: Secrets;
}

/** What loading needs of n8n; all its contexts have it. */
type Context = Pick<IExecuteFunctions, 'getNode'> & {
	getCredentials: (type: string, itemIndex?: number) => Promise<ICredentialDataDecryptedObject>;
};

/** The credential type that holds what a scheme needs. */
export function secretCredential(scheme: Pick<SignatureScheme, 'kind'>): string {
	return scheme.kind === 'basic' ? 'hospitalityBasicAuthApi' : 'hospitalityWebhookSecretApi';
}

/**
 * Loads the secrets that a node verifies or signs with, and sees that they can be used.
 *
 * @param need.consequence one sentence that says why nothing goes without them
 * @throws NodeOperationError when no credential is chosen, or it holds nothing that can be used
 */
export async function loadSecrets(
	context: Context,
	scheme: SignatureScheme,
	need: { platformName: string; consequence: string; itemIndex?: number },
): Promise<LoadedSecrets> {
	const { platformName, consequence, itemIndex } = need;
	const fail = (problem: string, remedy: string) =>
		new NodeOperationError(context.getNode(), problem, {
			itemIndex,
			description: `${consequence} ${remedy}`,
		});
	if (!context.getNode().credentials?.[secretCredential(scheme)]) {
		const kind = scheme.kind === 'basic' ? 'Basic Auth' : 'signing secret';
		throw fail(
			`No ${kind} credential is set for ${platformName}`,
			'Choose or create the credential in this node.',
		);
	}
	const loaded = await readSecrets(context, scheme, itemIndex);
	const problem = secretsProblem(scheme, loaded.secrets);
	if (problem === null) return loaded;
	throw fail(problem, 'Open the credential of this node and enter what the other side has.');
}

/**
 * The secrets of the chosen credential, usable or not.
 *
 * @throws what n8n says when it cannot read the credential
 */
export async function readSecrets(
	context: Context,
	scheme: SignatureScheme,
	itemIndex?: number,
): Promise<LoadedSecrets> {
	const credential = await context.getCredentials(secretCredential(scheme), itemIndex);
	return {
		secrets: secretsIn(scheme, credential, clean),
		entered: secretsIn(scheme, credential, (value) => String(value ?? '')),
	};
}

/** The scheme's secrets of a decrypted credential. */
export function secretsIn(
	scheme: Pick<SignatureScheme, 'kind'>,
	credential: ICredentialDataDecryptedObject,
	toText: (value: unknown) => string = clean,
): Secrets {
	const { username, password, secret, previousSecret } = credential;
	return scheme.kind === 'basic'
		? { username: toText(username), password: toText(password) }
		: { secret: toText(secret), previousSecret: toText(previousSecret) };
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
