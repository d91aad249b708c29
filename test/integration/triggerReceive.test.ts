import { createHmac } from 'crypto';
import { sleep } from 'n8n-workflow';

import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

const SIGNED_WITH = 'integration-key-0815';
let host: TriggerHost;
let served: ServedTrigger;

beforeEach(async () => {
	host = new TriggerHost({
		parameters: { platform: 'roostSync', events: ['booking.created'] },
		credentials: { hospitalityWebhookSecretApi: { secret: SIGNED_WITH } },
	});
	served = await serveTrigger(host);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await served.close();
});

const booking = (id: string, event = 'booking.created') =>
	JSON.stringify({ event, timestamp: '2024-03-15T10:30:00Z', data: { booking_id: id } });

async function send(body: string, secret = SIGNED_WITH, signal?: AbortSignal) {
	const digest = createHmac('sha256', secret).update(body).digest('hex');
	const response = await fetch(served.url, {
		method: 'POST',
		headers: { 'X-RoostSync-Signature': `sha256=${digest}`, 'content-type': 'application/json' },
		body,
		signal,
	});
	return [response.status, await response.json()] as [number, unknown];
}

it('hands n8n one item on its one output, with the answer to send', async () => {
	expect(await send(booking('bk_1'))).toEqual([200, { received: true }]);
	expect(served.started).toEqual([
		[[{ json: expect.objectContaining({ event: 'booking.created', resourceId: 'bk_1' }) }]],
	]);
});

it('answers by itself, and starts nothing, where there is nothing to start', async () => {
	expect(await send(booking('bk_2'), 'another-key')).toEqual([
		503,
		{ error: 'signature_mismatch' },
	]);
	expect(await send(booking('bk_2', 'booking.cancelled'))).toEqual([
		200,
		{ received: true, ignored: 'event_not_selected' },
	]);
	expect(await send('null')).toEqual([400, { error: 'body_not_object' }]);
	expect(served.started).toEqual([]);
});

it('runs with the secret of its own platform only, also where it was changed meanwhile', async () => {
	const secretOf = (platform: string) => ({
		hospitalityWebhookSecretApi: { platform, secret: SIGNED_WITH },
	});
	host.options.credentials = secretOf('goTab');
	expect(await send(booking('bk_3'))).toEqual([503, { error: 'secret_missing' }]);
	expect(served.started).toEqual([]);
});

const realNow = Date.now.bind(Date);

/** Everything from now on happens this much later than it does. */
function letPass(milliseconds: number): void {
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + milliseconds);
}

it('reads the credential once for the deliveries of a second', async () => {
	await Promise.all([send(booking('bk_3')), send(booking('bk_4'), 'another-key')]);
	await send(booking('bk_4'));
	expect(host.credentialReads).toBe(1);
	letPass(1000);
	await send(booking('bk_8'));
	expect(host.credentialReads).toBe(2);
});

it('takes a secret that was changed meanwhile without a new activation', async () => {
	await send(booking('bk_9'));
	host.options.credentials.hospitalityWebhookSecretApi = {
		secret: 'new-key',
		previousSecret: SIGNED_WITH,
	};
	letPass(1000);
	expect((await send(booking('bk_5'), 'new-key'))[0]).toBe(200);
	expect((await send(booking('bk_6')))[0]).toBe(200);
	const labels = served.started.slice(1).map(([[{ json }]]) => json.verification);
	expect(labels).toMatchObject([{ matchedSecret: 'current' }, { matchedSecret: 'previous' }]);
});

it('takes settings that were changed within that second', async () => {
	expect((await send(booking('bk_10')))[0]).toBe(200);
	host.options.parameters = { platform: 'goTab', events: ['*'] };
	expect(await send(booking('bk_11'))).toEqual([401, { error: 'signature_missing' }]);
});

it('answers 503 while the credential holds no secret, so that a platform that repeats does so', async () => {
	host.options.credentials.hospitalityWebhookSecretApi = { secret: ' \n' };
	expect((await send(booking('bk_7')))[0]).toBe(503);
	host.options.credentials.hospitalityWebhookSecretApi = { secret: SIGNED_WITH };
	letPass(1000);
	expect(await send(booking('bk_7'))).toEqual([200, { received: true }]);
	expect(served.started).toHaveLength(1);
});

