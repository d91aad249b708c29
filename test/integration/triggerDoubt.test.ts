import type { Platform } from '../../lib/platform';
import { isRepeated } from '../../lib/send/retry';
import { platformById, platforms } from '../../platforms';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { addWebhook } from '../../sandbox/webhooks';
import {
	basic,
	newId,
	signatureHeader,
	signed,
	signingCredentials,
	SIGNING_TEXT,
} from '../support/senders';
import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

type Entered = Record<string, string>;

const OTHER_WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

/** A secret in the form of its platform, or a password, that is not the right one. */
function mistypedFor(id: string): Entered {
	const signature = platformById(id)?.signature;
	if (signature?.kind === 'basic') return { username: 'n8n', password: 'mistyped' };
	const isEncoded = signature?.kind === 'hmac' && signature.secretFormat === 'whsec';
	return { secret: isEncoded ? OTHER_WHSEC : 'mistyped' };
}

const all = platforms.map((platform): [string, Platform] => [platform.id, platform]);
const repeating = all.filter(([, { retry }]) => isRepeated(retry, 503));
const TEN_MINUTES = 600;
const lasting = repeating.filter(
	([, { retry }]) => retry.delaysSeconds.reduce((sum, delay) => sum + delay, 0) > TEN_MINUTES,
);
const brief = repeating.filter((one) => !lasting.includes(one));
const others = all.filter(([, { retry }]) => !isRepeated(retry, 503));

let sandbox: Sandbox;
let host: TriggerHost;
let served: ServedTrigger;
/** How far the clock was moved. */
let passedMs: number;

beforeEach(async () => {
	passedMs = 0;
	sandbox = await startSandbox();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await Promise.all([sandbox.close(), served.close()]);
});

/** A node that waits for a platform's deliveries. */
async function serve(platform: string, data: Entered, options = {}) {
	const [type] = Object.keys(signingCredentials(platform));
	host = new TriggerHost({
		parameters: { platform, events: ['*'], registration: 'manual', options },
		credentials: { [type]: data },
	});
	served = await serveTrigger(host);
	return (entered: Entered) => (host.options.credentials = { [type]: entered });
}

const realNow = Date.now.bind(Date);

/** Moves the clock of both sides, and makes the attempts that are due by then. */
async function pass(minutes: number): Promise<void> {
	passedMs += minutes * 60_000;
	const offset = passedMs;
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + offset);
	await sandbox.sendDue();
}

/** Ten minutes with a mistyped secret, something happening each minute; then it is corrected. */
async function correctAfterTenMinutes(id: string, platform: Platform) {
	const [right] = Object.values(signingCredentials(id)) as Entered[];
	const enter = await serve(id, mistypedFor(id));
	const { secret = '', ...login } = right;
	addWebhook(sandbox.state, platform, {
		url: served.url,
		events: ['*'],
		secret,
		...login,
	}).status = 'active';
	for (let minute = 0; minute < 10; minute++) {
		await fetch(`${sandbox.url}/${id}/_fire`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ event: platform.events[0].name }),
		});
		await pass(1);
	}
	const before = [...sandbox.state.deliveries.values()].flatMap(({ attempts }) =>
		attempts.map(({ status }) => status),
	);
	enter(right);
	for (let hour = 0; hour < 24; hour++) await pass(60);
	return { before, started: served.started.length };
}

describe('a secret that is wrong for ten minutes of', () => {
	it.each(lasting)('%s loses nothing, since it is asked to try again', async (id, platform) => {
		const { before, started } = await correctAfterTenMinutes(id, platform);
		expect(before.length).toBeGreaterThan(10);
		expect(new Set(before)).toEqual(new Set([503]));
		expect(started).toBe(10);
	});

	it.each(brief)('%s is asked to try again as long as it does', async (id, platform) => {
		const { before } = await correctAfterTenMinutes(id, platform);
		expect(before.length).toBeGreaterThan(10);
		expect(new Set(before)).toEqual(new Set([503]));
	});

	it.each(others)('%s, which is not known to repeat, is refused as ever', async (id, platform) => {
		const { before, started } = await correctAfterTenMinutes(id, platform);
		expect([before, started]).toEqual([Array(10).fill(401), 0]);
	});
});

