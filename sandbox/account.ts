import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import type { Platform } from '../lib/platform';
import { credentialTypes } from './credentialTypes';

/** What a credential for the API of a platform holds, by the names of its fields. */
export type Account = Record<string, string>;

/**
 * The account that the sandbox accepts at a platform: every address in the credential leads to the
 * sandbox instead of the platform, and what is secret is the sandbox's key.
 *
 * @param url of the sandbox
 */
export function accountAt(url: string, platform: Platform, apiKey: string): Account {
	const type = credentialTypes().find(({ name }) => name === platform.api?.credential);
	const fields = type ? fieldsOf(type) : [];
	return Object.fromEntries(
		fields.flatMap(({ name, default: initial, typeOptions, required }) => {
			if (isAddress(initial)) return [[name, `${url}/${platform.id}${pathOf(initial)}`]];
			if (!required) return [];
			return [[name, typeOptions?.password ? apiKey : 'acc_1']];
		}),
	);
}

/** Those of n8n's own OAuth2, which most such types leave to it, come first. */
function fieldsOf({ extends: parents = [], properties }: ICredentialType): INodeProperties[] {
	if (!parents.includes('oAuth2Api')) return properties;
	const field = (name: string, password: boolean): INodeProperties => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
		required: true,
		typeOptions: { password },
	});
	return [field('clientId', false), field('clientSecret', true), ...properties];
}

function isAddress(value: unknown): value is string {
	return typeof value === 'string' && /^https:\/\//.test(value);
}

/** Without trailing slash. */
function pathOf(address: string): string {
	return new URL(address).pathname.replace(/\/$/, '');
}
