import { SANDBOX_API_KEY, type Sandbox } from '../../../sandbox/start';
import type { Credentials } from './credentials';

/** Credentials for every platform of the sandbox that has an API. */
export function accountsAt(sandbox: Sandbox, signingSecret = ''): Credentials {
	return {
		olympusCloudApi: {
			apiKey: SANDBOX_API_KEY,
			baseUrl: sandbox.apiUrl('olympusCloud'),
			signingSecret,
		},
		resmioApi: { apiKey: SANDBOX_API_KEY, baseUrl: sandbox.apiUrl('resmio') },
		goTabApi: {
			accessId: 'acc_1',
			accessSecret: SANDBOX_API_KEY,
			baseUrl: sandbox.apiUrl('goTab'),
		},
	};
}
