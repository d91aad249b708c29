import {
	flag,
	identifier,
	moment,
	object,
	optionalObject,
	requiredIdentifier,
	requiredText,
	text,
} from '../../lib/event/schema';
import type { EventDeclaration, EventSample } from '../../lib/platform';

/** One of the events of a message: what has changed, and no more of it than its id. */
const notice = () =>
	object({ Discriminator: requiredText(), Value: object({ Id: requiredIdentifier() }) });

/** A message of its own about the connection between a property and the app. */
const aboutIntegration = () =>
	object({
		Action: requiredText(),
		Data: object({
			Enterprise: optionalObject({ Id: identifier(), Name: text() }),
			Service: optionalObject({ Id: identifier(), Name: text() }),
			Requestor: optionalObject({ Name: text(), Email: text() }),
			AccessToken: text(),
			ApiKey: text(),
			CreatedUtc: moment(),
			DeletedUtc: moment(),
			IsEnabled: flag(),
			Integration: optionalObject({ Id: identifier(), Name: text() }),
		}),
	});

const noticeSample = (Id: string): EventSample => ({
	data: { Id },
	resourceId: Id,
	account: {
		enterpriseId: '851df8c8-90f2-4c4a-8e01-a4fc46b25178',
		integrationId: 'c8bee838-7fb1-4f4e-8fac-ac87008b2f90',
	},
});

/** What the documents show in the place of a live secret. */
const EXAMPLE = '9E5E84E9974D4F169662AB2200F27CB1-00B343A0DDA725CACAC028E38E3EABF';

const Integration = { Id: '9e5e84e9-974d-4f16-9662-ab2200f27cb1', Name: 'WebhookTEST' };

const integrationSample = (
	data: Record<string, unknown>,
	more: Partial<EventSample> = {},
): EventSample => ({
	data: { ...data, Integration },
	resourceId: Integration.Id,
	account: { integrationId: Integration.Id },
	...more,
});

const documented = { evidence: 'documented', payloadEvidence: 'documented' } as const;

/** Messages about integrations, each with its one event. */
export const integrationEvents: readonly EventDeclaration[] = [
	{
		name: 'IntegrationCreated',
		displayName: 'Integration Created',
		description: 'A property connects the app; the access token is masked',
		resourceType: 'integration',
		action: 'created',
		summary: 'New integration[ {Data.Integration.Name}][ of {Data.Enterprise.Name}]',
		schema: aboutIntegration,
		sample: integrationSample(
			{
				Enterprise: { Id: '8865aa96-f62d-4f9b-a912-ab2100f60f42', Name: 'Sample Chain Hotel 1' },
				Service: { Id: '9745ce3a-8dbb-4cc0-a550-55f9ff67b242', Name: 'Accommodation' },
				Requestor: null,
				AccessToken: EXAMPLE,
				IsEnabled: true,
			},
			{
				occurredAt: '2019-12-13T14:42:52Z',
				account: {
					enterpriseId: '8865aa96-f62d-4f9b-a912-ab2100f60f42',
					integrationId: Integration.Id,
				},
			},
		),
		...documented,
	},
	{
		name: 'IntegrationEnabled',
		displayName: 'Integration Enabled',
		description: 'The connection of a property is switched on',
		resourceType: 'integration',
		action: 'enabled',
		summary: 'Integration[ {Data.Integration.Name}] enabled',
		schema: aboutIntegration,
		sample: integrationSample({}),
		repeatable: true,
		...documented,
	},
	{
		name: 'IntegrationDisabled',
		displayName: 'Integration Disabled',
		description: 'The connection of a property is switched off',
		resourceType: 'integration',
		action: 'disabled',
		summary: 'Integration[ {Data.Integration.Name}] disabled',
		schema: aboutIntegration,
		sample: integrationSample({}),
		repeatable: true,
		...documented,
	},
	{
		name: 'IntegrationCanceled',
		displayName: 'Integration Cancelled',
		description: 'The connection of a property is called off',
		resourceType: 'integration',
		action: 'cancelled',
		summary: 'Integration[ {Data.Integration.Name}] cancelled',
		schema: aboutIntegration,
		sample: integrationSample({}),
		repeatable: true,
		...documented,
	},
	{
		name: 'IntegrationReinstated',
		displayName: 'Integration Reinstated',
		description: 'A connection that was called off is taken up again',
		resourceType: 'integration',
		action: 'reinstated',
		summary: 'Integration[ {Data.Integration.Name}] reinstated',
		schema: aboutIntegration,
		sample: integrationSample({}),
		repeatable: true,
		...documented,
	},
	{
		name: 'IntegrationDeleted',
		displayName: 'Integration Deleted',
		description: 'The connection of a property is deleted',
		resourceType: 'integration',
		action: 'deleted',
		summary: 'Integration[ {Data.Integration.Name}] deleted',
		schema: aboutIntegration,
		sample: integrationSample({}, { occurredAt: '2019-12-14T08:00:00Z' }),
		...documented,
	},
	{
		name: 'IntegrationApiKeyCreated',
		displayName: 'Integration API Key Created',
		description: 'The access token of a connection is made anew; it is masked',
		resourceType: 'integration',
		action: 'api_key_created',
		summary: 'New API key of the integration[ {Data.Integration.Name}]',
		schema: aboutIntegration,
		sample: integrationSample({
			ApiKey: EXAMPLE,
		}),
		...documented,
	},
];

