import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { connectToSharedN8n, outputOf, type SharedN8n } from './harness/n8n';
import { type ItemJson, metadataSaying, SENDER, startSending } from './sender/sending';
import { startReceiving } from './trigger/receiving';
import { signingCredentials } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const cases = platforms.map(({ id, name, events, answer }: Platform) => {
	const { status, body } = answer ?? { status: 200, body: 'json' };
	const response = body === 'empty' ? '' : '{"received":true}';
	return { id, name, event: events[0], answered: { statusCode: status, response } };
});

describe('a workflow sends, and the Trigger of another one receives', () => {
	it.each(cases)('an event of $name', async ({ id, event, answered }) => {
		const credentials = signingCredentials(id);
		const receiving = await startReceiving(n8n, { platform: id, credentials });
		const parameters = {
			operation: 'sendSample',
			platform: id,
			event: event.name,
			url: receiving.url,
		};
		const sending = await startSending(n8n, { parameters, credentials });
		await sending.call([{}]);

		const [execution] = await sending.ended(1);
		const [sent] = outputOf(execution, SENDER, 0) as ItemJson[];
		expect(sent.delivery).toMatchObject({
			status: 'delivered',
			test: true,
			event: event.name,
			attempts: [{ number: 1, ...answered }],
		});
		expect(sent.delivery.warnings).toBeUndefined();
		expect(await metadataSaying(n8n, execution.id, 'delivered')).toEqual({
			deliveryEventIds: sent.delivery.eventId,
			deliveryStatus: 'delivered',
		});

		const [received] = await receiving.received(1);
		expect(received).toMatchObject({
			platform: id,
			event: event.name,
			resourceType: event.resourceType,
			action: event.action,
		});
		// Whatever is the time of the sample is now the time of sending.
		const { data, occurredAt } = event.sample;
		const lasting = Object.entries(data).filter(([, value]) => value !== occurredAt);
		expect(received.data).toMatchObject(Object.fromEntries(lasting));
	});
});
