import { createHmac } from 'crypto';

import { connectToSharedN8n, type SharedN8n, startFreshN8n } from './harness/n8n';
import { post } from './harness/post';
import { DUPLICATE, RECEIVED, startFlow } from './trigger/flow';
import { prepareWorkflow } from './trigger/receiving';
import { newId, SIGNING_TEXT } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

/** As GitHub and many others sign: the raw bytes, in hex. */
async function send(url: string, body: string | Buffer, contentType: string) {
	const digest = createHmac('sha256', SIGNING_TEXT).update(body).digest('hex');
	const headers = { 'Content-Type': contentType, 'X-Hub-Signature-256': `sha256=${digest}` };
	const answer = await post(url, { headers, body });
	return [answer.status, answer.body];
}

const likeGitHub = { signatureHeader: 'X-Hub-Signature-256', signaturePrefix: 'sha256=' };
const start = async (parameters: Record<string, unknown>) =>
	await startFlow(n8n, { platform: 'custom', parameters: { ...likeGitHub, ...parameters } });

it('starts one execution of a list, of its events those that are selected and new', async () => {
	const { url, outputs, runs } = await start({
		events: [],
		otherEvents: 'order.created',
		eventsField: 'events',
		eventField: '{{ $json.topic }}.{{ $json.kind }}',
		eventIdField: '$json.id',
	});
	const [known, other, fresh] = [newId(), newId(), newId()];
	const event = (id: string, kind = 'created') => ({ id, topic: 'order', kind });
	const body = (...events: unknown[]) => JSON.stringify({ property_id: 'p-1', events });
	const json = 'application/json';
	expect(await send(url, body(event(known)), json)).toEqual(RECEIVED);
	const list = body(event(known), event(other, 'paid'), event(fresh), event(fresh));
	expect(await send(url, list, json)).toEqual(RECEIVED);
	expect(await send(url, list, json)).toEqual(DUPLICATE);
	expect(await send(url, body(event(other, 'paid')), json)).toEqual([
		200,
		{ received: true, ignored: 'event_not_selected' },
	]);
	const [first, second] = await outputs(2);
	expect(first).toMatchObject([[{ eventId: known }]]);
	expect(second).toEqual([
		[
			expect.objectContaining({
				event: 'order.created',
				eventId: fresh,
				account: { propertyId: 'p-1' },
				delivery: { property_id: 'p-1' },
				payload: event(fresh),
			}),
		],
	]);
	expect(await runs()).toBe(2);
});

it('puts several events out of several outputs of one execution', async () => {
	const { url, outputs } = await start({
		events: ['example.event', '*'],
		eventsField: '$',
		options: { outputMode: 'perEvent' },
	});
	const list = ['a', 'example.event', 'b', 'c'].map((type) => ({ type, id: newId() }));
	expect(await send(url, JSON.stringify(list), 'application/json')).toEqual(RECEIVED);
	const [[own, others]] = await outputs(1);
	expect(own).toMatchObject([{ event: 'example.event' }]);
	expect(others.map(({ event }) => event)).toEqual(['a', 'b', 'c']);
});

