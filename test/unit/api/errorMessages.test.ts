import type { ApiAnswer } from '../../../lib/api/answer';
import { explainApiError } from '../../../lib/api/errorMessages';

const form = { message: ['message'], requestId: ['request_id'] };
const answer = (status: number, body: unknown = { message: 'said' }, headers = {}): ApiAnswer => ({
	kind: 'answer',
	status,
	headers,
	body,
});
const booking = { platform: 'Acme', what: 'booking', id: '7' };

describe('explainApiError', () => {
	it.each([
		[200, 'Acme did not send booking 7 in a form that can be read: said', /proxy/],
		[400, 'Acme does not accept the request for booking 7: said', /values/],
		[401, 'Acme does not accept the credential: said', /valid access data/],
		[403, 'Acme does not let this credential access booking 7: said', /account owner/],
		[404, 'Acme has no booking 7: said', /Check the ID/],
		[
			409,
			'Acme refuses the request for booking 7, because it conflicts with what is there: said',
			/values/,
		],
		[410, 'Acme has no booking 7: said', /Check the ID/],
		[418, 'Acme answered with status 418 to the request for booking 7: said', /Check/],
		[422, 'Acme does not accept the request for booking 7: said', /values/],
		[429, 'Acme receives too many requests from this account: said', /Wait a few minutes/],
		[503, 'Acme has a problem of its own (status 503): said', /Try again later/],
	])(
		'of status %d says what was asked, what happened and what to do',
		(status, message, advice) => {
			expect(explainApiError(booking, answer(status), form, [])).toEqual({
				message,
				advice: expect.stringMatching(advice),
			});
		},
	);

	it('tells a wrong address from a record that is not there', () => {
		expect(
			explainApiError({ platform: 'Acme', what: 'bookings' }, answer(404, {}), form, []),
		).toEqual({
			message: 'Acme does not offer bookings at this address',
			advice: expect.stringMatching(/base URL/),
		});
	});

	it('says how long to wait where the platform does', () => {
		const limited = answer(429, {}, { 'retry-after': '90' });
		expect(explainApiError(booking, limited, form, []).advice).toMatch(/^Wait 90 seconds/);
	});

	it('gives the advice of the caller, who may know better', () => {
		const asked = { ...booking, advice: { 409: 'Remove it in the dashboard.' } };
		expect(explainApiError(asked, answer(409), form, []).advice).toBe(
			'Remove it in the dashboard.',
		);
		expect(explainApiError(asked, answer(400), form, []).advice).toMatch(/values/);
	});

	it('quotes the request id, and masks what was sent in secret', () => {
		const body = { message: 'No such key: secret-key-1', request_id: 'req_1' };
		expect(explainApiError(booking, answer(400, body), form, ['secret-key-1']).message).toBe(
			'Acme does not accept the request for booking 7: No such key: *** (request req_1)',
		);
	});

	it('names the cause when there is no answer', () => {
		const none: ApiAnswer = { kind: 'unreachable', cause: 'no connection can be made' };
		expect(explainApiError(booking, none, form, [])).toEqual({
			message: 'Acme cannot be reached: no connection can be made',
			advice: expect.stringMatching(/base URL/),
		});
	});

	it('does not blame the platform for a run that was cancelled', () => {
		const none: ApiAnswer = { kind: 'unreachable', cause: 'cancelled' };
		expect(explainApiError(booking, none, form, []).message).toBe(
			'Acme was not asked for booking 7, because the run was cancelled',
		);
	});
});
