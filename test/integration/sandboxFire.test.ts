import { createHmac } from 'crypto';

import { platforms } from '../../platforms';
import { type Received, type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { documentedOf } from '../support/platformFiles';
import {
	isGenuine,
	provingHeaders,
	signatureHeader,
	signsBody,
	signsTime,
} from '../support/senders';

const SECRET = 'a shared secret';
const WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

let sandbox: Sandbox;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await startReceiver();
});

beforeEach(() => {
	receiver.received.length = 0;
	receiver.answer = { status: 200, body: { received: true } };
});

afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

interface Fired {
	status: number;
	json: Record<string, unknown> & { sent?: { headers: string[]; payload: unknown } };
}

async function fire(body: Record<string, unknown>): Promise<Fired> {
	const response = await fetch(`${sandbox.url}/fire`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ url: `${receiver.url}/in`, ...body }),
	});
	return { status: response.status, json: (await response.json()) as Fired['json'] };
}

function only(): Received {
	expect(receiver.received).toHaveLength(1);
	return receiver.received[0];
}

function header(received: Received, name: string): string {
	return String(received.headers[name]);
}

function hmac(content: string | Buffer, algorithm = 'sha256', key: string | Buffer = SECRET) {
	return createHmac(algorithm, key).update(content);
}

/** `<timestamp>.<body>` as bytes. */
function stamped(timestamp: string, body: Buffer): Buffer {
	return Buffer.concat([Buffer.from(`${timestamp}.`), body]);
}

const LOGIN = { username: 'manager', password: 'pass:wörd' };

const signatureOf = (id: string) => documentedOf(id).signature;
const secretOf = (id: string) => (signatureOf(id).kind === 'standardWebhooks' ? WHSEC : SECRET);

/** By its documentation, or by another library. */
const genuine = async (id: string, received: Received) =>
	await isGenuine(id, received, {
		secret: secretOf(id),
		login: LOGIN,
		...(JSON.stringify(signatureOf(id)).includes('{url}') && { url: `${receiver.url}/in` }),
	});

function credentialOf(id: string): Record<string, string> {
	return signatureOf(id).kind === 'basic' ? LOGIN : { secret: secretOf(id) };
}

const ids = platforms.map(({ id }) => id);
/** Only somebody who makes the whole request can leave out what stands in the URL. */
const withProvingHeader = ids.filter((id) => provingHeaders(id).length > 0);

const EVERY_EVENT = platforms.flatMap(({ id, events }) =>
	events.map(({ name }): [string, string] => [id, name]),
);

it.each(EVERY_EVENT)('fires %s %s so that an independent check accepts it', async (id, event) => {
	const { status, json } = await fire({ platform: id, event, ...credentialOf(id) });
	expect(status).toBe(200);
	expect(json).toMatchObject({ status: 200, body: { received: true } });
	const received = only();
	expect(await genuine(id, received)).toBe(true);
	expect(received.headers['content-type']).toBe('application/json');
	expect(JSON.parse(received.body.toString())).toEqual(json.sent?.payload);
});

describe.each(withProvingHeader)('tampering with %s', (id) => {
	it('sends a signature that does not fit', async () => {
		await fire({ platform: id, ...credentialOf(id), tamper: 'signature' });
		expect(await genuine(id, only())).toBe(false);
	});

	it('leaves the proof out', async () => {
		const { json } = await fire({ platform: id, ...credentialOf(id), tamper: 'missingHeader' });
		expect(await genuine(id, only())).toBe(false);
		expect(json.sent?.headers).not.toContain(signatureHeader(id));
	});
});

it.each(ids.filter(signsBody))(
	'changes the body of %s after signing, and it stays JSON',
	async (id) => {
		await fire({ platform: id, ...credentialOf(id), tamper: 'body' });
		expect(JSON.parse(only().body.toString())).toMatchObject({ tampered: true });
		expect(await genuine(id, only())).toBe(false);
	},
);

it.each(ids.filter(signsTime))('changes the timestamp of %s after signing', async (id) => {
	await fire({ platform: id, ...credentialOf(id), tamper: 'timestamp' });
	expect(await genuine(id, only())).toBe(false);
});

it.each(ids.filter((id) => !signsTime(id)))(
	'refuses to change a timestamp that %s does not send',
	async (id) => {
		const fired = await fire({ platform: id, ...credentialOf(id), tamper: 'timestamp' });
		expect([fired.status, fired.json.code]).toEqual([422, 'NO_TIMESTAMP']);
		expect(receiver.received).toHaveLength(0);
	},
);

