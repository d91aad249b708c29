import fc from 'fast-check';

import { DedupeGuard, type KeyStore } from '../../../lib/receive/dedupeGuard';

const key = (n: number) => `k${String(n).padStart(15, '0')}`;

/** n8n's static data: each call has a copy of what was stored, and saving replaces the whole. */
class Host {
	stored = '';

	call(): KeyStore & { save: () => void } {
		let copy = this.stored;
		return {
			read: () => copy,
			write: (keys) => {
				copy = keys;
			},
			save: () => {
				this.stored = copy;
			},
		};
	}
}

async function deliver(guard: DedupeGuard, host: Host, n: number, succeeds = true) {
	const call = host.call();
	const settle = await guard.admit(key(n), call);
	if (!settle) return 'duplicate';
	if (succeeds) call.save();
	settle(succeeds);
	return succeeds ? 'started' : 'failed';
}

describe('DedupeGuard.admit', () => {
	it('lets the same key in once', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		expect(await deliver(guard, host, 1)).toBe('started');
		expect(await deliver(guard, host, 1)).toBe('duplicate');
		expect(await deliver(guard, host, 2)).toBe('started');
	});

	it('lets a key in again whose execution could not be created', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		expect(await deliver(guard, host, 1, false)).toBe('failed');
		expect(host.stored).toBe('');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('knows after a restart what was stored before', async () => {
		const host = new Host();
		await deliver(new DedupeGuard(10), host, 1);
		expect(await deliver(new DedupeGuard(10), host, 1)).toBe('duplicate');
	});

	it('makes an equal key wait, and drops it when the first one succeeds', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const settleFirst = await guard.admit(key(1), host.call());
		const second = guard.admit(key(1), host.call());
		settleFirst?.(true);
		expect(await second).toBeNull();
	});

	it('makes an equal key wait, and lets exactly one in when the first one fails', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const settleFirst = await guard.admit(key(1), host.call());
		const second = guard.admit(key(1), host.call());
		const third = guard.admit(key(1), host.call());
		settleFirst?.(false);
		const settleSecond = await second;
		expect(settleSecond).not.toBeNull();
		settleSecond?.(true);
		expect(await third).toBeNull();
	});

	it('heals an update that a concurrent call overwrote in the store', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const [first, second] = [host.call(), host.call()];
		const settleFirst = await guard.admit(key(1), first);
		const settleSecond = await guard.admit(key(2), second);
		first.save();
		settleFirst?.(true);
		// Saved last, by a call that began before the first one had ended.
		second.save();
		settleSecond?.(true);
		const restarted = new DedupeGuard(10);
		expect(await deliver(restarted, host, 1)).toBe('duplicate');
		expect(await deliver(restarted, host, 2)).toBe('duplicate');
	});

	it('never stores the key of a call under way with that of another', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const settleFirst = await guard.admit(key(1), host.call());
		await deliver(guard, host, 2);
		settleFirst?.(false);
		expect(await deliver(new DedupeGuard(10), host, 1)).toBe('started');
	});

	it('forgets the oldest beyond its capacity, in memory and in the store', async () => {
		const guard = new DedupeGuard(3);
		const host = new Host();
		for (const n of [1, 2, 3, 4]) await deliver(guard, host, n);
		expect(host.stored).toBe(key(2) + key(3) + key(4));
		expect(await deliver(guard, host, 2)).toBe('duplicate');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('stores less than 32 kB and holds no more keys than its capacity over a million events', async () => {
		const guard = new DedupeGuard(1700);
		const host = new Host();
		for (let n = 0; n < 1_000_000; n++) await deliver(guard, host, n);
		expect(host.stored.length).toBeLessThan(30_000);
		const { known } = guard as unknown as { known: Set<string> };
		expect(known.size).toBeGreaterThanOrEqual(1700);
		expect(known.size).toBeLessThanOrEqual(1870);
	}, 60_000);

	it('starts every key exactly once, whatever the order of concurrent calls and failures', async () => {
		const step = fc.record({ n: fc.nat(5), fails: fc.boolean() });
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 30 }),
				fc.scheduler(),
				async (steps, scheduler) => {
					const guard = new DedupeGuard(100);
					const host = new Host();
					const started = new Map<number, number>();
					let failing = true;
					const run = async ({ n, fails }: { n: number; fails: boolean }) => {
						const call = host.call();
						const settle = await guard.admit(key(n), call);
						if (!settle) return;
						const fail = fails && failing;
						await scheduler.schedule(Promise.resolve());
						if (!fail) {
							started.set(n, (started.get(n) ?? 0) + 1);
							call.save();
						}
						await scheduler.schedule(Promise.resolve());
						settle(!fail);
					};
					await scheduler.waitFor(Promise.all(steps.map(run)));
					failing = false;
					await scheduler.waitFor(Promise.all(steps.map(run)));
					for (const { n } of steps) expect(started.get(n)).toBe(1);
				},
			),
			{ numRuns: 300 },
		);
	});
});
