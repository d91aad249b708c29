import type { Platform } from '../../../lib/platform';
import { platforms } from '../../../platforms';
import type { Sandbox } from '../../../sandbox/start';
import type { Credentials } from './credentials';

/** Credentials for every platform of the sandbox that has an API. */
export function accountsAt(sandbox: Pick<Sandbox, 'account'>, signingSecret = ''): Credentials {
	return Object.fromEntries(
		platforms.flatMap(({ id, api }: Platform) =>
			api ? [[api.credential, { ...sandbox.account(id), signingSecret }]] : [],
		),
	);
}
