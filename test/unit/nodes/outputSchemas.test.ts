import { sampleDelivery } from '../../../lib/event/sample';
import { receive } from '../../../lib/receive/receive';
import { platforms } from '../../../platforms';
import { readText } from '../sourceFiles';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
}

const schemaOf = (path: string) => JSON.parse(readText(`nodes/${path}`)) as Schema;
const trigger = schemaOf('HospitalityTrigger/__schema__/v2.0.0.json');

/** The item that a platform's first event becomes. */
const items = platforms.map((platform) => {
	const { headers, payload } = sampleDelivery(platform, platform.events[0], 0);
	const outcome = receive(
		{
			platform,
			scheme: platform.signature,
			verifier: null,
			selection: ['*'],
			payloadCheck: 'flag',
			timeZone: 'utc',
		},
		{ headers, body: Buffer.from(JSON.stringify(payload)) },
		0,
	);
	if (outcome.kind === 'refused') throw new Error(outcome.reason);
	return [platform.id, outcome.events[0].event] as const;
});

it.each(items)('the Trigger’s output schema has the fields of an event of %s', (_, event) => {
	// What stands around a list is another thing with each platform, and with most there is none.
	const fields = Object.keys(event).filter((field) => field !== 'delivery');
	expect(fields).toEqual(Object.keys(trigger.properties ?? {}));
	expect(Object.keys(event.common)).toEqual(
		Object.keys(trigger.properties?.common.properties ?? {}),
	);
	expect(Object.keys(event.verification)).toEqual(
		Object.keys(trigger.properties?.verification.properties ?? {}),
	);
	const accounts = Object.keys(trigger.properties?.account.properties ?? {});
	expect(accounts).toEqual(expect.arrayContaining(Object.keys(event.account)));
});

it('Get Details puts out an event with its details', () => {
	const { properties } = schemaOf('Hospitality/__schema__/v1.0.0/event/getDetails.json');
	expect(properties).toEqual({
		...trigger.properties,
		details: { type: 'object', properties: {} },
		detailsSource: { type: 'string' },
	});
});
