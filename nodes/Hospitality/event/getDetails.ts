import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { NOT_FOUND, type ApiAnswer } from '../../../lib/api/answer';
import type { Send } from '../../../lib/api/client';
import type { PathSetting, RecordDeclaration } from '../../../lib/api/declaration';
import {
	fetchDetails,
	readReference,
	type Details,
	type RecordReference,
} from '../../../lib/api/details';
import { mergeCommon, readCommon } from '../../../lib/event/common';
import { findEvent } from '../../../lib/event/name';
import { summarise } from '../../../lib/event/normalise';
import { isObject } from '../../../lib/json';
import { itemJson } from '../../../lib/n8n/itemJson';
import { byName, menu, showWhen } from '../../../lib/n8n/properties/menu';
import {
	accountField,
	accountKeys,
	ANY_PLATFORM,
	apiOptions,
} from '../../../lib/n8n/properties/recordFields';
import type { Platform } from '../../../lib/platform';
import { platformById, platforms } from '../../../platforms';
import { adviceOn, readAccount, readOverrides, readText, valuesMissing } from '../fields';
import type { Operation } from '../operation';

/** Platforms from which something can be fetched. */
const withApi = platforms
	.filter(({ api }: Platform) => api?.records.some(({ lookups }) => lookups.length > 0))
	.sort(byName) as Platform[];

const platformMenu: INodeProperties = {
	displayName: 'Platform',
	name: 'platform',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'As in the Event',
			value: ANY_PLATFORM,
			description:
				'Each event says where it comes from. Those of a system that is not in this list pass through as they are.',
		},
		...withApi.map(({ id, name, description }) => ({ name, value: id, description })),
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
	displayOptions: { show: { platform: withApi.map(({ id }) => id) } },
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

function typedFields(platform: Platform): INodeProperties[] {
	const types = (platform.api?.records ?? []).filter(({ lookups }) => lookups.length > 0);
	return showWhen({ platform: [platform.id], source: ['typed'] }, [
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
		...keysOf(platform).map((key) => accountField(platform, key, false)),
	]);
}

/** Every id of an account that one of the platform's records may need. */
function keysOf({ api }: Platform): string[] {
	return [...new Set((api?.records ?? []).flatMap(accountKeys))];
}

/** Adds the full record to an event that carries only its id. */
export const getDetails: Operation = {
	value: 'getDetails',
	name: 'Get Details',
	action: 'Get the details of an event',
	description: 'Fetch the full record that an event is about',
	properties: [platformMenu, sourceMenu, ...withApi.flatMap(typedFields), apiOptions(withApi)],
	concurrency: 8,
	async run(context, itemIndex, apis) {
		const item = context.getInputData()[itemIndex]?.json ?? {};
		const { event, reference, platform } = readTarget(context, item, itemIndex);
		// Opened only where something is to be fetched: other events need no credential.
		const send: Send = async (request) =>
			await (await apis.open(platform, itemIndex)).send(request);
		const overrides = readOverrides(context, itemIndex);
		const result = await fetchDetails(platform.api, reference, send, overrides);
		const give = (known: IDataObject, details: IDataObject | null, detailsSource: string) => ({
			items: [{ ...known, details, detailsSource }],
		});
		const failure = async (answer: ApiAnswer, { record, id, guess }: Wanted) => {
			const api = await apis.open(platform, itemIndex);
			return api.failure({ what: record.name.toLowerCase(), id, advice: adviceOn(guess) }, answer);
		};
		switch (result.kind) {
			case 'record':
				return give(
					{ ...event, ...knownBy(context, platform, event, result) },
					result.details as IDataObject,
					'api',
				);
			case 'deleted':
				return give(event, null, 'deleted');
			case 'payload':
				return give(event, result.details as IDataObject, 'payload');
			case 'missing':
				throw await failure(NOT_FOUND, result);
			case 'failed':
				throw await failure(result.answer, result);
			case 'unknown':
				throw valuesMissing(context, platform, result.needs, itemIndex);
			case 'unsupported':
				throw new NodeOperationError(
					context.getNode(),
					`${platform.name} has no known way to fetch a record of type "${reference.resourceType}"`,
					{ itemIndex, description: 'Choose one of the record types in the list.' },
				);
		}
	},
};

/** What the event and its record say together, of what the events of all platforms have in common. */
function knownBy(
	context: IExecuteFunctions,
	platform: Platform,
	{ event, resourceId, payload }: IDataObject,
	{ record, details, isOwn }: Extract<Details, { kind: 'record' }>,
): IDataObject {
	const timeZone = context.getTimezone();
	const ofRecord = readCommon(record.common, details, timeZone);
	if (typeof event !== 'string' || !isObject(payload)) return { common: itemJson(ofRecord) };
	const ofEvent = readCommon(findEvent(platform, event)?.common, payload, timeZone);
	const common = isOwn ? mergeCommon(ofRecord, ofEvent) : ofEvent;
	const known = { event, resourceId: typeof resourceId === 'string' ? resourceId : null, payload };
	const summary = summarise(platform, { ...known, common }, timeZone);
	return { summary, common: itemJson(common) };
}

interface Wanted {
	record: RecordDeclaration;
	id: string;
	guess?: PathSetting;
}

/** The record to fetch, and what its details are put next to. */
interface Target {
	event: IDataObject;
	reference: RecordReference;
	platform: Platform;
}

/** @throws NodeOperationError when neither the item nor the fields name a record */
function readTarget(context: IExecuteFunctions, item: IDataObject, itemIndex: number): Target {
	const chosen = String(context.getNodeParameter('platform', itemIndex, ANY_PLATFORM));
	const isTyped =
		chosen !== ANY_PLATFORM && context.getNodeParameter('source', itemIndex, 'event') === 'typed';
	return isTyped
		? typedTarget(context, chosen, itemIndex)
		: eventTarget(context, item, chosen, itemIndex);
}

function eventTarget(
	context: IExecuteFunctions,
	item: IDataObject,
	chosen: string,
	itemIndex: number,
): Target {
	const fail = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { itemIndex, description });
	const reference = readReference(item);
	const platform = reference && platformById(reference.platform);
	if (!reference || !platform) {
		throw fail(
			'This item is not an event of the Hospitality Trigger',
			'Connect this node to the Trigger, or choose a platform and set Record to Typed In.',
		);
	}
	if (chosen !== ANY_PLATFORM && platform.id !== chosen) {
		throw fail(
			`This event comes from ${platform.name}, not from ${platformById(chosen)?.name ?? chosen}`,
			'Set Platform to As in the Event, or filter the events first.',
		);
	}
	return { event: item, reference, platform };
}

function typedTarget(context: IExecuteFunctions, chosen: string, itemIndex: number): Target {
	const platform = platformById(chosen);
	if (!platform?.api) {
		throw new NodeOperationError(context.getNode(), `Nothing can be fetched from "${chosen}"`, {
			itemIndex,
			description: 'Choose a platform from the list.',
		});
	}
	const resourceType = readText(context, 'resourceType', itemIndex);
	const resourceId = readText(context, 'resourceId', itemIndex);
	const account = readAccount(context, keysOf(platform), itemIndex);
	return {
		event: { platform: platform.id, resourceType, resourceId, account: { ...account } },
		reference: {
			platform: platform.id,
			resourceType,
			action: '',
			resourceId: resourceId === '' ? null : resourceId,
			account,
			data: null,
		},
		platform,
	};
}