/** Events of which a message holds up to hundreds. */
export const generalEvents: readonly EventDeclaration[] = [
	{
		name: 'ServiceOrderUpdated',
		displayName: 'Service Order Updated',
		description: 'A reservation is made or changes in any way',
		resourceType: 'reservation',
		action: 'updated',
		summary: 'Reservation[ {Value.Id}] made or updated',
		schema: notice,
		sample: noticeSample('bfee2c44-1f84-4326-a862-5289598f6e2d'),
		repeatable: true,
		...documented,
	},
	{
		name: 'CustomerAdded',
		displayName: 'Customer Added',
		description: 'A guest is added; Customer Updated comes along with it',
		resourceType: 'customer',
		action: 'added',
		summary: 'New customer[ {Value.Id}]',
		schema: notice,
		sample: noticeSample('c2f1d888-232e-49eb-87ac-5f75363af13b'),
		...documented,
	},
	{
		name: 'CustomerUpdated',
		displayName: 'Customer Updated',
		description: 'A guest is added or changes',
		resourceType: 'customer',
		action: 'updated',
		summary: 'Customer[ {Value.Id}] added or updated',
		schema: notice,
		sample: noticeSample('b3ce0fd7-a715-4bfc-969e-ef7a4822963c'),
		repeatable: true,
		...documented,
	},
	{
		name: 'PaymentUpdated',
		displayName: 'Payment Updated',
		description: 'A payment is made or changes',
		resourceType: 'payment',
		action: 'updated',
		summary: 'Payment[ {Value.Id}] made or updated',
		schema: notice,
		sample: noticeSample('a41e2d45-71bc-49b4-9a05-a3ac5f75735c'),
		repeatable: true,
		...documented,
	},
	{
		name: 'MessageAdded',
		displayName: 'Message Added',
		description: 'A message is added to a thread',
		resourceType: 'message',
		action: 'added',
		summary: 'New message[ {Value.Id}]',
		schema: notice,
		sample: noticeSample('4bfe4675-98a9-4428-9ea9-ae5300dbaa93'),
		...documented,
	},
	{
		name: 'ResourceUpdated',
		displayName: 'Resource Updated',
		description: 'A room or another bookable space is added or changes, for example its state',
		resourceType: 'resource',
		action: 'updated',
		summary: 'Resource[ {Value.Id}] added or updated',
		schema: notice,
		sample: noticeSample('7cccbdc6-73cf-4cd4-8056-6fd00f4d9699'),
		repeatable: true,
		...documented,
	},
	{
		name: 'ResourceBlockUpdated',
		displayName: 'Resource Block Updated',
		description: 'A block of a room or another space is made or changes',
		resourceType: 'resource_block',
		action: 'updated',
		summary: 'Resource block[ {Value.Id}] made or updated',
		schema: notice,
		sample: noticeSample('5d4c1b5e-0f2b-4a56-9a6b-ae5300dbaa94'),
		repeatable: true,
		...documented,
	},
];
