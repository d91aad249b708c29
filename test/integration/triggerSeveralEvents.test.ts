import { createHmac } from 'crypto';
import { sleep, type INodeParameters } from 'n8n-workflow';

import { TriggerHost } from './trigger/host';
import { type Behaviour, type ServedTrigger, serveTrigger } from './trigger/serve';

const SIGNED_WITH = 'integration-key-0815';
const RECEIVED = [200, { received: true }];
const DUPLICATE = [200, { received: true, duplicate: true }];
const ignored = (reason: string) => [200, { received: true, ignored: reason }];

const running: ServedTrigger[] = [];
afterEach(async () => {
	await Promise.all(running.splice(0).map(async ({ close }) => await close()));
});

function newHost(parameters: INodeParameters = {}) {
	return new TriggerHost({
		parameters: {
			platform: 'custom',
			events: ['*'],
			eventsField: 'events',
			eventIdField: 'id',
			...parameters,
		},
		credentials: { hospitalityWebhookSecretApi: { secret: SIGNED_WITH } },
	});
}

async function serve(host: TriggerHost, behaviour?: Behaviour) {
	const served = await serveTrigger(host, behaviour);
	running.push(served);
	const send = async (payload: unknown) => {
		const body = JSON.stringify(payload);
		const headers = {
			'X-Webhook-Signature': createHmac('sha256', SIGNED_WITH).update(body).digest('hex'),
		};
		const response = await fetch(served.url, { method: 'POST', headers, body });
		return [response.status, await response.json()] as [number, unknown];
	};
	/** Of each execution the ids at each output. */
	const started = () =>
		served.started.map((outputs) =>
			outputs.map((items) => items.map(({ json }) => json.eventId ?? json.event)),
		);
	return { send, started, served };
}

const event = (id: string, type = 'order.created', more: object = {}) => ({ id, type, ...more });

it('makes one execution of a list, with an item for each event and what stands around them', async () => {
	const { send, served } = await serve(newHost({ eventField: 'type', timeField: 'at' }));
	const list = [event('e1', 'order.created', { at: 1767225600 }), event('e2', 'order.paid')];
	expect(await send({ location_id: 'loc-1', at: 1767225601, events: list })).toEqual(RECEIVED);
	const around = { location_id: 'loc-1', at: 1767225601 };
	expect(served.started).toHaveLength(1);
	expect(served.started[0]).toEqual([
		[
			{
				json: expect.objectContaining({
					event: 'order.created',
					eventId: 'e1',
					occurredAt: '2026-01-01T00:00:00.000Z',
					account: { locationId: 'loc-1' },
					payload: list[0],
					delivery: around,
				}),
			},
			{
				json: expect.objectContaining({
					event: 'order.paid',
					action: 'paid',
					eventId: 'e2',
					occurredAt: '2026-01-01T00:00:01.000Z',
					delivery: around,
				}),
			},
		],
	]);
});

it('starts of a list what is selected, meets the conditions and is new', async () => {
	const above100 = {
		id: '1',
		leftValue: 'payload.total',
		operator: { type: 'number', operation: 'gt' },
		rightValue: 100,
	};
	const { send, started } = await serve(
		newHost({
			events: [],
			otherEvents: 'order.created',
			conditions: { combinator: 'and', conditions: [above100] },
		}),
	);
	const large = { total: 500 };
	expect(await send({ events: [event('e1', 'order.created', large)] })).toEqual(RECEIVED);
	const list = [
		event('e1', 'order.created', large),
		event('e2', 'order.paid', large),
		event('e3', 'order.created', { total: 5 }),
		event('e4', 'order.created', large),
		event('e4', 'order.created', large),
	];
	expect(await send({ events: list })).toEqual(RECEIVED);
	expect(started()).toEqual([[['e1']], [['e4']]]);
	expect(await send({ events: list })).toEqual(DUPLICATE);
	expect(await send({ events: [list[1]] })).toEqual(ignored('event_not_selected'));
	expect(await send({ events: [list[1], list[2]] })).toEqual(ignored('conditions_not_met'));
	expect(await send({ events: [] })).toEqual(ignored('no_events'));
	expect(started()).toHaveLength(2);
});

it('puts each event out of its own output', async () => {
	const { send, started } = await serve(
		newHost({
			events: ['example.event', '*'],
			options: { outputMode: 'perEvent', emitRefused: true },
		}),
	);
	await send({ events: [event('e1'), event('e2', 'example.event'), event('e3')] });
	expect(started()).toEqual([[['e2'], [], ['e1', 'e3']]]);
});

