import type { Paging, RecordList } from '../../../lib/api/declaration';
import { readPages, type PageOptions } from '../../../lib/api/pages';
import type { ApiRequest } from '../../../lib/api/request';

const byOffset: Paging = {
	kind: 'offset',
	limit: 'limit',
	offset: 'offset',
	pageSize: 100,
	totalAt: 'total',
};
const byPage: Paging = {
	kind: 'page',
	limit: 'limit',
	page: 'page',
	pageSize: 100,
	pagesAt: 'pages',
};

const listOf = (paging: Paging): RecordList => ({
	protocol: 'rest',
	path: '/things',
	itemsAt: ['items'],
	paging,
	filters: [],
	evidence: 'documented',
});

/** A platform with so many things that gives out at most so many at once. */
function platform(count: number, largest: number, more: (ids: number[]) => object = () => ({})) {
	const asked: Array<Record<string, string | number>> = [];
	const send = async ({ query = {} }: ApiRequest) => {
		asked.push(query);
		const limit = Math.min(Number(query.limit ?? count), largest);
		const start = Number(query.offset ?? (Number(query.page ?? 1) - 1) * limit);
		const ids = Array.from({ length: count }, (_, id) => id).slice(start, start + limit);
		const body = { items: ids.map((id) => ({ id })), ...more(ids) };
		return { kind: 'answer' as const, status: 200, headers: {}, body };
	};
	return { asked, send };
}

async function read(paging: Paging, send: Parameters<typeof readPages>[2], options?: PageOptions) {
	const ids: unknown[] = [];
	for await (const page of readPages(listOf(paging), { account: {} }, send, options)) {
		if (page.kind === 'items') ids.push(...page.items.map(({ id }) => id));
	}
	return ids;
}

const upTo = (count: number) => Array.from({ length: count }, (_, id) => id);

describe('readPages', () => {
	it('ends where the platform counts that it does', async () => {
		const { asked, send } = platform(200, 100, () => ({ total: 200 }));
		expect(await read(byOffset, send)).toEqual(upTo(200));
		expect(asked).toEqual([
			{ limit: 100, offset: 0 },
			{ limit: 100, offset: 100 },
		]);
	});

	it.each([
		['offset', byOffset],
		['page', byPage],
	] as const)('misses nothing where pages by %s are smaller than asked for', async (_, paging) => {
		const { send } = platform(95, 20);
		expect(await read(paging, send)).toEqual(upTo(95));
	});

	it.each([
		['offset', byOffset],
		['page', byPage],
	] as const)('does not go on for ever where %s is ignored', async (_, paging) => {
		const items = upTo(50).map((id) => ({ id }));
		let calls = 0;
		const send = async () => {
			calls += 1;
			return { kind: 'answer' as const, status: 200, headers: {}, body: { items } };
		};
		expect(await read(paging, send)).toEqual(upTo(50));
		expect(calls).toBe(2);
	});

	it('stops at the limit, in the middle of a page', async () => {
		const { asked, send } = platform(500, 100, () => ({ pages: 5 }));
		expect(await read(byPage, send, { limit: 130 })).toEqual(upTo(130));
		expect(asked).toHaveLength(2);
	});

	it('begins at a later page', async () => {
		const { send } = platform(250, 100, () => ({ total: 250 }));
		expect(await read(byOffset, send, { firstPage: 3 })).toEqual(upTo(250).slice(200));
	});

	it('asks for nothing when nothing is wanted', async () => {
		const { asked, send } = platform(5, 100);
		expect(await read(byOffset, send, { limit: 0 })).toEqual([]);
		expect(asked).toEqual([]);
	});
});
