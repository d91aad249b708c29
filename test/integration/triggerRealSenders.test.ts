import { createHmac } from 'crypto';

import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';
import { SIGNING_TEXT, signed, signingCredentials } from '../support/senders';

let host: TriggerHost;
let served: ServedTrigger;

async function start(platform: string, parameters: Record<string, unknown> = {}) {
	host = new TriggerHost({
		parameters: { platform, events: ['*'], registration: 'manual', ...parameters } as never,
		credentials: signingCredentials(platform) as never,
	});
	await host.activate();
	served = await serveTrigger(host);
}

afterEach(async () => {
	jest.restoreAllMocks();
	await served.close();
});

async function post(body: string, headers: Record<string, string>) {
	const all = { 'content-type': 'application/json', ...headers };
	const response = await fetch(served.url, { method: 'POST', headers: all, body });
	return [response.status, await response.json()] as [number, Record<string, unknown>];
}

/** As senders do that sign the body in hex. */
async function sendCustom(payload: unknown) {
	const body = JSON.stringify(payload);
	const digest = createHmac('sha256', SIGNING_TEXT).update(body).digest('hex');
	return await post(body, { 'X-Webhook-Signature': digest });
}

async function send(platform: string, payload: unknown, at?: number) {
	const body = JSON.stringify(payload);
	return await post(body, await signed(platform, body, { at }));
}

const RECEIVED = [200, { received: true }];
const DUPLICATE = [200, { received: true, duplicate: true }];
const items = () => served.started.map(([[{ json }]]) => json);

const HOUR_MS = 3_600_000;

/** The time of all that happens from now on. */
function letPass(ms: number) {
	const now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now + ms);
}

it('resmio: a booking that is cancelled again an hour after it was restored starts the workflow again', async () => {
	await start('resmio');
	const cancelled = { id: 51918313, facility_id: 'the-fish', action: 'BOOKING_DELETED' };
	expect(await send('resmio', cancelled)).toEqual(RECEIVED);
	expect(await send('resmio', cancelled)).toEqual(DUPLICATE);
	letPass(HOUR_MS);
	expect(await send('resmio', cancelled)).toEqual(RECEIVED);
});

it('Cloudbeds: event name, time and id are read from where it has them', async () => {
	await start('custom');
	expect(
		await sendCustom({
			version: '1.0',
			timestamp: 1789459200.431234,
			event: 'reservation/dates_changed',
			propertyId: 12345,
			propertyId_str: '12345',
			reservationId: '31415926',
			startDate: '2026-10-10',
		}),
	).toEqual(RECEIVED);
	expect(items()).toMatchObject([
		{
			event: 'reservation/dates_changed',
			resourceType: 'reservation',
			action: 'dates_changed',
			occurredAt: '2026-09-15T08:00:00.431Z',
			resourceId: '31415926',
			account: { propertyId: '12345' },
		},
	]);
});

it('a time without a zone is not taken for UTC', async () => {
	await start('roostSync');
	const booking = (timestamp: string) => ({ event: 'booking.created', timestamp, data: {} });
	expect(await send('roostSync', booking('2026-01-01T08:00:00'))).toEqual(RECEIVED);
	expect(await send('roostSync', booking('2026-01-01T08:00:00+08:00'))).toEqual(RECEIVED);
	const [unsure, sure] = items();
	expect(sure.occurredAt).toBe('2026-01-01T00:00:00.000Z');
	// The workflow is in New York, where n8n's default is.
	expect(unsure.occurredAt).toBe('2026-01-01T13:00:00.000Z');
});

it.each(['meta.event', '$json.meta.event', '={{ $json.meta.event }}', '["meta"].event'])(
	'an Event Name Field written as %s selects by the name that stands there',
	async (eventField) => {
		await start('custom', { eventField, events: [], otherEvents: 'menu.changed' });
		const notice = (event: string) => ({ id: event, meta: { event } });
		expect(await sendCustom(notice('menu.changed'))).toEqual(RECEIVED);
		expect((await sendCustom(notice('menu.deleted')))[1]).toMatchObject({
			ignored: 'event_not_selected',
		});
		expect(items()).toMatchObject([{ event: 'menu.changed' }]);
	},
);

it('names that are typed with blanks between them, in another case or with a star, start on what they mean', async () => {
	await start('goTab', { events: [], otherEvents: 'order_placed tab_*' });
	const notice = (type: string) => ({ type, targetUuid: type, data: {} });
	expect(await send('goTab', notice('ORDER_PLACED'))).toEqual(RECEIVED);
	expect(await send('goTab', notice('TAB_CLOSED'))).toEqual(RECEIVED);
	expect((await send('goTab', notice('ITEM_CREATED')))[1]).toMatchObject({
		ignored: 'event_not_selected',
	});
});

it('a condition on a field that no event has stops the activation, and one that is met by none of ten events tells', async () => {
	const conditions = (leftValue: string) => ({
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		combinator: 'and',
		conditions: [
			{ id: '1', leftValue, operator: { type: 'number', operation: 'gt' }, rightValue: 100 },
		],
	});
	await start('custom');
	host.options.parameters.conditions = conditions('={{ $json.body.data.total }}');
	await expect(host.activate()).rejects.toThrow('Did you mean payload.data.total?');

	host.options.parameters.conditions = conditions('={{ $json.data.totla }}');
	host.options.parameters.options = { emitRefused: true };
	await host.activate();
	for (let id = 0; id < 11; id++) await sendCustom({ id, event: 'a.b', data: { total: 500 } });
	const [[, [{ json }]]] = served.started;
	expect(served.started).toHaveLength(1);
	expect(json).toMatchObject({ ignored: true, reason: 'conditions_not_met' });
});

it('a repetition with the signature of an hour ago is refused with the option that lets it in, which drops no duplicate', async () => {
	await start('olympusCloud', { options: { emitRefused: true } });
	const order = { id: 'evt_late', type: 'order.created', data: { id: 'o1' } };
	const hourAgo = Math.floor((Date.now() - HOUR_MS) / 1000);
	expect(await send('olympusCloud', order, hourAgo)).toMatchObject([
		401,
		{ error: 'timestamp_too_old' },
	]);
	const [[, [{ json }]]] = served.started;
	expect(json.explanation).toContain('Time Tolerance (Seconds)');

	host.options.parameters.options = { toleranceSeconds: 100_000 };
	await host.activate();
	expect(await send('olympusCloud', order, hourAgo)).toEqual(RECEIVED);
	expect(await send('olympusCloud', order, hourAgo)).toEqual(DUPLICATE);
});
