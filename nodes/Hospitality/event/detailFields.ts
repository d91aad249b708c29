import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../../lib/platform';
import { accountField, accountKeys } from '../../../lib/n8n/properties/accountFields';
import { ANY_PLATFORM } from '../../../lib/n8n/properties/apiOptions';
import { menu } from '../../../lib/n8n/properties/menu';
import { shownFor } from '../../../lib/n8n/properties/shownFor';
import { platforms } from '../../../platforms';

/** Platforms from which something can be fetched. */
export const withRecords: Platform[] = platforms.filter((platform: Platform) => platform.records);
const complete = platforms.filter((platform: Platform) => !platform.records);

const platformMenu: INodeProperties = {
	displayName: 'Platform',
	name: 'platform',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'As in the Event',
			value: ANY_PLATFORM,
			description: `Each event says where it comes from. Events of ${complete.map(({ name }) => name).join(', ')} carry everything already and pass through.`,
		},
		...withRecords.map(({ id, name, description }) => ({ name, value: id, description })),
	],
	default: ANY_PLATFORM,
	description: 'The system to fetch from',
	hint: 'Only systems whose events come in need a credential above',
};

const sourceMenu: INodeProperties = {
	displayName: 'Record',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { platform: withRecords.map(({ id }) => id) } },
	options: [
		{
			name: 'Of the Incoming Event',
			value: 'event',
			description: 'The record that the event of the Hospitality Trigger is about',
		},
		{ name: 'Typed In', value: 'typed', description: 'A record that you name by its ID' },
	],
	default: 'event',
	description: 'Which record to fetch',
};

/** Every id of an account that one of the platform's records may need. */
export function keysOf({ records }: Platform): string[] {
	return [...new Set((records?.records ?? []).flatMap(accountKeys))];
}

function typedFields(platform: Platform): INodeProperties[] {
	const types = (platform.records?.records ?? []).filter(({ lookups }) => lookups.length > 0);
	return shownFor({ platform: [platform.id], source: ['typed'] }, [
		menu({
			displayName: 'Record Type',
			name: 'resourceType',
			options: types.map(({ name, type }) => ({ name, value: type })),
			default: types[0]?.type ?? '',
			description: 'What the ID belongs to',
		}),
		{
			displayName: 'Record ID',
			name: 'resourceId',
			type: 'string',
			required: true,
			default: '',
			description: 'The ID as the events of the platform carry it',
		},
		...keysOf(platform).map((key) => accountField(key, false)),
	]);
}

/** Which record is to be fetched: that of the incoming event, or one that is typed in. */
export const detailFields: INodeProperties[] = [
	platformMenu,
	sourceMenu,
	...withRecords.flatMap(typedFields),
];
