import type { ApiAnswer } from '../../../lib/api/answer';
import { describeProblem } from '../../../lib/registration/problem';

const answer = (status: number): ApiAnswer => ({ kind: 'answer', status, headers: {}, body: {} });

describe('describeProblem', () => {
	it.each([
		[400, 'Acme does not accept the webhook: said', /public https URL/],
		[401, 'Acme does not accept the API key: said', /valid key/],
		[403, 'The API key may not manage webhooks at Acme: said', /permission/],
		[404, 'Acme has no webhook API at this address: said', /base URL/],
		[409, 'Acme already has a webhook for this URL: said', /Remove it/],
		[418, 'Acme answered with status 418: said', /Check/],
		[422, 'Acme does not accept the webhook: said', /events/],
		[429, 'Acme receives too many requests from this account: said', /Wait/],
		[500, 'Acme has a problem of its own (status 500): said', /Try again later/],
		[503, 'Acme has a problem of its own (status 503): said', /Try again later/],
	])('of status %d says what happened and what to do', (status, message, advice) => {
		expect(describeProblem('Acme', answer(status), 'said')).toEqual({
			message,
			advice: expect.stringMatching(advice),
		});
	});

	it('quotes nothing when the platform said nothing', () => {
		expect(describeProblem('Acme', answer(401), '').message).toBe(
			'Acme does not accept the API key',
		);
	});

	it('names the cause when there is no answer', () => {
		const none: ApiAnswer = { kind: 'unreachable', cause: 'connect ECONNREFUSED' };
		expect(describeProblem('Acme', none, '')).toEqual({
			message: 'Acme cannot be reached: connect ECONNREFUSED',
			advice: expect.stringMatching(/base URL/),
		});
	});
});
