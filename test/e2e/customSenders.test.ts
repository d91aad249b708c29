import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { startSending } from './sender/sending';
import { type CustomSender, customSenders } from './trigger/customSenders';
import { prepareWorkflow, startReceiving } from './trigger/receiving';
import { LOGIN, newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

function credentialsFor({
	parameters,
	secret,
}: CustomSender): Record<string, Record<string, unknown>> {
	return parameters.authentication === 'basic'
		? { hospitalityBasicAuthApi: { username: LOGIN.username, password: secret } }
		: { hospitalityWebhookSecretApi: { secret } };
}

const newBody = () =>
	JSON.stringify({ event: 'a.b', id: newId(), timestamp: new Date().toISOString() });

describe.each(customSenders)('a sender described by the user, $name', (sender) => {
	const { parameters, secret, otherSecret, prove, refusal, sending } = sender;
	const credentials = credentialsFor(sender);

	it('is received, refused with another secret, and sent alike by the Sender', async () => {
		const receiving = await startReceiving(n8n, { platform: 'custom', parameters, credentials });
		const deliver = async (use: string) => {
			const body = newBody();
			const { headers = {}, query = '' } = prove(body, receiving.url, use);
			const answer = await post(`${receiving.url}${query}`, { headers, body });
			return [answer.status, answer.body];
		};
		expect(await deliver(otherSecret)).toEqual([401, { error: refusal }]);
		expect(await deliver(secret)).toEqual([200, { received: true }]);

		const { call, ended } = await startSending(n8n, {
			parameters: {
				operation: 'send',
				platform: 'custom',
				url: receiving.url,
				event: 'c.d',
				data: '{"total": 12.5}',
				...parameters,
				...sending,
			},
			credentials,
		});
		await call([{}]);
		await ended(1);
		const received = await receiving.received(2);
		expect(received.map(({ event }) => event).sort()).toEqual(['a.b', 'c.d']);
		expect(JSON.stringify(received)).not.toContain(secret);
	});
});

it.each([
	['without a body', { signedContentTemplate: '{timestamp}' }, 'has no {body}'],
	['with an unknown place', { signedContentTemplate: '{nonce}.{body}' }, 'has {nonce}, which'],
])('a template %s keeps the workflow from being activated', async (_, template, message) => {
	const workflow = await prepareWorkflow(n8n, {
		platform: 'custom',
		parameters: { signedContent: 'template', ...template },
	});
	await expect(n8n.activate(workflow)).rejects.toThrow(message);
});