it('reads a body that is a list, with $ and without', async () => {
	const each = await serve(newHost({ eventsField: '={{ $json }}' }));
	expect(await each.send([event('e1'), event('e2')])).toEqual(RECEIVED);
	expect(each.started()).toEqual([[['e1', 'e2']]]);

	const whole = await serve(newHost({ eventsField: '', eventField: 'items[0].type' }));
	expect(await whole.send([event('e1'), event('e2')])).toEqual(RECEIVED);
	expect(whole.served.started).toEqual([
		[[{ json: expect.objectContaining({ event: 'order.created' }) }]],
	]);
	expect(whole.served.started[0][0][0].json.payload).toEqual({
		items: [event('e1'), event('e2')],
	});
});

it('reads a delivery without the list as the one event that it is', async () => {
	const { send, started } = await serve(newHost());
	expect(await send(event('e1'))).toEqual(RECEIVED);
	expect(await send({ events: [event('e1')] })).toEqual(DUPLICATE);
	expect(started()).toEqual([[['e1']]]);
});

it('tells events without an id apart by themselves and what stands around them', async () => {
	const { send, started } = await serve(newHost({ eventIdField: '' }));
	const [a, b, c] = ['a', 'b', 'c'].map((type) => ({ type, timestamp: 1767225600 }));
	await send({ shop: 's1', events: [a, b, a] });
	expect(await send({ shop: 's1', events: [b, c] })).toEqual(RECEIVED);
	expect(await send({ shop: 's2', events: [b] })).toEqual(RECEIVED);
	expect(started()).toEqual([[['a', 'b', 'a']], [['c']], [['b']]]);
});

it('does not take events of one delivery for one another because they share its id', async () => {
	const { send, served } = await serve(newHost({ eventIdField: 'delivery_id' }));
	const list = [{ type: 'a' }, { type: 'b' }];
	expect(await send({ delivery_id: 'd1', events: list })).toEqual(RECEIVED);
	expect(served.started[0][0]).toHaveLength(2);
	expect(await send({ delivery_id: 'd1', sent_again: true, events: list })).toEqual(DUPLICATE);
	expect(await send({ delivery_id: 'd2', events: list })).toEqual(RECEIVED);
});

it('runs each event exactly once over a restart, whether its execution existed or not', async () => {
	const host = newHost();
	let fails = true;
	const createExecution = async () => {
		if (fails) await Promise.reject(new Error('No database'));
	};
	const { send, started } = await serve(host, { createExecution });
	const first = { events: [event('e1'), event('e2')] };
	expect((await send(first))[0]).toBe(500);
	fails = false;
	expect(await send(first)).toEqual(RECEIVED);
	host.restart();
	expect(await send(first)).toEqual(DUPLICATE);
	expect(await send({ events: [event('e2'), event('e3')] })).toEqual(RECEIVED);
	expect(started()).toEqual([[['e1', 'e2']], [['e3']]]);
});

it('starts each event once when lists that share some come in at the same time', async () => {
	let isLate = true;
	const createExecution = async () => {
		const waits = isLate;
		isLate = false;
		if (waits) await sleep(100);
	};
	const { send, started } = await serve(newHost(), { createExecution });
	const answers = await Promise.all([
		send({ events: [event('e1'), event('e2')] }),
		send({ events: [event('e2'), event('e1')] }),
		send({ events: [event('e3'), event('e2')] }),
	]);
	expect(answers.map(([status]) => status)).toEqual([200, 200, 200]);
	expect(started().flat(2).sort()).toEqual(['e1', 'e2', 'e3']);
});

it('refuses to be activated with a place that can name nothing, and says what was meant', async () => {
	await expect(newHost({ eventsField: '$json.body.events' }).activate()).rejects.toThrow(
		'Events Field: "$json.body.events" can name nothing in a delivery. Did you mean events?',
	);
	await expect(newHost({ eventField: '={{ $json.body.meta.event }}' }).activate()).rejects.toThrow(
		'Event Name Field: "={{ $json.body.meta.event }}" can name nothing in a delivery. Did you mean meta.event?',
	);
	const total = {
		id: '1',
		leftValue: '={{ $json.body.total }}',
		operator: { type: 'number', operation: 'gt' },
		rightValue: 100,
	};
	const conditions = { combinator: 'and', conditions: [total] };
	await expect(newHost({ conditions }).activate()).rejects.toThrow('Did you mean payload.total?');
	await newHost({ eventsField: '$', eventField: '{header:X-Topic}/{type}' }).activate();
});
