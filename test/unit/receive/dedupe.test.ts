import fc from 'fast-check';

import { DedupeGuard, DedupeGuards, type KeyStore } from '../../../lib/receive/dedupe';

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

/** Waits that end only when something else does. */
const forever = async () => await new Promise<never>(() => {});

function guardOf(capacity: number, wait: () => Promise<unknown> = forever): DedupeGuard {
	const guard = new DedupeGuard(wait);
	guard.capacity = capacity;
	return guard;
}

async function deliver(guard: DedupeGuard, host: Host, n: number, succeeds = true) {
	const call = host.call();
	const claim = await guard.claim([[key(n)]], call);
	if (!claim) return 'duplicate';
	if (succeeds) {
		claim.commit();
		call.save();
	}
	claim.release();
	return succeeds ? 'started' : 'failed';
}

describe('DedupeGuard.claim', () => {
	it('lets the same key in once', async () => {
		const guard = guardOf(10);
		const host = new Host();
		expect(await deliver(guard, host, 1)).toBe('started');
		expect(await deliver(guard, host, 1)).toBe('duplicate');
		expect(await deliver(guard, host, 2)).toBe('started');
	});

	it('lets a key in again whose execution could not be created', async () => {
		const guard = guardOf(10);
		const host = new Host();
		expect(await deliver(guard, host, 1, false)).toBe('failed');
		expect(host.stored).toBe('');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('knows after a restart what was stored before', async () => {
		const host = new Host();
		await deliver(guardOf(10), host, 1);
		expect(await deliver(guardOf(10), host, 1)).toBe('duplicate');
	});

	it('makes an equal key wait, and drops it when the first one succeeds', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const first = await guard.claim([[key(1)]], host.call());
		const second = guard.claim([[key(1)]], host.call());
		first?.commit();
		expect(await second).toBeNull();
	});

	it('finds an equal key busy where it cannot wait as long as that takes', async () => {
		const guard = guardOf(10, async () => {});
		const host = new Host();
		const first = await guard.claim([[key(1)]], host.call());
		expect(await guard.claim([[key(1)]], host.call(), 10_000)).toBe('busy');
		first?.release();
		expect(await guard.claim([[key(1)]], host.call(), 10_000)).toMatchObject({ fresh: [0] });
	});

	it('knows a key that was remembered, and stores it with the next call', async () => {
		const guard = guardOf(10);
		const host = new Host();
		(await guard.claim([[key(1)]], host.call()))?.remember();
		expect(await deliver(guard, host, 1)).toBe('duplicate');
		expect(guard.isOverwritten(host.stored, Date.now() + 3_600_000)).toBe(false);
		const call = host.call();
		expect([guard.restore(call), guard.restore(call)]).toEqual([true, false]);
		call.save();
		expect(await deliver(guardOf(10), host, 1)).toBe('duplicate');
	});

	it('makes an equal key wait, and lets exactly one in when the first one fails', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const first = await guard.claim([[key(1)]], host.call());
		const waiting = [guard.claim([[key(1)]], host.call()), guard.claim([[key(1)]], host.call())];
		first?.release();
		const second = await waiting[0];
		expect(second).not.toBeNull();
		second?.commit();
		expect(await waiting[1]).toBeNull();
	});

	it('loses nothing when concurrent calls overwrite each other in the store', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const [first, second] = [host.call(), host.call()];
		const claims = [await guard.claim([[key(1)]], first), await guard.claim([[key(2)]], second)];
		claims[0]?.commit();
		first.save();
		// Both were loaded before either was saved, and neither has been answered yet.
		claims[1]?.commit();
		second.save();
		const restarted = guardOf(10);
		expect(await deliver(restarted, host, 1)).toBe('duplicate');
		expect(await deliver(restarted, host, 2)).toBe('duplicate');
	});

	it('puts back with its next delivery what another process overwrote in the store', async () => {
		const [one, two] = [guardOf(10), guardOf(10)];
		const host = new Host();
		const overlapping = host.call();
		const claim = await two.claim([[key(2)]], overlapping);
		expect(await deliver(one, host, 1)).toBe('started');
		claim?.commit();
		overlapping.save();
		expect(host.stored).toBe(key(2));
		expect(await deliver(one, host, 3)).toBe('started');
		expect(host.stored).toBe(key(1) + key(2) + key(3));
		expect(await deliver(two, host, 1)).toBe('duplicate');
	});

	it('remembers a delivery whose execution exists though its caller hung up', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const claim = await guard.claim([[key(1)]], host.call());
		claim?.commit();
		claim?.release();
		expect(await deliver(guard, host, 1)).toBe('duplicate');
	});

	it('lets a delivery in again whose caller hung up before there was an execution', async () => {
		const guard = guardOf(10);
		const host = new Host();
		(await guard.claim([[key(1)]], host.call()))?.release();
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('does not take back from an outdated copy what it has dropped', async () => {
		const guard = guardOf(2);
		const host = new Host();
		await deliver(guard, host, 1);
		const outdated = host.call();
		await deliver(guard, host, 2);
		await deliver(guard, host, 3);
		expect(await guard.claim([[key(3)]], outdated)).toBeNull();
		expect(await deliver(guard, host, 2)).toBe('duplicate');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('never stores the key of a call under way with that of another', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const first = await guard.claim([[key(1)]], host.call());
		await deliver(guard, host, 2);
		first?.release();
		expect(await deliver(guardOf(10), host, 1)).toBe('started');
	});

	it('forgets the oldest beyond its capacity, in memory and in the store', async () => {
		const guard = guardOf(3);
		const host = new Host();
		for (const n of [1, 2, 3, 4]) await deliver(guard, host, n);
		expect(host.stored).toBe(key(2) + key(3) + key(4));
		expect(await deliver(guard, host, 2)).toBe('duplicate');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('stores 20 kB at its largest', async () => {
		const guard = guardOf(2500);
		const host = new Host();
		for (let n = 0; n < 6000; n++) await deliver(guard, host, n);
		expect(host.stored).toHaveLength(2500 * 8);
	});

	it('holds no more keys after a hundred thousand events than after its first hundreds', async () => {
		const guard = guardOf(100);
		const host = new Host();
		for (let n = 0; n < 100_000; n++) await deliver(guard, host, n);
		expect(guard.size).toBe(200);
		expect(host.stored).toHaveLength(100 * 8);
	});

	it('keeps what is remembered and what is under way when the capacity changes', async () => {
		const guard = guardOf(3);
		const host = new Host();
		for (const n of [1, 2, 3]) await deliver(guard, host, n);
		const underWay = await guard.claim([[key(4)]], host.call());
		guard.capacity = 2;
		const twin = guard.claim([[key(4)]], host.call());
		expect(await deliver(guard, host, 3)).toBe('duplicate');
		underWay?.commit();
		expect(await twin).toBeNull();
		expect(await deliver(guard, host, 3)).toBe('duplicate');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('finds a repetition under the key of an earlier step of its window', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const underWay = await guard.claim([[key(1)]], host.call());
		const later = guard.claim([[key(2), key(1)]], host.call());
		underWay?.commit();
		expect(await later).toBeNull();
		expect(await guard.claim([[key(3), key(2)]], host.call())).not.toBeNull();
	});

	it('looks at what is remembered before it waits', async () => {
		const guard = guardOf(10);
		const host = new Host();
		await guard.claim([[key(1)]], host.call());
		host.stored = key(1);
		expect(await guard.claim([[key(1)]], host.call())).toBeNull();
	});

	it('waits a minute for a call that never ends, and then lets its repetition in', async () => {
		const waits: number[] = [];
		const guard = new DedupeGuard(
			async (milliseconds) => await Promise.resolve(waits.push(milliseconds)),
		);
		guard.capacity = 10;
		const host = new Host();
		const lost = await guard.claim([[key(1)]], host.call());
		const second = await guard.claim([[key(1)]], host.call());
		expect(second).not.toBeNull();
		expect(waits.reduce((sum, milliseconds) => sum + milliseconds)).toBe(60_000);
		// The end of the lost one says nothing about the second.
		lost?.release();
		const third = guard.claim([[key(1)]], host.call());
		second?.commit();
		expect(await third).toBeNull();
	});

	it('starts every key exactly once, whatever the order of concurrent calls and failures', async () => {
		const step = fc.record({ n: fc.nat(5), fails: fc.boolean() });
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 30 }),
				fc.scheduler(),
				async (steps, scheduler) => {
					const guard = guardOf(100);
					const host = new Host();
					const started = new Map<number, number>();
					let failing = true;
					const run = async ({ n, fails }: { n: number; fails: boolean }) => {
						const call = host.call();
						const claim = await guard.claim([[key(n)]], call);
						if (!claim) return;
						const fail = fails && failing;
						await scheduler.schedule(Promise.resolve());
						if (!fail) {
							started.set(n, (started.get(n) ?? 0) + 1);
							claim.commit();
							call.save();
						}
						await scheduler.schedule(Promise.resolve());
						claim.release();
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

describe('DedupeGuard.claim of several events', () => {
	it('says which are new, each equal one once', async () => {
		const guard = guardOf(10);
		const host = new Host();
		await deliver(guard, host, 1);
		const call = host.call();
		const claim = await guard.claim([[key(1)], [key(2)], [key(2)], [key(3)]], call);
		expect(claim?.fresh).toEqual([1, 3]);
		claim?.commit();
		call.save();
		expect(await guard.claim([[key(3)], [key(2)]], host.call())).toBeNull();
		expect(host.stored).toBe(key(1) + key(2) + key(3));
	});

	it('takes none of them for known when their execution could not be created', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const claim = await guard.claim([[key(1)], [key(2)]], host.call());
		claim?.release();
		expect(await deliver(guard, host, 2)).toBe('started');
		expect(await deliver(guard, host, 1)).toBe('started');
	});

	it('lets two deliveries of the same events in another order end, each event started once', async () => {
		const guard = guardOf(10);
		const host = new Host();
		const first = await guard.claim([[key(1)], [key(2)]], host.call());
		const second = guard.claim([[key(3)], [key(2)], [key(1)]], host.call());
		const third = guard.claim([[key(1)], [key(3)]], host.call());
		first?.commit();
		expect((await second)?.fresh).toEqual([0]);
		(await second)?.commit();
		expect(await third).toBeNull();
	});

	it('remembers as much as its longest list, also after a restart', async () => {
		const guard = guardOf(2);
		const host = new Host();
		const list = [1, 2, 3, 4].map((n) => [key(n)] as const);
		const call = host.call();
		(await guard.claim(list, call))?.commit();
		call.save();
		expect(await guard.claim(list, host.call())).toBeNull();
		expect(await deliver(guard, host, 5)).toBe('started');
		expect(host.stored).toBe(key(2) + key(3) + key(4) + key(5));
		expect(await guardOf(2).claim(list.slice(1), host.call())).toBeNull();
	});

	it('starts every event exactly once, whatever the order of concurrent lists and failures', async () => {
		const step = fc.record({
			list: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
			fails: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 15 }),
				fc.scheduler(),
				async (steps, scheduler) => {
					const guard = guardOf(100);
					const host = new Host();
					const started = new Map<number, number>();
					let failing = true;
					const run = async ({ list, fails }: { list: number[]; fails: boolean }) => {
						const call = host.call();
						const claim = await guard.claim(
							list.map((n) => [key(n)] as const),
							call,
						);
						if (!claim) return;
						const fail = fails && failing;
						await scheduler.schedule(Promise.resolve());
						if (!fail) {
							for (const index of claim.fresh) {
								started.set(list[index], (started.get(list[index]) ?? 0) + 1);
							}
							claim.commit();
							call.save();
						}
						await scheduler.schedule(Promise.resolve());
						claim.release();
					};
					await scheduler.waitFor(Promise.all(steps.map(run)));
					failing = false;
					await scheduler.waitFor(Promise.all(steps.map(run)));
					for (const n of steps.flatMap(({ list }) => list)) expect(started.get(n)).toBe(1);
				},
			),
			{ numRuns: 300 },
		);
	});
});

describe('DedupeGuard.restore', () => {
	it('writes again what something else has overwritten', async () => {
		const guard = guardOf(10);
		const host = new Host();
		for (const n of [1, 2]) await deliver(guard, host, n);
		host.stored = key(9);
		const call = host.call();
		expect(guard.restore(call)).toBe(true);
		call.save();
		expect(host.stored).toBe(key(1) + key(2) + key(9));
		expect(guard.restore(host.call())).toBe(false);
	});
});

describe('DedupeGuard.isOverwritten', () => {
	it('says so of a copy without what was stored a while ago', async () => {
		const guard = guardOf(10);
		const host = new Host();
		expect(guard.isOverwritten('', Date.now())).toBe(false);
		await deliver(guard, host, 1);
		const before = host.stored;
		await deliver(guard, host, 2);
		const [now, later] = [Date.now(), Date.now() + 6_000];
		expect(guard.isOverwritten(before, now)).toBe(false);
		expect(guard.isOverwritten(before, later)).toBe(true);
		expect(guard.isOverwritten(host.stored, later)).toBe(false);
	});
});

describe('DedupeGuards.of', () => {
	it('gives a node the same guard, whatever its capacity', () => {
		const guards = new DedupeGuards(forever);
		const guard = guards.of('a', 10);
		expect(guards.of('a', 20)).toBe(guard);
		expect(guard.capacity).toBe(20);
		expect(guards.of('b', 10)).not.toBe(guard);
	});

	it('forgets the node unused longest when all together hold too many keys', async () => {
		const guards = new DedupeGuards(forever, 25);
		const host = new Host();
		const [a, b, c] = ['a', 'b', 'c'].map((name) => guards.of(name, 100));
		for (const guard of [a, b, c]) {
			host.stored = '';
			for (let n = 0; n < 10; n++) await deliver(guard, host, n);
		}
		await b.claim([[key(50)]], host.call());
		expect(guards.of('c', 100)).toBe(c);
		// The one with an execution under way stays.
		expect(guards.of('b', 100)).toBe(b);
		expect(guards.of('a', 100)).not.toBe(a);
	});
});
