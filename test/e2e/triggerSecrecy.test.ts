import { platforms } from '../../platforms';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { documentedDelivery } from '../support/documentedDelivery';
import { documentedOf } from '../support/platformFiles';
import { basic, calledUrl, LOGIN, signed, type SigningOptions } from '../support/senders';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { type Receiving, startReceiving, TRIGGER } from './trigger/receiving';
import { automatic, sandboxClient } from './trigger/registering';

jest.setTimeout(240_000);

/** Secrets that stand nowhere else, so that finding one means that it got out. */
const UNIQUE = {
	current: 'zq-secret-5d1f0a77c2',
	previous: 'zq-previous-90ab3fe1',
	whsec: `whsec_${Buffer.from('zq-standard-webhooks-key-61').toString('base64')}`,
	username: 'zq-user',
	password: 'zq:password:44b1',
};

let n8n: SharedN8n;
let sandbox: Sandbox;
const receiving = new Map<string, Receiving>();
/** Everything that must not be found afterwards. */
const hidden = new Set<string>();

/** The credentials of a platform with secrets that stand nowhere else, and what signs with them. */
function uniqueOf(platform: string): {
	credentials: Record<string, Record<string, unknown>>;
	signing: SigningOptions;
} {
	const { username, password, whsec, current, previous } = UNIQUE;
	switch (documentedOf(platform).signature.kind) {
		case 'basic': {
			const login = { username, password };
			return { credentials: { hospitalityBasicAuthApi: login }, signing: { login } };
		}
		case 'standardWebhooks':
			return {
				credentials: { hospitalityWebhookSecretApi: { secret: whsec } },
				signing: { secret: whsec },
			};
		default:
			return {
				credentials: { hospitalityWebhookSecretApi: { secret: current, previousSecret: previous } },
				signing: { secret: current },
			};
	}
}

/** Remembers each long piece of a header that proves something. */
function hide(headers: Record<string, string>) {
	const proving = /signature|auth|hmac/i;
	for (const [name, value] of Object.entries(headers)) {
		if (!proving.test(name)) continue;
		for (const piece of value.split(/[ ,]|v1=|sha256=/)) if (piece.length > 15) hidden.add(piece);
	}
	return headers;
}

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	sandbox = await startSandbox({ apiKey: 'zq-api-key-7c90' });
	for (const value of Object.values(UNIQUE)) if (value !== UNIQUE.username) hidden.add(value);
	hidden.add(sandbox.apiKey);

	await Promise.all(
		platforms.map(async ({ id: platform }) => {
			const { credentials, signing } = uniqueOf(platform);
			const started = await startReceiving(n8n, { platform, credentials });
			receiving.set(platform, started);
			const { body, headers } = documentedDelivery(platform);
			const url = calledUrl(platform, started.url, signing.secret);
			const proof = hide(await signed(platform, body, { ...signing, url }));
			const good = { ...headers, ...proof, 'X-Api-Key': 'zq-extra-1' };
			expect((await post(url, { headers: good, body })).status).toBeLessThan(300);
			// Refused ones are logged: with the right headers for another body, and with wrong ones.
			await post(url, { headers: good, body: `${body} ` });
			const isBasic = 'login' in signing;
			const wrong = isBasic ? hide({ Authorization: basic('n8n', 'zq-typo:1') }) : {};
			await post(started.url, { headers: { ...headers, ...wrong }, body });
			await started.received(1);
		}),
	);
	hidden.add('zq-extra-1').add('zq-typo:1');
	const { credentials, ...registered } = automatic(sandbox);
	const { current: signingSecret, previous: previousSigningSecret } = UNIQUE;
	const olympusCloudApi = {
		...credentials.olympusCloudApi,
		signingSecret,
		previousSigningSecret,
	};
	const { workflow } = await startReceiving(n8n, {
		...registered,
		credentials: { olympusCloudApi },
	});
	await sandboxClient(sandbox).fault({ method: 'DELETE', path: '/*', status: 403, times: 9 });
	await n8n.deactivate(workflow).catch(() => undefined);
});

afterAll(async () => {
	await sandbox.close();
});

const found = (text: string) => [...hidden].filter((value) => text.includes(value));

it('knows what to look for, so that finding nothing means something', () => {
	expect(hidden.size).toBeGreaterThan(14);
	expect(found(`... ${UNIQUE.password} ...`)).toEqual([UNIQUE.password]);
	expect(LOGIN.password).not.toContain('zq');
});

it('finds no secret and no signature in the data of executions', async () => {
	for (const [platform, { workflow }] of receiving) {
		for (const { id } of await n8n.executions(workflow)) {
			const stored = await n8n.session.call('GET', `/rest/executions/${id}`);
			const text = JSON.stringify(stored);
			expect(text).toContain(TRIGGER);
			expect([platform, found(text)]).toEqual([platform, []]);
		}
	}
});

it('finds none in what n8n tells its editor of workflows, static data included', async () => {
	for (const [platform, { workflow }] of receiving) {
		const text = JSON.stringify(await n8n.readWorkflow(workflow));
		expect([platform, found(text)]).toEqual([platform, []]);
	}
});

it('finds none in the log, which tells of the refusals', () => {
	const log = n8n.log();
	expect(log).toContain('signature_mismatch');
	expect(log).toContain('authorization_mismatch');
	expect(found(log)).toEqual([]);
});
