import type { ICredentialType } from 'n8n-workflow';

import { GoTabApi } from '../../credentials/GoTabApi.credentials';
import { HospitalityBasicAuthApi } from '../../credentials/HospitalityBasicAuthApi.credentials';
import { HospitalityWebhookSecretApi } from '../../credentials/HospitalityWebhookSecretApi.credentials';
import { OlympusCloudApi } from '../../credentials/OlympusCloudApi.credentials';
import { ResmioApi } from '../../credentials/ResmioApi.credentials';
import { secretsIn } from '../../lib/redact';

const credentials: ICredentialType[] = [
	new GoTabApi(),
	new HospitalityBasicAuthApi(),
	new HospitalityWebhookSecretApi(),
	new OlympusCloudApi(),
	new ResmioApi(),
];

describe('secretsIn', () => {
	it.each(credentials.map((credential) => [credential.name, credential] as const))(
		'finds every password of %s, and nothing else',
		(_, { properties }) => {
			const names = properties.map(({ name }) => name);
			const passwords = properties.filter(({ typeOptions }) => typeOptions?.password === true);
			const data = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
			expect(secretsIn(data)).toEqual(passwords.map(({ name }) => `value of ${name}`));
		},
	);

	it('finds them inside of objects and lists, such as the tokens of OAuth2', () => {
		const data = {
			grantType: 'clientCredentials',
			oauthTokenData: { access_token: 'a', refresh_token: 'r', token_type: 'Bearer' },
			endpoints: [{ url: 'u', secret: 's' }],
			secrets: ['old', 'new'],
		};
		expect(secretsIn(data)).toEqual(['a', 'r', 's', 'old', 'new']);
	});

	it('finds them in the query of a URL, where a webhook has nothing else to prove itself', () => {
		const endpointUrl = 'https://n8n.example/webhook/1?table=7&token=kitchen%20door&key=';
		expect(secretsIn({ endpointUrl, events: ['a?token=b'] })).toEqual(['kitchen door']);
	});
});