it('the documents of three platforms say that they repeat', () => {
	const ids = repeating.map(([id]) => id);
	expect(ids).toEqual(expect.arrayContaining(['olympusCloud', 'roostSync', 'standardWebhooks']));
	const silent = others.map(([id]) => id);
	expect(silent).toEqual(expect.arrayContaining(['gustaio', 'goTab', 'resmio', 'custom']));
});

/** What a delivery of Olympus Cloud gets that is signed so; null is not signed at all. */
async function deliver(secret: string | null, at = Math.floor(Date.now() / 1000)) {
	const body = JSON.stringify({ id: newId(), type: 'order.created', data: {} });
	const headers = await signed('olympusCloud', body, { secret: secret ?? '', at });
	if (secret === null) delete headers[signatureHeader('olympusCloud')];
	const response = await fetch(served.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	const { error = null } = (await response.json()) as { error?: string };
	return [response.status, error, response.headers.get('retry-after')];
}

const TRY_AGAIN = [503, 'signature_mismatch', '60'];
const REFUSED = [401, 'signature_mismatch', null];
const ACCEPTED = [200, null, null];

it('a forgery is refused for good as soon as one delivery was verified', async () => {
	await serve('olympusCloud', { secret: SIGNING_TEXT });
	expect(await deliver('forged')).toEqual(TRY_AGAIN);
	expect(await deliver(SIGNING_TEXT)).toEqual(ACCEPTED);
	expect(await deliver('forged')).toEqual(REFUSED);
});

it('a secret that was entered anew has verified nothing yet, whatever the one before has', async () => {
	const enter = await serve('olympusCloud', { secret: SIGNING_TEXT });
	expect(await deliver(SIGNING_TEXT)).toEqual(ACCEPTED);
	enter({ secret: 'mistyped', previousSecret: SIGNING_TEXT });
	await pass(1);
	expect(await deliver(SIGNING_TEXT)).toEqual(ACCEPTED);
	expect(await deliver('the-new-key')).toEqual(TRY_AGAIN);
	enter({ secret: 'the-new-key', previousSecret: SIGNING_TEXT });
	await pass(1);
	expect(await deliver('the-new-key')).toEqual(ACCEPTED);
	expect(await deliver('forged')).toEqual(REFUSED);
	expect(await deliver(SIGNING_TEXT)).toEqual(ACCEPTED);
});

it('after a restart nothing is known to be right until the next delivery', async () => {
	await serve('olympusCloud', { secret: SIGNING_TEXT });
	expect(await deliver(SIGNING_TEXT)).toEqual(ACCEPTED);
	host.restart();
	expect(await deliver('forged')).toEqual(TRY_AGAIN);
	expect(await deliver(SIGNING_TEXT)).toEqual(ACCEPTED);
	expect(await deliver('forged')).toEqual(REFUSED);
});

it('what is refused for another reason than the secret is refused for good', async () => {
	await serve('olympusCloud', { secret: SIGNING_TEXT });
	const hourAgo = Math.floor(Date.now() / 1000) - 3600;
	expect(await deliver(null)).toEqual([401, 'signature_missing', null]);
	expect(await deliver(SIGNING_TEXT, hourAgo)).toEqual([401, 'timestamp_too_old', null]);
	expect(served.started).toEqual([]);
});

it('a wrong password gets its challenge where nothing is known of repetitions', async () => {
	await serve('resmio', { username: 'n8n', password: 'right' });
	const { status, headers } = await fetch(served.url, {
		method: 'POST',
		headers: { authorization: basic('n8n', 'wrong') },
		body: '{}',
	});
	expect([status, headers.get('retry-after')]).toEqual([401, null]);
	expect(headers.get('www-authenticate')).toContain('Basic');
});

it('somebody is told that the platform was asked to try again, and why', async () => {
	await serve('olympusCloud', { secret: SIGNING_TEXT }, { emitRefused: true });
	await deliver('forged');
	expect(served.started).toEqual([
		[
			[],
			[
				{
					json: expect.objectContaining({
						reason: 'signature_mismatch',
						status: 503,
						explanation:
							'The signature does not belong to this body and secret. No delivery has been verified with this secret yet, so the platform was asked to try again: once the secret is right, nothing is lost.',
					}),
				},
			],
		],
	]);
});
