import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readReference, type RecordReference } from '../../../lib/api/reference';
import type { Platform } from '../../../lib/platform';
import { ANY_PLATFORM } from '../../../lib/n8n/properties/apiOptions';
import { platformById } from '../../../platforms';
import { readAccount, readText } from '../readFields';
import { keysOf } from './detailFields';

/** The record to fetch, and what its details are put next to. */
export interface Target {
	/** What the details are put next to. */
	event: IDataObject;
	reference: RecordReference;
	platform: Platform;
}

/** @throws NodeOperationError when neither the item nor the fields name a record */
export function readTarget(
	context: IExecuteFunctions,
	item: IDataObject,
	itemIndex: number,
): Target {
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
	if (!platform?.records) {
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
