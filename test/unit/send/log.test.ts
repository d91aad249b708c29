import { addToLog, LOG_SIZE, searchLog, type LoggedDelivery } from '../../../lib/send/log';
import type { Delivery } from '../../../lib/send/types';

const AT = '2026-01-01T00:00:00.000Z';

function delivery(id: string, changes: Partial<Delivery> = {}): Delivery {
	return {
		id,
		eventId: `evt_${id}`,
		event: 'order.created',
		platform: 'any',
		url: 'https://example.com/hook',
		status: 'delivered',
		attempts: [],
		nextAttemptAt: null,
		...changes,
	};
}

function attempt(response: string): Delivery['attempts'][number] {
	return {
		number: 1,
		at: AT,
		durationMs: 3,
		statusCode: 200,
		response,
		failure: null,
		nextAttemptAt: null,
	};
}

const ids = (log: readonly LoggedDelivery[]) => log.map(({ id }) => id);

describe('addToLog', () => {
	it('appends, and moves a delivery that is known to the end with its newer state', () => {
		const before = addToLog([], [delivery('a', { status: 'retrying' }), delivery('b')], AT);
		const after = addToLog(before, [delivery('a')], '2026-01-02T00:00:00.000Z');
		expect(ids(after)).toEqual(['b', 'a']);
		expect(after[1]).toMatchObject({ status: 'delivered', loggedAt: '2026-01-02T00:00:00.000Z' });
	});

	it('keeps the last hundred', () => {
		const many = Array.from({ length: 150 }, (_, index) => delivery(String(index)));
		const log = addToLog([], many, AT);
		expect([LOG_SIZE, log.length, log[0].id, log[99].id]).toEqual([100, 100, '50', '149']);
	});

	it('takes over nothing that an item may carry besides', () => {
		const [entry] = addToLog([], [{ ...delivery('a'), message: { data: 1 } } as Delivery], AT);
		expect(entry).not.toHaveProperty('message');
	});

	it('leaves out the texts of the oldest answers once they fill too much', () => {
		const many = Array.from({ length: LOG_SIZE }, (_, index) =>
			delivery(String(index), { attempts: [attempt('x'.repeat(500)), attempt('y'.repeat(500))] }),
		);
		const log = addToLog([], many, AT);
		expect(log[99].attempts.map(({ response }) => response.length)).toEqual([500, 500]);
		expect(log[0].attempts.map(({ response }) => response.length)).toEqual([0, 0]);
		expect(JSON.stringify(log).length).toBeLessThan(150_000);
		expect(many[0].attempts[0].response).toHaveLength(500);
	});
});

describe('searchLog', () => {
	const log = addToLog(
		[],
		[
			delivery('a'),
			delivery('b', { status: 'failed', event: 'order.cancelled' }),
			delivery('c', { status: 'paused', url: 'https://other.example/x' }),
		],
		AT,
	);

	it.each([
		['everything, the newest first', {}, ['c', 'b', 'a']],
		['by several statuses', { status: ['failed', 'paused'] as const }, ['c', 'b']],
		['by part of an event name in any case', { event: ' CANCEL ' }, ['b']],
		['by part of a URL', { url: 'other.' }, ['c']],
		['by all of them', { status: ['paused'] as const, event: 'cancel' }, []],
		['the newest up to a limit', { limit: 1 }, ['c']],
	])('finds %s', (_case, filter, found) => {
		expect(ids(searchLog(log, filter))).toEqual(found);
	});
});
