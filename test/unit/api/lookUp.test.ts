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

	it('says that a record is missing only when a documented way, or every way, says so', async () => {
		const gone = answering({ guess: 404, known: 404 });
		expect(await lookUp(thing([guess, known]), key, gone)).toEqual({ kind: 'missing' });
		const refused = answering({ guess: 400 });
		expect(await lookUp(thing([guess]), key, refused)).toMatchObject({ kind: 'failed' });
	});
});
