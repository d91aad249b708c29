import { registration } from '../../../platforms/apaleo/registration';

const [{ update }] = registration.webhookApis;
const url = 'https://n8n.example/webhook/1';
const change = { url, events: ['folio/closed'] };
const wanted = { endpointUrl: url, events: ['folio/closed'] };

describe('the update of a subscription', () => {
	it.each([
		['is for the properties that it was for', { propertyIds: ['MUC'] }, { propertyIds: ['MUC'] }],
		['is for all where it was for all', { propertyIds: [] }, {}],
		['is for all where nothing is known of it', undefined, {}],
	])('%s', (_, before, more) => {
		expect(update?.('sub_1', change, before)).toEqual({
			method: 'PUT',
			path: '/subscriptions/sub_1',
			body: { ...wanted, ...more },
		});
	});
});