it('starts each event of lists that overlap once, also after n8n was killed and all come again', async () => {
	const own = await startFreshN8n({ env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all' } });
	try {
		const parameters = { ...likeGitHub, eventsField: '$', eventIdField: 'id' };
		const { url, outputs, runs } = await startFlow(own, { platform: 'custom', parameters });
		// Each list has three events, of which it shares two with the lists beside it.
		const list = (n: number) =>
			JSON.stringify([n, n + 1, n + 2].map((id) => ({ type: 'order.created', id: `e${id}` })));
		const sendAll = async (lists: number) => {
			const answers: unknown[] = [];
			let next = 0;
			const connection = async () => {
				while (next < lists) answers.push((await send(url, list(next++), 'application/json'))[0]);
			};
			await Promise.all(Array.from({ length: 10 }, connection));
			return answers;
		};
		const eventsOfAll = async () =>
			(await outputs(await runs())).flat(2).map(({ eventId }) => String(eventId));
		const ids = (count: number) => Array.from({ length: count }, (_, id) => `e${id}`).sort();

		expect(await sendAll(60)).toEqual(Array(60).fill(200));
		expect((await eventsOfAll()).sort()).toEqual(ids(62));
		await own.kill();
		await own.restart();
		expect(await sendAll(70)).toEqual(Array(70).fill(200));
		expect((await eventsOfAll()).sort()).toEqual(ids(72));
	} finally {
		await own.stop();
	}
}, 300_000);

const FORM = 'application/x-www-form-urlencoded';

it.each([
	[
		'a form that carries JSON, as GitHub sends it',
		FORM,
		`payload=${encodeURIComponent('{"action":"opened","id":7,"name":"Café & Söhne"}')}`,
		{ event: 'opened', payload: { action: 'opened', id: 7, name: 'Café & Söhne' } },
	],
	[
		'a form with other fields beside the JSON',
		`${FORM}; charset=UTF-8`,
		`payload=${encodeURIComponent('{"id":"x"}')}&type=sale.update`,
		{ event: 'sale.update', payload: { id: 'x' }, delivery: { type: 'sale.update' } },
	],
	[
		'a plain form',
		FORM,
		'event=spa.booked&guest=Zo%C3%AB+K.&room=1&room=2',
		{ event: 'spa.booked', payload: { event: 'spa.booked', guest: 'Zoë K.', room: ['1', '2'] } },
	],
	[
		'JSON in Latin-1',
		'application/json; charset=latin1',
		Buffer.from('{"event":"spa.booked","guest":"Zoë"}', 'latin1'),
		{ payload: { event: 'spa.booked', guest: 'Zoë' } },
	],
	[
		'JSON in Latin-1 by its other name, as a type that n8n does not parse',
		'application/hal+json; charset="ISO-8859-1"',
		Buffer.from('{"event":"spa.booked","guest":"Zoé"}', 'latin1'),
		{ payload: { event: 'spa.booked', guest: 'Zoé' } },
	],
	[
		'JSON behind a byte order mark',
		'application/json',
		'\ufeff{"event":"spa.booked","guest":"Zoë K."}',
		{ payload: { event: 'spa.booked', guest: 'Zoë K.' } },
	],
	[
		'UTF-16 behind its byte order mark',
		'application/octet-stream',
		Buffer.from('\ufeff{"event":"spa.booked","guest":"Ζωή"}', 'utf16le'),
		{ payload: { event: 'spa.booked', guest: 'Ζωή' } },
	],
])('reads %s, verified by its bytes', async (_, contentType, body, item) => {
	const { url, received, runs } = await start({});
	expect(await send(url, body, contentType)).toEqual(RECEIVED);
	expect(await received(1)).toMatchObject([{ ...item, verification: { verified: true } }]);
	const changed = Buffer.concat([Buffer.from(body), Buffer.from(' ')]);
	const digest = createHmac('sha256', SIGNING_TEXT).update(body).digest('hex');
	const headers = { 'Content-Type': contentType, 'X-Hub-Signature-256': `sha256=${digest}` };
	expect((await post(url, { headers, body: changed })).status).toBe(401);
	expect(await runs()).toBe(1);
});

it('says why it cannot read a character set that nobody knows', async () => {
	const { url } = await start({});
	expect(await send(url, '{}', 'text/json; charset=klingon')).toEqual([
		400,
		{ error: 'charset_unknown' },
	]);
});

it('refuses to be published with a path as the Webhook node has it, and says which was meant', async () => {
	const workflow = await prepareWorkflow(n8n, {
		platform: 'custom',
		parameters: { eventField: '={{ $json.body.meta.event }}' },
	});
	await expect(n8n.activate(workflow)).rejects.toThrow(
		'can name nothing in a delivery. Did you mean meta.event?',
	);
	const conditions = {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		combinator: 'and',
		conditions: [
			{
				id: '1',
				leftValue: '={{ $json.body.data.total }}',
				operator: { type: 'number', operation: 'gt' },
				rightValue: 100,
			},
		],
	};
	const held = await prepareWorkflow(n8n, { platform: 'custom', parameters: { conditions } });
	await expect(n8n.activate(held)).rejects.toThrow('Did you mean payload.data.total?');
});
