import { connectToSharedN8n, type SharedN8n, startFreshN8n } from './harness/n8n';
import { post } from './harness/post';
import { DUPLICATE, RECEIVED, startFlow } from './trigger/flow';
import { startReceiving } from './trigger/receiving';
import { newId, signed } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const order = (id: string, total = 10) => ({
	id,
	type: 'order.created',
	data: { id: 'o1', total },
});

describe('a delivery that comes again', () => {
	it('is acknowledged and starts nothing, known by the id of its event', async () => {
		const { send, runs } = await startFlow(n8n, { platform: 'olympusCloud' });
		const id = newId();
		expect(await send(order(id))).toEqual(RECEIVED);
		// As platforms do it: same event, signed anew.
		expect(await send(order(id), { at: Math.floor(Date.now() / 1000) - 60 })).toEqual(DUPLICATE);
		expect(await send(order(newId()))).toEqual(RECEIVED);
		expect(await runs()).toBe(2);
	});

	it('is known by its signed bytes where events have no id', async () => {
		const { send, runs } = await startFlow(n8n, { platform: 'goTab' });
		const event = { type: 'ORDER_PLACED', targetUuid: newId(), data: { total: 1850 } };
		expect(await send(event)).toEqual(RECEIVED);
		expect(await send(event)).toEqual(DUPLICATE);
		expect(await send({ ...event, data: { total: 1851 } })).toEqual(RECEIVED);
		expect(await runs()).toBe(2);
	});

	it('cannot be made to run again by dropping or changing a header that is not signed', async () => {
		const { url, runs } = await startFlow(n8n, { platform: 'goTab' });
		const body = JSON.stringify({ type: 'ORDER_PLACED', targetUuid: newId(), data: {} });
		const headers = { 'Content-Type': 'application/json', ...(await signed('goTab', body)) };
		const target = { 'X-GoTab-Event-Target-UUID': 'ord_other' };
		expect((await post(url, { headers, body })).body).toEqual({ received: true });
		const again = await post(url, { headers: { ...headers, ...target }, body });
		expect([again.status, again.body]).toEqual(DUPLICATE);
		expect(await runs()).toBe(1);
	});

	it('is no duplicate where two equal notices may be two real changes', async () => {
		const { send, runs } = await startFlow(n8n, { platform: 'resmio' });
		const notice = { id: 51918313, facility_id: 'the-fish', action: 'BOOKING_UPDATED' };
		expect(await send(notice)).toEqual(RECEIVED);
		expect(await send(notice)).toEqual(RECEIVED);
		expect(await send({ ...notice, action: 'BOOKING_CREATED' })).toEqual(RECEIVED);
		expect(await send({ ...notice, action: 'BOOKING_CREATED' })).toEqual(DUPLICATE);
		expect(await runs()).toBe(3);
	});

	it('runs again where dropping duplicates is switched off', async () => {
		const parameters = { options: { deduplicate: false } };
		const { send, runs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		const id = newId();
		expect(await send(order(id))).toEqual(RECEIVED);
		expect(await send(order(id))).toEqual(RECEIVED);
		expect(await runs()).toBe(2);
	});

	it('starts one execution when twenty of it come at once', async () => {
		const { send, runs } = await startFlow(n8n, { platform: 'olympusCloud' });
		const id = newId();
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await send(order(id))),
		);
		const accepted = answers.filter(([, body]) => body.duplicate === undefined);
		expect(answers.map(([status]) => status)).toEqual(Array(20).fill(200));
		expect(accepted).toEqual([RECEIVED]);
		expect(await runs()).toBe(1);
	});

	it('is forgotten once more deliveries came than are remembered', async () => {
		const parameters = { options: { dedupeWindow: 2 } };
		const { send } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
		const [first, second, third] = [newId(), newId(), newId()];
		for (const id of [first, second, third]) expect(await send(order(id))).toEqual(RECEIVED);
		expect(await send(order(third))).toEqual(DUPLICATE);
		expect(await send(order(first))).toEqual(RECEIVED);
	});
});

/** More of them, and more kills: npm run soak. */
const EVENTS = 400;

describe('400 mixed events at 20 connections', () => {
	it('start exactly one execution each, also after n8n was killed and all come again', async () => {
		const own = await startFreshN8n({ env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all' } });
		try {
			const olympus = await startReceiving(own, { platform: 'olympusCloud' });
			const roost = await startReceiving(own, { platform: 'roostSync' });
			const urls = { olympusCloud: olympus.url, roostSync: roost.url };
			const deliver = async (n: number) => {
				const platform = n % 2 === 0 ? 'olympusCloud' : 'roostSync';
				// Every fifth event is one that came before.
				const id = `evt_${n % 5 === 4 ? n - 4 : n}`;
				const body = JSON.stringify(
					n % 2 === 0
						? order(id)
						: {
								event: 'booking.created',
								timestamp: '2026-01-01T12:00:00Z',
								data: { booking_id: id },
							},
				);
				const headers = { 'Content-Type': 'application/json', ...(await signed(platform, body)) };
				return await post(urls[platform], { headers, body });
			};
			const deliverAll = async () => {
				const statuses: number[] = [];
				let next = 0;
				const connection = async () => {
					while (next < EVENTS) statuses.push((await deliver(next++)).status);
				};
				await Promise.all(Array.from({ length: 20 }, connection));
				return statuses;
			};
			// By hand: an event is its platform and its id, so those whose twin has another parity differ.
			const expected = { olympusCloud: new Set<string>(), roostSync: new Set<string>() };
			for (let n = 0; n < EVENTS; n++) {
				const id = `evt_${n % 5 === 4 ? n - 4 : n}`;
				expected[n % 2 === 0 ? 'olympusCloud' : 'roostSync'].add(id);
			}
			expect(await deliverAll()).toEqual(Array(EVENTS).fill(200));
			await own.waitForExecutions(olympus.workflow, expected.olympusCloud.size);
			await own.waitForExecutions(roost.workflow, expected.roostSync.size);

			await own.kill();
			await own.restart();
			expect(await deliverAll()).toEqual(Array(EVENTS).fill(200));
			expect(await olympus.runs()).toBe(expected.olympusCloud.size);
			expect(await roost.runs()).toBe(expected.roostSync.size);

			const { staticData } = await own.readWorkflow(olympus.workflow);
			expect(JSON.stringify(staticData).length).toBeLessThan(32_000);
		} finally {
			await own.stop();
		}
	}, 600_000);
});
