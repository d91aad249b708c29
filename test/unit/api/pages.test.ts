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
		expect(await read(byOffset, send, { start: { page: 3, offset: 200 } })).toEqual(
			upTo(250).slice(200),
		);
	});

	it('reads on where two pages begin with equal records', async () => {
		// Free times, which have no id: two evenings may begin alike.
		const pages = [
			[{ time: '18:00' }, { time: '18:30' }],
			[{ time: '18:00' }, { time: '19:00' }],
		];
		const send = async ({ query }: ApiRequest) => {
			const items = pages[Number(query?.page) - 1];
			return { kind: 'answer' as const, status: 200, headers: {}, body: { items, pages: 2 } };
		};
		const read: unknown[] = [];
		for await (const page of readPages(listOf(byPage), { account: {} }, send)) {
			if (page.kind === 'items') read.push(...page.items);
		}
		expect(read).toEqual(pages.flat());
	});

	it('takes no list for complete of which the same page comes again', async () => {
		const items = upTo(100).map((id) => ({ id }));
		const body = { items, total: 250 };
		const send = async () => ({ kind: 'answer' as const, status: 200, headers: {}, body });
		const kinds: string[] = [];
		for await (const page of readPages(listOf(byOffset), { account: {} }, send)) {
			kinds.push(page.kind);
		}
		expect(kinds).toEqual(['items', 'failed']);
	});

	it('takes 204 for an empty list', async () => {
		const send = async () => ({ kind: 'answer' as const, status: 204, headers: {}, body: '' });
		const kinds: string[] = [];
		for await (const page of readPages(listOf(byPage), { account: {} }, send))
			kinds.push(page.kind);
		expect(kinds).toEqual([]);
	});

	it('asks for nothing when nothing is wanted', async () => {
		const { asked, send } = platform(5, 100);
		expect(await read(byOffset, send, { limit: 0 })).toEqual([]);
		expect(asked).toEqual([]);
	});
});

describe('readPages by cursor', () => {
	const list = (nextAt: { body: string } | { header: string }, cursor = 'cursor'): RecordList => ({
		...listOf({ kind: 'cursor', limit: 'limit', cursor, pageSize: 2, nextAt }),
	});
	/** Five things, two at once; `tell` puts the next cursor where the platform has it. */
	const platformThat = (
		tell: (next: string) => { body?: object; headers?: Record<string, unknown> },
		positionOf: (request: ApiRequest) => unknown,
	) => {
		const asked: ApiRequest[] = [];
		const send = async (request: ApiRequest) => {
			asked.push(request);
			const start = Number(positionOf(request) ?? 0);
			const items = upTo(5)
				.slice(start, start + 2)
				.map((id) => ({ id }));
			const { body, headers = {} } = start + 2 < 5 ? tell(String(start + 2)) : {};
			return { kind: 'answer' as const, status: 200, headers, body: { items, ...body } };
		};
		return { asked, send };
	};
	const idsOf = async (declared: RecordList, send: Parameters<typeof readPages>[2]) => {
		const ids: unknown[] = [];
		for await (const page of readPages(declared, { account: {} }, send)) {
			if (page.kind === 'items') ids.push(...page.items.map(({ id }) => id));
		}
		return ids;
	};

	it('follows one in the body, in the body of a search', async () => {
		const { asked, send } = platformThat(
			(next) => ({ body: { cursor: next } }),
			({ body }) => (body?.paging as Record<string, unknown> | undefined)?.cursor,
		);
		const search: RecordList = {
			...list({ body: 'cursor' }, 'paging.cursor'),
			protocol: 'rest',
			path: '/things/search',
			method: 'POST',
			body: { location: '{locationId}' },
			query: undefined,
		};
		const ids: unknown[] = [];
		const key = { account: { locationId: 'here' } };
		for await (const page of readPages(search, key, send, { filters: { 'query.state': 'OPEN' } })) {
			if (page.kind === 'items') ids.push(...page.items.map(({ id }) => id));
		}
		expect(ids).toEqual(upTo(5));
		expect(asked[1]).toMatchObject({ method: 'POST', readOnly: true });
		expect(asked[1].body).toEqual({
			location: 'here',
			limit: 2,
			paging: { cursor: '2' },
			query: { state: 'OPEN' },
		});
	});

	it('follows one in a header', async () => {
		const { asked, send } = platformThat(
			(next) => ({ headers: { 'x-cursor-next': next } }),
			({ query }) => query?.cursor,
		);
		expect(await idsOf(list({ header: 'x-cursor-next' }), send)).toEqual(upTo(5));
		expect(asked.map(({ query }) => query)).toEqual([
			{ limit: 2 },
			{ limit: 2, cursor: '2' },
			{ limit: 2, cursor: '4' },
		]);
	});

	it('takes it from the URL of the next page, and asks no other host', async () => {
		const { asked, send } = platformThat(
			(next) => ({ body: { links: { next: `https://evil.example/x?page%5Bafter%5D=${next}` } } }),
			({ query }) => query?.['page[after]'],
		);
		expect(await idsOf(list({ body: 'links.next' }, 'page[after]'), send)).toEqual(upTo(5));
		expect(asked.map(({ path }) => path)).toEqual(['/things', '/things', '/things']);
	});
});
