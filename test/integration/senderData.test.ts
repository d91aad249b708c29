import { hmac, receivedRuns } from './sender/receivedRuns';
import { runSender } from './sender/runNode';

const { receiver, send } = receivedRuns();

describe('the data comes from', () => {
	it('fields, with their types and nested by dots', async () => {
		const assignments = [
			{ id: '1', name: 'order.total', value: '12.5', type: 'number' },
			{ id: '2', name: 'order.paid', value: 'true', type: 'boolean' },
			{ id: '3', name: '__proto__.polluted', value: 'x', type: 'string' },
		];
		const request = await send({
			parameters: { platform: 'plain', dataSource: 'fields', dataFields: { assignments } },
		});
		expect(request.body.toString()).toBe(
			'{"order":{"total":12.5,"paid":true},"__proto__":{"polluted":"x"}}',
		);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('the input item', async () => {
		const request = await send({
			parameters: { platform: 'plain', dataSource: 'item' },
			items: [{ id: 4, nested: { a: null } }],
		});
		expect(request.json).toEqual({ id: 4, nested: { a: null } });
	});

	it('the input item as well when nothing is set', async () => {
		const request = await send({ parameters: { platform: 'plain' }, items: [{ id: 5 }] });
		expect(request.json).toEqual({ id: 5 });
	});
});

describe('Send Sample Event', () => {
	it('sends the documented sample, marked as a test in id, header and log', async () => {
		const outcome = await runSender({
			parameters: {
				operation: 'sendSample',
				platform: 'olympusCloud',
				event: 'order.created',
				url: receiver().url,
			},
			credentials: hmac,
		});
		const [{ headers, body }] = receiver().received;
		const payload = JSON.parse(body.toString()) as Record<string, unknown>;
		expect(payload).toMatchObject({ type: 'order.created', data: expect.any(Object) });
		expect(payload.id).toMatch(/^evt_test_/);
		expect(headers['x-webhook-test']).toBe('true');
		expect(outcome.json[0][0].delivery).toMatchObject({ test: true, status: 'delivered' });
	});

	it('refuses an event without a sample', async () => {
		const outcome = await runSender({
			parameters: {
				operation: 'sendSample',
				platform: 'olympusCloud',
				event: 'no.such',
				url: receiver().url,
			},
			credentials: hmac,
		});
		expect(outcome.error?.message).toBe('There is no sample of the event "no.such"');
		expect(receiver().received).toHaveLength(0);
	});
});
