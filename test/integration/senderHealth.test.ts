import type { IDataObject } from 'n8n-workflow';

import { startReceiver, type Receiver } from '../../sandbox/receiver';
import { StoredStaticData } from './engine/storedStaticData';
import { runSender } from './sender/runNode';

let receiver: Receiver;
let staticData: StoredStaticData;
beforeEach(async () => {
	receiver = await startReceiver();
	staticData = new StoredStaticData();
});
afterEach(async () => await receiver.close());

const answer = (status: number) => {
	receiver.answer = { status, body: {} };
};

async function send(
	count: number,
	options: IDataObject = {},
	path = '/hook',
	retrySchedule = 'none',
) {
	const { json, error } = await runSender({
		parameters: {
			operation: 'send',
			platform: 'plain',
			data: '{}',
			url: receiver.url + path,
			retrySchedule,
			options: { concurrency: 1, ...options },
		},
		items: Array.from({ length: count }, (_, index) => ({ index })),
		staticData,
	});
	expect(error).toBeUndefined();
	return json;
}

describe('an endpoint', () => {
	it('is failing after five failed deliveries in a row, and Failed says so', async () => {
		answer(500);
		const [, failed] = await send(6);
		expect(failed.map(({ delivery }) => delivery.endpoint?.consecutiveFailures)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
			5,
			6,
		]);
		expect(failed[5].delivery.endpoint).toEqual({
			status: 'failing',
			consecutiveFailures: 6,
			failingSince: failed[4].delivery.endpoint?.failingSince,
		});
	});

	it('counts over executions, and starts anew after a success', async () => {
		answer(500);
		await send(3);
		const [, third] = await send(1, { failingAfter: 4 });
		expect(third[0].delivery.endpoint).toMatchObject({ consecutiveFailures: 4 });
		answer(200);
		await send(1);
		answer(500);
		const [, again] = await send(3, { failingAfter: 4 });
		expect(again.map(({ delivery }) => delivery.endpoint)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	it('is failing after as many deliveries as the platform of the schedule says, once all of it was tried', async () => {
		const statusAfter = async (
			status: number,
			retrySchedule: string,
			options: IDataObject = {},
		) => {
			answer(status);
			const [, [{ delivery }]] = await send(1, options, `/${retrySchedule}`, retrySchedule);
			return delivery.endpoint?.status;
		};
		// After 500 the schedule has only begun; 410 ends it.
		expect(await statusAfter(500, 'roostSync', { maxWaitSeconds: 1 })).toBeUndefined();
		expect(await statusAfter(410, 'roostSync', { failingAfter: 2 })).toBeUndefined();
		expect(await statusAfter(410, 'roostSync')).toBe('failing');
		expect(await statusAfter(410, 'olympusCloud')).toBeUndefined();
	});

	it('is told apart from others, also by what the log does not show', async () => {
		answer(500);
		await send(5, {}, '/hook?key=one');
		const [, other] = await send(1, { failingAfter: 2 }, '/hook?key=two');
		expect(other[0].delivery.endpoint).toBeUndefined();
	});

	it('goes on being sent to while it is failing, unless pausing is switched on', async () => {
		answer(500);
		await send(8);
		expect(receiver.received).toHaveLength(8);
	});
});

describe('Pause Failing Endpoints', () => {
	const pausing = { pauseFailing: true, failingAfter: 3, probeIntervalSeconds: 3600 };

	it('lets further items fail at once, with the reason', async () => {
		answer(500);
		const [, failed] = await send(6, pausing);
		expect(receiver.received).toHaveLength(3);
		expect(failed.map(({ delivery }) => delivery.status)).toEqual([
			'failed',
			'failed',
			'failed',
			'paused',
			'paused',
			'paused',
		]);
		expect(failed[5].delivery).toMatchObject({
			reason: 'paused',
			attempts: [],
			error: 'Not sent, because the endpoint is failing and paused',
			endpoint: { status: 'failing' },
		});
	});

	it('lets one probe through per interval, and ends with its success', async () => {
		answer(500);
		await send(3, pausing);
		const soon = { ...pausing, probeIntervalSeconds: 0.5 };
		await new Promise<void>((resolve) => {
			AbortSignal.timeout(600).addEventListener('abort', () => resolve());
		});
		const [, still] = await send(3, soon);
		expect(still.map(({ delivery }) => delivery.status)).toEqual(['failed', 'paused', 'paused']);
		await new Promise<void>((resolve) => {
			AbortSignal.timeout(600).addEventListener('abort', () => resolve());
		});
		answer(200);
		const [delivered, failed] = await send(3, soon);
		expect([delivered.length, failed.length]).toEqual([3, 0]);
	});
});

it('keeps nothing in the static data of the workflow', async () => {
	answer(500);
	await send(6);
	expect(staticData.saves).toBe(0);
});
