import { decide, parseRetriedAnswers } from '../../../lib/send/retry';
import { InputError } from '../../../lib/send/inputError';
import type { Exchange, FailureClass } from '../../../lib/send/delivery';

const NOW = 1_700_000_000_000;
const answer = (statusCode: number, retryAfter?: string): Exchange => ({
	statusCode,
	text: '',
	failure: null,
	...(retryAfter !== undefined && { retryAfter }),
});
const broken = (kind: FailureClass, statusCode: number | null = null): Exchange => ({
	statusCode,
	text: '',
	failure: { class: kind, message: 'It broke' },
});

describe('decide', () => {
	it.each([200, 201, 202, 204, 299])('takes %d for delivered', (status) => {
		expect(decide(answer(status), NOW)).toEqual({ kind: 'delivered' });
	});

	it.each([408, 425, 429, 500, 501, 502, 503, 504, 507, 599])('retries %d', (status) => {
		expect(decide(answer(status), NOW)).toEqual({
			kind: 'retry',
			atLeastSeconds: 0,
			failure: { class: 'http', message: `The endpoint answered with status ${status}` },
		});
	});

	it.each([400, 401, 402, 403, 404, 405, 409, 411, 413, 415, 422, 426, 431, 451, 499])(
		'takes %d for final',
		(status) => {
			expect(decide(answer(status), NOW)).toMatchObject({
				kind: 'final',
				reason: 'rejected',
				failure: { class: 'http' },
			});
		},
	);

	it('takes 410 for final with the reason gone', () => {
		expect(decide(answer(410), NOW)).toMatchObject({ kind: 'final', reason: 'gone' });
	});

	it.each([300, 301, 302, 303, 304, 307, 308])('takes the redirect %d for final', (status) => {
		expect(decide(answer(status, '5'), NOW)).toEqual({
			kind: 'final',
			reason: 'rejected',
			failure: {
				class: 'redirect',
				message: `The endpoint answered with a redirect (${status}), which is not followed`,
			},
		});
	});

	it.each(['dns', 'connection_refused', 'reset', 'timeout', 'tls', 'http'] as const)(
		'retries after the failure %s',
		(kind) => {
			expect(decide(broken(kind), NOW)).toMatchObject({ kind: 'retry', failure: { class: kind } });
		},
	);

	it('retries a 200 whose body broke off: what the answer was to say is not known', () => {
		expect(decide(broken('reset', 200), NOW)).toMatchObject({ kind: 'retry' });
	});

	it.each(['blocked', 'invalid_url'] as const)('takes the failure %s for final', (kind) => {
		expect(decide(broken(kind), NOW)).toMatchObject({ kind: 'final', reason: 'rejected' });
	});

	it.each([429, 503])('honours Retry-After on %d', (status) => {
		expect(decide(answer(status, '7.5'), NOW)).toMatchObject({ atLeastSeconds: 7.5 });
		const date = new Date(NOW + 90_000).toUTCString();
		expect(decide(answer(status, date), NOW)).toMatchObject({ atLeastSeconds: 90 });
		expect(decide(answer(status, 'soon'), NOW)).toMatchObject({ atLeastSeconds: 0 });
	});

	it.each([408, 425, 500, 502, 504])('ignores Retry-After on %d', (status) => {
		expect(decide(answer(status, '60'), NOW)).toMatchObject({ kind: 'retry', atLeastSeconds: 0 });
	});
});

describe('decide, with answers to try again', () => {
	it.each([
		[404, ['4xx' as const]],
		[404, [404]],
		[302, ['3xx' as const]],
		[410, [410]],
	])('retries %d for %j', (status, retryOn) => {
		expect(decide(answer(status), NOW, { retryOn })).toMatchObject({ kind: 'retry' });
	});

	it('takes for final what is not among them', () => {
		expect(decide(answer(408), NOW, { retryOn: [429, '5xx'] })).toMatchObject({ kind: 'final' });
		expect(decide(answer(410), NOW, { retryOn: ['4xx'] })).toMatchObject({ reason: 'gone' });
	});

	it('takes 409 for delivered only after an answer was lost', () => {
		expect(decide(answer(409), NOW, { answerWasLost: true })).toEqual({ kind: 'delivered' });
		expect(decide(answer(409), NOW)).toMatchObject({ kind: 'final' });
	});
});

describe('parseRetriedAnswers', () => {
	it('reads statuses and classes', () => {
		expect(parseRetriedAnswers(' 404, 4XX;503 ')).toEqual([404, '4xx', 503]);
		expect(parseRetriedAnswers('')).toEqual([]);
	});

	it.each(['200', '2xx', 'all', '4x', '600'])('refuses %j', (text) => {
		expect(() => parseRetriedAnswers(text)).toThrow(InputError);
	});
});
