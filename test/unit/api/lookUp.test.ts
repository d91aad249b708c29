import type { RecordDeclaration } from '../../../lib/api/declaration';
import { lookUp } from '../../../lib/api/lookUp';
import type { ApiRequest } from '../../../lib/api/request';

const guess = {
	protocol: 'rest' as const,
	path: '/guess/{id}',
	recordAt: [],
	evidence: 'inferred' as const,
};
const known = { ...guess, path: '/known/{locationId}/{id}', evidence: 'documented' as const };

const thing = (lookups: RecordDeclaration['lookups']): RecordDeclaration => ({
	type: 'thing',
	name: 'Thing',
	lookups,
	essentials: [],
	label: { name: ['id'], value: 'id' },
});
const key = { id: '7', account: { locationId: 'here' } };

/** Answers with these statuses, by the start of the path. */
const answering =
	(statuses: Record<string, number>) =>
	async ({ path }: ApiRequest) => {
		const status = statuses[path.split('/')[1]];
		const body = status === 200 ? { id: '7', from: path } : {};
		return { kind: 'answer' as const, status, headers: {}, body };
	};

describe('lookUp', () => {
	it.each([404, 405, 400, 410])(
		'tries the next way when a guess is refused with %d',
		async (status) => {
			const send = answering({ guess: status, known: 200 });
			expect(await lookUp(thing([guess, known]), key, send)).toEqual({
				kind: 'found',
				record: { id: '7', from: '/known/here/7' },
			});
		},
	);

	it.each([401, 403, 429, 500])('stops when the platform answers %d', async (status) => {
		const send = answering({ guess: status, known: 200 });
		expect(await lookUp(thing([guess, known]), key, send)).toMatchObject({
			kind: 'failed',
			answer: { status },
		});
	});

	it('leaves out a way for which a value is missing', async () => {
		const send = answering({ guess: 200 });
		expect(await lookUp(thing([known, guess]), { id: '7', account: {} }, send)).toMatchObject({
			kind: 'found',
		});
	});

	it('names the values that are missing for all ways', async () => {
		expect(await lookUp(thing([known]), { account: {} }, answering({}))).toEqual({
			kind: 'unknown',
			missing: ['locationId', 'id'],
		});
	});

	it('says where only a guess says that a record is missing', async () => {
		const pathSetting = { name: 'thingPath', displayName: 'Thing Path', description: '' };
		const guessed = thing([{ ...guess, pathSetting }]);
		const gone = answering({ guess: 404, mine: 404, known: 404 });
		expect(await lookUp(guessed, key, gone)).toEqual({ kind: 'missing', guess: pathSetting });
		const overrides = { thingPath: '/mine/{id}' };
		expect(await lookUp(guessed, key, gone, { overrides })).toEqual({ kind: 'missing' });
		const both = thing([{ ...guess, pathSetting }, known]);
		expect(await lookUp(both, key, gone)).toEqual({ kind: 'missing' });
	});

	it('says that a record is missing only when a documented way, or every way, says so', async () => {
		const gone = answering({ guess: 404, known: 404 });
		expect(await lookUp(thing([guess, known]), key, gone)).toEqual({ kind: 'missing' });
		const refused = answering({ guess: 400 });
		expect(await lookUp(thing([guess]), key, refused)).toMatchObject({ kind: 'failed' });
	});
});

describe('lookUp through a list', () => {
	const DAY_MS = 86_400_000;
	const today = Date.parse('2026-11-25T09:00:00Z');
	/** A restaurant with a booking a day for ten years, oldest first; the last is for next year. */
	const bookings = Array.from({ length: 3650 }, (_, day) => ({
		id: day,
		date: new Date(today + (day - 3285) * DAY_MS).toISOString(),
	}));
	const booking: RecordDeclaration = {
		...thing([
			{
				protocol: 'list',
				field: 'id',
				pages: 20,
				since: { filter: 'dateFrom', days: 2 },
				evidence: 'inferred',
			},
			{ protocol: 'list', field: 'id', pages: 20, evidence: 'documented' },
		]),
		list: {
			protocol: 'rest',
			path: '/bookings',
			itemsAt: ['objects'],
			paging: { kind: 'offset', limit: 'limit', offset: 'offset', pageSize: 100, totalAt: 'total' },
			filters: [
				{
					name: 'dateFrom',
					field: 'date__gte',
					displayName: '',
					description: '',
					type: 'dateTime',
				},
			],
			evidence: 'documented',
		},
	};
	const restaurant = (filterStatus = 200) => {
		const asked: Array<ApiRequest['query']> = [];
		const send = async ({ query = {} }: ApiRequest) => {
			asked.push(query);
			const { date__gte: from = '', offset } = query;
			const fitting = bookings.filter(({ date }) => date >= String(from));
			const start = Number(offset);
			const body = { objects: fitting.slice(start, start + 100), total: fitting.length };
			const status = from === '' ? 200 : filterStatus;
			return { kind: 'answer' as const, status, headers: {}, body };
		};
		return { asked, send };
	};
	const find = async (id: string, send: ReturnType<typeof restaurant>['send']) =>
		await lookUp(booking, { id, account: {} }, send, { nowMs: today });

	it('finds what is new behind years of others', async () => {
		const { asked, send } = restaurant();
		expect(await find('3600', send)).toMatchObject({ kind: 'found', record: { id: 3600 } });
		expect(asked).toEqual([
			{ date__gte: '2026-11-23T00:00:00Z', limit: 100, offset: 0 },
			{ date__gte: '2026-11-23T00:00:00Z', limit: 100, offset: 100 },
			{ date__gte: '2026-11-23T00:00:00Z', limit: 100, offset: 200 },
			{ date__gte: '2026-11-23T00:00:00Z', limit: 100, offset: 300 },
		]);
	});

	it('finds what is old, and does without the filter where it is refused', async () => {
		expect(await find('150', restaurant().send)).toMatchObject({ kind: 'found' });
		expect(await find('150', restaurant(400).send)).toMatchObject({ kind: 'found' });
	});
});