describe('a caller that hangs up while n8n creates the execution, and calls again at once,', () => {
	async function hangUpAndCallAgain(id: string) {
		let calls = 0;
		let settle = { succeed: () => {}, fail: () => {} };
		await served.close();
		served = await serveTrigger(host, {
			createExecution: async () => {
				calls += 1;
				if (calls > 1) return;
				await new Promise<void>((succeed, reject) => {
					settle = { succeed, fail: () => reject(new Error('No database')) };
				});
			},
		});
		const caller = new AbortController();
		const first = send(booking(id), SIGNED_WITH, caller.signal).catch(() => 'gone');
		while (calls === 0) await sleep(5);
		caller.abort();
		expect(await first).toBe('gone');
		const second = send(booking(id));
		// The second call comes in and finds the first one.
		await sleep(200);
		return { second, ...settle };
	}

	it('finds a duplicate when that succeeds', async () => {
		const { second, succeed } = await hangUpAndCallAgain('bk_8');
		succeed();
		expect(await second).toEqual([200, { received: true, duplicate: true }]);
		expect(served.started).toHaveLength(1);
	});

	it('starts the workflow when that fails', async () => {
		const { second, fail } = await hangUpAndCallAgain('bk_9');
		fail();
		expect(await second).toEqual([200, { received: true }]);
		expect(served.started).toHaveLength(1);
	});
});

describe('a caller that hangs up before the node has looked at the delivery', () => {
	/** Hangs up after this time; n8n needs 60 ms to load the workflow and as long for the execution. */
	async function hangUpAfter(milliseconds: number, id: string): Promise<void> {
		const caller = new AbortController();
		const gone = send(booking(id), SIGNED_WITH, caller.signal).catch(() => 'gone');
		await sleep(milliseconds);
		caller.abort();
		await gone;
	}

	it.each([
		['has started it once when it has called again', false],
		['starts it with its next call when n8n could create no execution', true],
	])('%s', async (_, fails) => {
		await served.close();
		let failing = fails;
		const pass = async () => await sleep(60);
		served = await serveTrigger(host, {
			prepare: pass,
			createExecution: async () => {
				await pass();
				if (failing) throw new Error('No database');
			},
		});
		const times = [5, 30, 55, 65, 90];
		await Promise.all(times.map(async (ms) => await hangUpAfter(ms, `bk_${ms}`)));
		await sleep(200);
		failing = false;
		const answers = await Promise.all(times.map(async (ms) => await send(booking(`bk_${ms}`))));
		expect(answers.map(([status]) => status)).toEqual(times.map(() => 200));
		const ids = served.started.map(([[{ json }]]) => json.resourceId);
		expect(ids.sort()).toEqual(times.map((ms) => `bk_${ms}`).sort());
	});
});

describe('a Code node that keeps static data', () => {
	it('overwrites what is remembered, until the next call writes it again', async () => {
		await served.close();
		let counter = 0;
		served = await serveTrigger(host, {
			run: ({ staticData }) => {
				staticData.global = { counter: ++counter };
			},
		});
		const keys = () => {
			const { 'node:Trigger': own } = JSON.parse(host.staticData) as Record<
				string,
				{ seen?: string }
			>;
			return (own?.seen ?? '').length / 8;
		};
		await send(booking('bk_20'));
		await send(booking('bk_21'));
		expect([counter, keys()]).toEqual([2, 0]);
		letPass(6_000);
		// A repetition, and an event that is not selected, are stored without starting a run.
		expect(await send(booking('bk_20'))).toEqual([200, { received: true, duplicate: true }]);
		expect(keys()).toBe(2);
		await send(booking('bk_22'));
		expect(keys()).toBe(2);
		letPass(12_000);
		await send(booking('bk_23', 'booking.cancelled'));
		expect([counter, keys()]).toEqual([3, 3]);
	});
});

it('keeps what it remembers when Remembered Deliveries is changed', async () => {
	await send(booking('bk_30'));
	for (const dedupeWindow of [5, 'many', 2500]) {
		host.options.parameters = { ...host.options.parameters, options: { dedupeWindow } };
		// As another node leaves it behind.
		host.stored.save({});
		expect(await send(booking('bk_30'))).toEqual([200, { received: true, duplicate: true }]);
	}
	expect(host.stored.text.length).toBeLessThan(100);
});

