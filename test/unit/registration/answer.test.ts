import { readErrorMessage, readWebhook } from '../../../lib/registration/answer';

describe('readWebhook', () => {
	it.each([
		[{ id: 'wh_1' }, { id: 'wh_1' }],
		[
			{ id: 12, url: 'u', events: ['a', 3] },
			{ id: '12', url: 'u', events: ['a', '3'] },
		],
		[{ data: { id: 'wh_1', status: 'active' } }, { id: 'wh_1', active: true }],
		[{ webhook: { id: 'wh_1', active: false } }, { id: 'wh_1', active: false }],
		[{ endpoint: { id: 'wh_1', secret: 's' } }, { id: 'wh_1', secret: 's' }],
		[{ id: '', data: { id: 'wh_2' } }, { id: 'wh_2' }],
		[{ id: 'wh_1', secret: '' }, { id: 'wh_1' }],
		[{ success: true }, null],
		[{ id: null }, null],
		['<html>', null],
		[null, null],
		[[{ id: 'wh_1' }], null],
	])('of %j is %j', (body, webhook) => {
		expect(readWebhook(body)).toEqual(webhook);
	});

	it.each(['paused', 'DISABLED', 'failing', 'Failed', 'suspended', 'inactive'])(
		'sees that a webhook is not delivered to when it is %s',
		(status) => {
			expect(readWebhook({ id: 'wh_1', status })).toEqual({ id: 'wh_1', active: false });
		},
	);
});

describe('readErrorMessage', () => {
	it.each([
		[{ error: 'CODE', message: 'No such key', request_id: 'req_1' }, 'No such key (request req_1)'],
		[{ error: { code: 'C', message: 'Nested', request_id: 'req_2' } }, 'Nested (request req_2)'],
		[{ detail: 'As a problem document' }, 'As a problem document'],
		[{ error: 'only a code' }, 'only a code'],
		[{ message: '' }, ''],
		[{ message: { deep: 1 } }, ''],
		['<html>502</html>', ''],
		[null, ''],
	])('of %j is %j', (body, message) => {
		expect(readErrorMessage(body)).toBe(message);
	});
});
