import type { ErrorForm } from '../../../lib/api/declaration';
import { readFailure, readRecord, readRecords, statusFromErrors } from '../../../lib/api/answer';

const form: ErrorForm = {
	message: ['errors.0.message', 'error.message', 'message', 'error'],
	requestId: ['error.request_id', 'request_id'],
	fieldsAt: 'details',
	errorsAt: 'errors',
	codeAt: ['errors.0.extensions.code'],
	statusByCode: { UNAUTHENTICATED: 401 },
};
const answer = (body: unknown, status = 200, headers = {}) =>
	({ kind: 'answer', status, headers, body }) as const;

describe('statusFromErrors', () => {
	it.each([
		['a code that is known', { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }, 401],
		['a code that is not known', { errors: [{ extensions: { code: 'toString' } }] }, 400],
		['an error without a code', { data: null, errors: [{ message: 'x' }] }, 400],
		['an empty list of errors', { data: {}, errors: [] }, 200],
		['no errors', { data: {} }, 200],
		['no object', 'text', 200],
	])('of %s', (_, body, status) => {
		expect(statusFromErrors(answer(body), form)).toMatchObject({ status });
	});

	it('of a failure is its own', () => {
		const body = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
		expect(statusFromErrors(answer(body, 500), form)).toMatchObject({ status: 500 });
	});
});

describe('readFailure', () => {
	it.each([
		[{ error: 'NOT_FOUND', message: 'Gone' }, 'Gone'],
		[{ error: { message: 'Gone' } }, 'Gone'],
		[{ error: 'Gone' }, 'Gone'],
		[{ booking: { date: ['Enter a valid date.'] } }, 'date: Enter a valid date.'],
		[
			{ message: 'Invalid', details: [{ field: 'url', message: 'must be https' }] },
			'Invalid; url: must be https',
		],
		['<html>Bad gateway</html>', ''],
		[undefined, ''],
		[{}, ''],
	])('reads %j', (body, said) => {
		expect(readFailure(answer(body, 400), form).said).toBe(said);
	});

	it('finds the request id in the body, else in the headers', () => {
		const headers = { 'x-request-id': 'req_header' };
		const inBody = answer({ message: 'x', request_id: 'req_body' }, 500, headers);
		expect(readFailure(inBody, form).requestId).toBe('req_body');
		expect(readFailure(answer({}, 500, headers), form).requestId).toBe('req_header');
	});

	it('cuts a message that goes on and on', () => {
		expect(readFailure(answer({ message: 'x'.repeat(9999) }, 500), form).said).toHaveLength(500);
	});
});

describe('readRecord and readRecords', () => {
	it('take a record that is wrapped or bare, and nothing else', () => {
		expect(readRecord({ data: { id: 1 } }, ['data'])).toEqual({ id: 1 });
		expect(readRecord({ id: 1 }, ['data'])).toEqual({ id: 1 });
		expect(readRecord({ data: { list: [{ id: 1 }] } }, ['data.list.0'])).toEqual({ id: 1 });
		expect(readRecord({ data: { list: [] } }, ['data.list.0'])).toBeUndefined();
		expect(readRecord({ data: { one: null } }, ['data.one'])).toBeUndefined();
		expect(readRecord('text', [])).toBeUndefined();
		expect(readRecord([{ id: 1 }], [])).toBeUndefined();
	});

	it('take a list that is wrapped or bare, and its objects only', () => {
		expect(readRecords({ objects: [{ id: 1 }, null, 'x'] }, ['objects'])).toEqual([{ id: 1 }]);
		expect(readRecords([{ id: 1 }], ['data'])).toEqual([{ id: 1 }]);
		expect(readRecords({ data: {} }, ['data'])).toBeUndefined();
	});
});
