import fc from 'fast-check';

import { DedupeGuard, type KeyStore } from '../../../lib/receive/dedupeGuard';

const key = (n: number) => `k${String(n).padStart(7, '0')}`;

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
	const admission = await guard.admit(key(n), call);
	if (!admission) return 'duplicate';
	if (succeeds) {
		admission.confirm();
		call.save();
	}
	admission.settle(succeeds ? 'created' : 'failed');
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
		const first = await guard.admit(key(1), host.call());
		const second = guard.admit(key(1), host.call());
		first?.settle('created');
		expect(await second).toBeNull();
	});

	it('makes an equal key wait, and lets exactly one in when the first one fails', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const first = await guard.admit(key(1), host.call());
		const waiting = [guard.admit(key(1), host.call()), guard.admit(key(1), host.call())];
		first?.settle('failed');
		const second = await waiting[0];
		expect(second).not.toBeNull();
		second?.settle('created');
		expect(await waiting[1]).toBeNull();
	});

	it('loses nothing when concurrent calls overwrite each other in the store', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const [first, second] = [host.call(), host.call()];
		const admissions = [await guard.admit(key(1), first), await guard.admit(key(2), second)];
		admissions[0]?.confirm();
		first.save();
		// Both were loaded before either was saved, and neither has been answered yet.
		admissions[1]?.confirm();
		second.save();
		const restarted = new DedupeGuard(10);
		expect(await deliver(restarted, host, 1)).toBe('duplicate');
		expect(await deliver(restarted, host, 2)).toBe('duplicate');
	});

	it('puts back with its next delivery what another process overwrote in the store', async () => {
		const [one, two] = [new DedupeGuard(10), new DedupeGuard(10)];
		const host = new Host();
		const overlapping = host.call();
		const admission = await two.admit(key(2), overlapping);
		expect(await deliver(one, host, 1)).toBe('started');
		admission?.confirm();
		overlapping.save();
		expect(host.stored).toBe(key(2));
		expect(await deliver(one, host, 3)).toBe('started');
		expect(host.stored).toBe(key(1) + key(2) + key(3));
		expect(await deliver(two, host, 1)).toBe('duplicate');
	});

	it('remembers a delivery whose execution exists though its caller hung up', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const admission = await guard.admit(key(1), host.call());
		admission?.confirm();
		admission?.settle('unknown');
		expect(await deliver(guard, host, 1)).toBe('duplicate');
	});

	it('lets a delivery in again whose caller hung up before there was an execution', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		(await guard.admit(key(1), host.call()))?.settle('unknown');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('forgets again what turned out to have failed after all', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const admission = await guard.admit(key(1), host.call());
		admission?.confirm();
		admission?.settle('failed');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('does not take back from an outdated copy what it has dropped', async () => {
		const guard = new DedupeGuard(2);
		const host = new Host();
		await deliver(guard, host, 1);
		const outdated = host.call();
		await deliver(guard, host, 2);
		await deliver(guard, host, 3);
		expect(await guard.admit(key(3), outdated)).toBeNull();
		expect(await deliver(guard, host, 2)).toBe('duplicate');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('never stores the key of a call under way with that of another', async () => {
		const guard = new DedupeGuard(10);
		const host = new Host();
		const first = await guard.admit(key(1), host.call());
		await deliver(guard, host, 2);
		first?.settle('failed');
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

	it('stores no more than 22 kB at its largest', async () => {
		const guard = new DedupeGuard(2500);
		const host = new Host();
		for (let n = 0; n < 6000; n++) await deliver(guard, host, n);
		expect(guard.size).toBeGreaterThanOrEqual(2500);
		expect(host.stored.length).toBeGreaterThanOrEqual(2500 * 8);
		expect(host.stored.length).toBeLessThanOrEqual(22_000);
	});

	it('holds no more keys after a million events than after its first hundred', async () => {
		const guard = new DedupeGuard(100);
		const host = new Host();
		for (let n = 0; n < 1_000_000; n++) await deliver(guard, host, n);
		expect(guard.size).toBeLessThanOrEqual(110);
		expect(host.stored.length).toBeLessThanOrEqual(110 * 8);
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
						const admission = await guard.admit(key(n), call);
						if (!admission) return;
						const fail = fails && failing;
						await scheduler.schedule(Promise.resolve());
						if (!fail) {
							started.set(n, (started.get(n) ?? 0) + 1);
							admission.confirm();
							call.save();
						}
						await scheduler.schedule(Promise.resolve());
						admission.settle(fail ? 'failed' : 'created');
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