it('remembers a thousand deliveries where Remembered Deliveries is no number', async () => {
	host.options.parameters = { ...host.options.parameters, options: { dedupeWindow: 'many' } };
	for (let id = 0; id < 1005; id += 1) await send(booking(`bk_${id}`));
	expect(JSON.parse(host.staticData)).toEqual({ 'node:Trigger': { seen: expect.any(String) } });
	expect(host.staticData.length).toBeLessThan(8100);
});

it('says what was checked, and keeps the keys of the item in their order', async () => {
	host.options.parameters = { ...host.options.parameters, options: { ipAllowList: '127.0.0.1' } };
	await send(booking('bk_40'));
	const [[[{ json }]]] = served.started;
	expect(Object.keys(json)).toEqual([
		'summary',
		'event',
		'common',
		'resourceType',
		'action',
		'resourceId',
		'eventId',
		'occurredAt',
		'receivedAt',
		'platform',
		'account',
		'data',
		'verification',
		'schemaIssues',
		'payload',
	]);
	expect(json.verification).toEqual({
		verified: true,
		scheme: 'hmac-sha256',
		matchedSecret: 'current',
		signedAt: null,
		checks: ['signature', 'ip', 'duplicate'],
		headers: { 'content-type': 'application/json', 'user-agent': 'node' },
	});
});

it('keeps the digits of an id beyond 2^53, and tells it from its neighbour', async () => {
	const large = (id: string) =>
		`{"event":"booking.created","timestamp":"2024-03-15T10:30:00Z","data":{"booking_id":${id}}}`;
	expect(await send(large('9007199254740993'))).toEqual([200, { received: true }]);
	expect(await send(large('9007199254740992'))).toEqual([200, { received: true }]);
	expect(served.started.map(([[{ json }]]) => [json.resourceId, json.data])).toEqual([
		['9007199254740993', { booking_id: '9007199254740993' }],
		['9007199254740992', { booking_id: '9007199254740992' }],
	]);
});

it('runs an equal thin notice again when its repeat window is over', async () => {
	host.options.parameters = {
		platform: 'custom',
		events: ['*'],
		signatureHeader: 'X-RoostSync-Signature',
		signaturePrefix: 'sha256=',
		options: { repeatWindowMinutes: 60 },
	};
	const ping = '{"event":"menu.changed","restaurant":"r1"}';
	expect(await send(ping)).toEqual([200, { received: true }]);
	letPass(59 * 60_000);
	expect(await send(ping)).toEqual([200, { received: true, duplicate: true }]);
	letPass(2 * 60 * 60_000);
	expect(await send(ping)).toEqual([200, { received: true }]);
});

describe('of a workflow that nothing starts', () => {
	it('the tenth event in a row tells, once, and not after one was wanted', async () => {
		host.options.parameters.options = { emitRefused: true };
		await host.activate();
		for (let index = 0; index < 12; index++) await send(booking(`bk_un_${index}`, 'booking.moved'));
		expect(served.started).toEqual([
			[
				[],
				[
					{
						json: {
							ignored: true,
							platform: 'roostSync',
							reason: 'event_not_selected',
							summary: 'RoostSync delivers, but nothing starts',
							explanation:
								'None of the first 10 events is selected. The last one was booking.moved; selected are booking.created. Correct the names, or select All Events.',
							event: 'booking.moved',
						},
					},
				],
			],
		]);
		await host.activate();
		await send(booking('bk_wanted'));
		for (let index = 0; index < 12; index++) await send(booking(`bk_no_${index}`, 'booking.moved'));
		expect(served.started).toHaveLength(2);
	});
});

describe('in n8n 1, which may store what two calls have written in another order', () => {
	it('remembers both of two deliveries that came at once, after a restart too', async () => {
		await served.close();
		const laterFirst = [() => sleep(300), () => sleep(0)];
		const store = async () => await laterFirst.shift()?.();
		served = await serveTrigger(host, { store });
		host.restart(undefined, '1.120.31');
		const both = [booking('bk_31'), booking('bk_32')];
		const accepted = [200, { received: true }];
		expect(await Promise.all(both.map(async (one) => await send(one)))).toEqual([
			accepted,
			accepted,
		]);
		host.restart(undefined, '1.120.31');
		const duplicate = [200, { received: true, duplicate: true }];
		for (const one of both) expect(await send(one)).toEqual(duplicate);
		expect(served.started).toHaveLength(2);
	});
});
