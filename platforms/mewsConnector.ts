import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { generalEvents, integrationEvents } from './mewsConnector/events';

/** The fields of the messages that hold the time of an event; the others have none. */
const TIME_FIELDS: Readonly<Record<string, string>> = {
	IntegrationCreated: 'CreatedUtc',
	IntegrationDeleted: 'DeletedUtc',
};

function envelope({ name, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const { enterpriseId: EnterpriseId, integrationId: IntegrationId } = account;
	if (!integrationEvents.some((event) => event.name === name)) {
		const Value = { ...data, Id: resourceId ?? data.Id };
		return { EnterpriseId, IntegrationId, Events: [{ Discriminator: name, Value }] };
	}
	const field = Object.hasOwn(TIME_FIELDS, name) ? TIME_FIELDS[name] : undefined;
	return { Action: name, Data: { ...data, ...(field !== undefined && { [field]: occurredAt }) } };
}

/** @see https://mews-systems.gitbook.io/connector-api/events */
export const mewsConnector = definePlatform({
	id: 'mewsConnector',
	name: 'Mews Connector',
	description: 'Reservations, guests, payments and rooms of hotels, as short notices',
	aliases: ['Mews', 'Mews PMS'],
	docsUrl: 'https://mews-systems.gitbook.io/connector-api',
	checkedOn: '2026-11-25',
	uncertain: [
		'How the URL with the token in it is written, of which the documents have a picture only: this node reads a parameter named token',
		'How often and for how long failed deliveries are repeated',
	],
	requiresHttps: false,
	signature: { kind: 'token', in: { query: 'token' } },
	events: [...generalEvents, ...integrationEvents],
	payload: {
		events: 'Events',
		masked: ['Data.AccessToken', 'Data.ApiKey'],
		event: [{ body: 'Discriminator' }, { body: 'Action' }],
		id: [],
		occurredAt: [{ body: 'Data.CreatedUtc' }, { body: 'Data.DeletedUtc' }],
		resourceId: [{ body: 'Value.Id' }, { body: 'Data.Integration.Id' }],
		account: {
			enterpriseId: {
				sources: [{ delivery: 'EnterpriseId' }, { body: 'Data.Enterprise.Id' }],
				label: 'Enterprise ID',
			},
			integrationId: {
				sources: [{ delivery: 'IntegrationId' }, { body: 'Data.Integration.Id' }],
				label: 'Integration ID',
			},
		},
		data: [{ body: 'Value' }, { body: 'Data' }],
	},
	dedupeBy: 'signedBytes',
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Enter a long random text of letters and digits as signing secret in the credential',
			'Put ?token= and that text behind the Production URL: https://…/webhook?token=the-text',
			'Send this URL to the support of Mews, and say that it is for general webhooks, for integration webhooks or for both; if they ask for the token by itself, its parameter is named token',
			'Name the events that you want: Mews sets them up for your app, and there is no page for it',
		],
		notes: [
			'Give an https URL only, because the token is in it, and send it on a way that nobody else reads',
			'An app has one URL for general and one for integration webhooks: a second workflow needs to be started by this one',
			'A notice says that a record was made or changed and names its id, so a new reservation is Service Order Updated; fetch the record to know more',
			'Two changes of one record within minutes look the same, and so does a connection that is switched off and on again: neither is ever dropped as a duplicate',
			'The access token in messages about integrations is masked: copy it from the app at Mews',
		],
	},
	retry: {
		delaysSeconds: [],
		repeats: ['4xx', '5xx'],
		timeoutSeconds: 5,
		note: 'Failed deliveries are repeated after a few minutes, several times, and then dropped',
	},
});
