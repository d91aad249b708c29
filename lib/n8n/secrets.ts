import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import type { Platform } from '../platform';
import type { WebhookApi } from '../registration/declaration';
import type { SignatureScheme } from '../signature/scheme';
import { clean, type Secrets } from '../signature/secret';
import { createVerifier } from '../signature/verify';

/** What a credential's Platform says where every node may use it, as it does where it says nothing. */
export const ANY_PLATFORM = 'any';

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

/** What the secrets are for. */
export interface SecretUse {
	platform: Pick<Platform, 'id' | 'name' | 'api'>;
	scheme: SignatureScheme;
	/** Where a webhook is registered through the platform's API; null or left out where it is not. */
	webhookApi?: WebhookApi | null;
	/** A credential of any platform will do. */
	ofAnyPlatform?: boolean;
}

/**
 * The credential type that holds the secrets. A secret of ours that goes to the platform's API is in
 * the credential of that API: one account, one credential.
 */
export function secretCredential({ platform, scheme, webhookApi }: SecretUse): string {
	if (webhookApi?.secret.by === 'user' && platform.api) return platform.api.credential;
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
	use: SecretUse,
	need: { consequence: string; itemIndex?: number },
): Promise<LoadedSecrets> {
	const { platform, scheme } = use;
	const { consequence, itemIndex } = need;
	const type = secretCredential(use);
	const fail = (problem: string, remedy: string) =>
		new NodeOperationError(context.getNode(), problem, {
			itemIndex,
			description: `${consequence} ${remedy}`,
		});
	if (!context.getNode().credentials?.[type]) {
		const kind = type === platform.api?.credential ? 'API' : KINDS[scheme.kind];
		throw fail(
			`No ${kind} credential is set for ${platform.name}`,
			'Choose or create the credential in this node.',
		);
	}
	const loaded = await readSecrets(context, use, itemIndex).catch((error: unknown) => {
		if (!(error instanceof OtherPlatformError)) throw error;
		throw fail(error.message, 'Choose a credential of this platform.');
	});
	const problem = secretsProblem(scheme, loaded.secrets);
	if (problem === null) return loaded;
	throw fail(problem, 'Open the credential of this node and enter what the other side has.');
}

const KINDS = { basic: 'Basic Auth', hmac: 'signing secret', token: 'signing secret' } as const;

/** The chosen credential is set to another platform than the node. */
class OtherPlatformError extends Error {}

/**
 * The secrets of the chosen credential, usable or not.
 *
 * @throws OtherPlatformError, or what n8n says when it cannot read the credential
 */
export async function readSecrets(
	context: Context,
	use: SecretUse,
	itemIndex?: number,
): Promise<LoadedSecrets> {
	const { platform, scheme, ofAnyPlatform = false } = use;
	const type = secretCredential(use);
	const credential = await context.getCredentials(type, itemIndex);
	const { platform: owner = ANY_PLATFORM } = credential;
	if (!ofAnyPlatform && ![ANY_PLATFORM, platform.id].includes(String(owner))) {
		const name = context.getNode().credentials?.[type]?.name ?? 'chosen here';
		throw new OtherPlatformError(
			`The credential "${name}" is set to the platform ${String(owner)}, not to ${platform.name}`,
		);
	}
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
	if (scheme.kind === 'basic') {
		return {
			username: toText(credential.username),
			password: toText(credential.password),
			previousUsername: toText(credential.previousUsername),
			previousPassword: toText(credential.previousPassword),
		};
	}
	const isOfApi = 'signingSecret' in credential || 'previousSigningSecret' in credential;
	return isOfApi
		? {
				secret: toText(credential.signingSecret),
				previousSecret: toText(credential.previousSigningSecret),
			}
		: { secret: toText(credential.secret), previousSecret: toText(credential.previousSecret) };
}

/** What a webhook is created with, so that its deliveries can prove themselves. */
export interface SentProof {
	/** The signing secret, or the password. */
	secret: string;
	/** Only beside a password. */
	username?: string;
}

/** The current secret, or user name and password, without those that they replace. */
export function proofToSend(secrets: Secrets): SentProof {
	return 'username' in secrets
		? { username: secrets.username, secret: secrets.password }
		: { secret: secrets.secret };
}

/** Why these secrets cannot be used, in one sentence, or null when they can. */
export function secretsProblem(scheme: SignatureScheme, secrets: Secrets): string | null {
	if ('username' in secrets) {
		if (secrets.username === '') return 'The user name in the Basic Auth credential is empty';
		if (secrets.password === '') return 'The password in the Basic Auth credential is empty';
		if (secrets.username.includes(':') || secrets.previousUsername?.includes(':')) {
			return 'A user name in the Basic Auth credential contains a colon, which Basic Auth cannot carry';
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
