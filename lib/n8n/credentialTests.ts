import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { secretsIn, secretsProblem } from './secrets';
import type { SignatureScheme } from '../signature/scheme';

const ANY_HMAC: SignatureScheme = {
	kind: 'hmac',
	algorithm: 'sha256',
	encoding: 'hex',
	header: 'X-Signature',
	layout: { kind: 'single', prefix: '' },
	signedContent: '{body}',
	secretFormat: 'text',
};

/**
 * The tests of the credentials that hold secrets, for the `methods` of every node that uses them.
 * No platform can be asked whether a secret is right; what can be said is whether it is usable.
 */
export const secretTests = {
	async webhookSecretTest(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		return test(ANY_HMAC, credential);
	},
	async basicAuthTest(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		return test({ kind: 'basic' }, credential);
	},
};

function test(scheme: SignatureScheme, { data }: ICredentialsDecrypted): INodeCredentialTestResult {
	const problem = secretsProblem(scheme, secretsIn(scheme, data ?? {}));
	return problem === null
		? {
				status: 'OK',
				message: 'Complete. The first delivery shows whether the platform uses the same.',
			}
		: { status: 'Error', message: problem };
}
