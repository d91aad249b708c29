import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';

import { credentialTypes } from '../../../sandbox/credentialTypes';

/** Credential data by type; what a token exchange brings is written back into it. */
export type Credentials = Record<string, ICredentialDataDecryptedObject>;

const TYPES = credentialTypes();

/**
 * The part of n8n's server that holds credentials, which n8n-core leaves to its caller: defaults,
 * the declared authentication, and tokens that are fetched when there is none or when told so.
 */
export function credentialsHelper(stored: Credentials): Partial<ICredentialsHelper> {
	return {
		getParentTypes: (name) => typeOf(name).extends ?? [],
		getCredentialsProperties: (name) => typeOf(name).properties,
		isCredentialUsableByNode: () => true,
		getDecrypted: async (_data, _credential, name) => {
			const defaults = typeOf(name).properties.map((property) => [property.name, property.default]);
			return { ...Object.fromEntries(defaults), ...stored[name] };
		},
		runPreAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (_credential, name, { oauthTokenData }) => {
			Object.assign(stored[name], { oauthTokenData });
		},
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			name: string,
			_node: INode,
			isExpired: boolean,
		) => {
			const type = typeOf(name);
			const expirable = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true);
			if (!expirable || !type.preAuthentication) return undefined;
			if (credentials[expirable.name] !== '' && !isExpired) return undefined;
			const fetched = (await type.preAuthentication.call(
				helpers,
				credentials,
			)) as ICredentialDataDecryptedObject;
			Object.assign(stored[name], fetched);
			return { ...credentials, ...fetched };
		},
		authenticate: async (credentials, name, options, workflow, node) => {
			if (!workflow || !node) throw new Error('Authentication needs a workflow and its node');
			const type = typeOf(name);
			if (typeof type.authenticate === 'function') {
				return await type.authenticate(credentials, options as IHttpRequestOptions);
			}
			return authenticate(type, credentials, options as IHttpRequestOptions, workflow, node);
		},
	};
}

function typeOf(name: string): ICredentialType {
	const type = TYPES.find((known) => known.name === name);
	if (!type) throw new Error(`No credential type ${name}`);
	return type;
}

function authenticate(
	type: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): IHttpRequestOptions {
	const { properties } = type.authenticate as IAuthenticateGeneric;
	const headers: Record<string, unknown> = { ...options.headers };
	for (const [header, expression] of Object.entries(properties.headers ?? {})) {
		const value = workflow.expression.getSimpleParameterValue(
			node,
			String(expression),
			'internal',
			{ $credentials: credentials },
			undefined,
			'',
		);
		if (value !== undefined && value !== '') headers[header] = value;
	}
	return { ...options, headers: headers as IHttpRequestOptions['headers'] };
}
