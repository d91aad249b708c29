import { sleep } from 'n8n-workflow';

import { ExchangeLimits, type EndedBy } from '../../../lib/n8n/exchangeLimits';

const SHORT_MS = 20;
const LONG_MS = 60_000;

/** Watches exchanges and writes down which of them were ended, and by what. */
function watched() {
	const limits = new ExchangeLimits();
	const ended: Array<[string, EndedBy]> = [];
	const begin = (name: string, limitMs: number, cancelled?: AbortSignal) =>
		limits.begin(limitMs, cancelled, (by) => ended.push([name, by]));
	return { begin, ended };
}

describe('ExchangeLimits.begin', () => {
	it('ends what takes longer than its limit, and nothing that is over or has more time', async () => {
		const { begin, ended } = watched();
		begin('slow', SHORT_MS);
		begin('quick', SHORT_MS)();
		const leave = begin('patient', LONG_MS);
		while (ended.length === 0) await sleep(5);
		expect(ended).toEqual([['slow', 'timeout']]);
		leave();
	});

	it('ends everything under way when the execution is cancelled, each once', () => {
		const { begin, ended } = watched();
		const execution = new AbortController();
		begin('first', LONG_MS, execution.signal);
		begin('second', LONG_MS - 1, execution.signal);
		begin('over', LONG_MS, execution.signal)();
		execution.abort();
		expect(ended).toEqual([
			['first', 'cancelled'],
			['second', 'cancelled'],
		]);
	});

	it('ends at once what begins after the execution was cancelled', () => {
		const { begin, ended } = watched();
		begin('late', LONG_MS, AbortSignal.abort());
		expect(ended).toEqual([['late', 'cancelled']]);
	});
});
