import type { ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';

import { readSecrets, secretsProblem } from '../../lib/host/secrets';
import type { SignatureScheme } from '../../lib/signature/scheme';

const ANY_HMAC: SignatureScheme = {
	kind: 'hmac',
	algorithm: 'sha256',
	encoding: 'hex',
	header: 'X-Signature',
	layout: { kind: 'single', prefix: '' },
	signedContent: '{body}',
	secretFormat: 'text',
};

/** No platform can be asked whether a secret is right; what can be said is whether it is usable. */
export function testWebhookSecret(credential: ICredentialsDecrypted): INodeCredentialTestResult {
	return test(ANY_HMAC, credential);
}

export function testBasicAuth(credential: ICredentialsDecrypted): INodeCredentialTestResult {
	return test({ kind: 'basic' }, credential);
}

function test(scheme: SignatureScheme, { data }: ICredentialsDecrypted): INodeCredentialTestResult {
	const problem = secretsProblem(scheme, readSecrets(scheme, data ?? {}));
	return problem === null
		? {
				status: 'OK',
				message: 'Complete. The first delivery shows whether the platform uses the same.',
			}
		: { status: 'Error', message: problem };
}