describe('what the caller sets', () => {
	it('sends id, time, account and data in the place of the sample', async () => {
		await fire({
			platform: 'olympusCloud',
			event: 'order.ready',
			secret: SECRET,
			id: 'evt_mine',
			time: '2026-02-03T04:05:06Z',
			account: { locationId: 'loc_mine' },
			data: { id: 'order_mine', note: 'crème brûlée' },
		});
		expect(JSON.parse(only().body.toString())).toEqual({
			id: 'evt_mine',
			type: 'order.ready',
			api_version: '2026-01-01',
			created_at: '2026-02-03T04:05:06Z',
			tenant_id: 'tenant_xyz',
			location_id: 'loc_mine',
			data: { id: 'order_mine', note: 'crème brûlée' },
		});
		expect(await genuine('olympusCloud', only())).toBe(true);
	});

	it('gives two firings of one event two ids', async () => {
		await fire({ platform: 'olympusCloud', secret: SECRET });
		await fire({ platform: 'olympusCloud', secret: SECRET });
		const [first, second] = receiver.received.map(
			({ body }) => (JSON.parse(body.toString()) as { id: string }).id,
		);
		expect(first).not.toBe(second);
	});

	it('signs at the time given', async () => {
		await fire({ platform: 'olympusCloud', secret: SECRET, signedAt: 1705574400 });
		const { body } = only();
		const digest = hmac(stamped('1705574400', body)).digest('hex');
		expect(header(only(), 'x-olympus-signature')).toBe(`t=1705574400,v1=${digest}`);
	});

	it('signs with both secrets during a rotation', async () => {
		await fire({ platform: 'olympusCloud', secret: 'new one', previousSecret: SECRET });
		expect(header(only(), 'x-olympus-signature')).toMatch(
			/^t=\d{10},v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/,
		);
		expect(await genuine('olympusCloud', only())).toBe(true);
	});

	it('adds headers last', async () => {
		await fire({
			platform: 'goTab',
			secret: SECRET,
			headers: { 'Content-Type': 'text/plain', 'X-Extra': 'yes' },
		});
		expect(only().headers).toMatchObject({ 'content-type': 'text/plain', 'x-extra': 'yes' });
		expect(only().headers['user-agent']).toMatch(/^GoTab-WebhookAgent/);
	});

	it('signs by a scheme of the caller: SHA-512, base64, prefix, milliseconds, id', async () => {
		await fire({
			platform: 'custom',
			secret: SECRET,
			id: 'msg_1',
			signedAt: 1705574400,
			scheme: {
				algorithm: 'sha512',
				encoding: 'base64',
				header: 'X-Mine',
				layout: { kind: 'single', prefix: 'v0=' },
				signedContent: '{id}.{timestamp}.{body}',
				timestamp: { source: { header: 'X-Mine-Time' }, unit: 'ms' },
				idHeader: 'X-Mine-Id',
			},
		});
		const { body, headers } = only();
		const content = Buffer.concat([Buffer.from('msg_1.1705574400000.'), body]);
		expect(headers).toMatchObject({
			'x-mine': `v0=${hmac(content, 'sha512').digest('base64')}`,
			'x-mine-time': '1705574400000',
			'x-mine-id': 'msg_1',
		});
	});

	it('sends an event outside the catalogue with the data given', async () => {
		await fire({ platform: 'roostSync', event: 'room.cleaned', secret: SECRET, data: { room: 7 } });
		expect(JSON.parse(only().body.toString())).toMatchObject({
			event: 'room.cleaned',
			data: { room: 7 },
		});
	});
});

describe('what the caller hears', () => {
	it('gets the receiver’s own answer, redirects included', async () => {
		receiver.answer = { status: 307, body: 'over there', headers: { Location: '/else' } };
		const { status, json } = await fire({ platform: 'goTab', secret: SECRET });
		expect(status).toBe(200);
		expect(json).toMatchObject({ status: 307, body: 'over there', headers: { location: '/else' } });
		expect(receiver.received).toHaveLength(1);
	});

	it('gets the names of the headers sent, without their values or the secret', async () => {
		const { json } = await fire({ platform: 'resmio', ...credentialOf('resmio') });
		expect(json.sent?.headers).toEqual(['Content-Type', 'Authorization']);
		expect(JSON.stringify(json)).not.toMatch(/Basic|wörd/);
	});

	it('gets 502 and the cause when nobody listens', async () => {
		const gone = await startReceiver();
		await gone.close();
		const { status, json } = await fire({ platform: 'goTab', secret: SECRET, url: gone.url });
		expect([status, json.code]).toEqual([502, 'NOT_DELIVERED']);
		expect(json.message).toBe('The URL could not be reached: ECONNREFUSED');
	});

	it.each([
		[404, 'NOT_FOUND', { platform: 'nowhere', secret: SECRET }],
		[422, 'VALIDATION_ERROR', { platform: 'goTab' }],
		[422, 'VALIDATION_ERROR', { platform: 'resmio', username: 'manager' }],
		[422, 'VALIDATION_ERROR', { platform: 'goTab', secret: SECRET, url: 'nonsense' }],
		[422, 'VALIDATION_ERROR', { platform: 'goTab', secret: SECRET, unknownField: 1 }],
		[422, 'VALIDATION_ERROR', { platform: 'goTab', secret: SECRET, tamper: 'all' }],
		[422, 'VALIDATION_ERROR', { platform: 'goTab', secret: SECRET, time: 'yesterday' }],
		[422, 'UNKNOWN_EVENT', { platform: 'goTab', secret: SECRET, event: 'NO_SUCH' }],
		[422, 'CANNOT_SIGN', { platform: 'goTab', secret: '  ' }],
		[422, 'CANNOT_SIGN', { platform: 'standardWebhooks', secret: 'whsec_!' }],
		[422, 'SCHEME_FIXED', { platform: 'goTab', secret: SECRET, scheme: { algorithm: 'sha1' } }],
		[
			422,
			'VALIDATION_ERROR',
			{ platform: 'custom', secret: SECRET, scheme: { signedContent: '{timestamp}.{body}' } },
		],
	])('gets %s %s for %j, and nothing is sent', async (status, code, body) => {
		const fired = await fire(body);
		expect([fired.status, fired.json.code]).toEqual([status, code]);
		expect(receiver.received).toHaveLength(0);
	});
});
