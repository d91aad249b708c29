import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { fetchDetails } from '../../../lib/api/fetchDetails';
import { apiOptions } from '../../../lib/n8n/properties/apiOptions';
import type { Send } from '../../../lib/api/client';
import type { ApiAnswer } from '../../../lib/api/answer';
import type { RecordDeclaration } from '../../../lib/api/declaration';
import type { Operation } from '../operation';
import { readOverrides } from '../readFields';
import { NOT_FOUND, valuesMissing } from '../record/failures';
import { detailFields, withRecords } from './detailFields';
import { readTarget } from './detailTarget';

/** Adds the full record to an event that carries only its id. */
export const getDetails: Operation = {
	value: 'getDetails',
	name: 'Get Details',
	action: 'Get the details of an event',
	description: 'Fetch the full record that an event is about',
	properties: [...detailFields, apiOptions(withRecords)],
	concurrency: 8,
	async run(context, itemIndex, apis) {
		const item = context.getInputData()[itemIndex]?.json ?? {};
		const { event, reference, platform } = readTarget(context, item, itemIndex);
		const send: Send = async (request) =>
			await (await apis.open(platform, itemIndex)).send(request);
		const fail = async (
			answer: ApiAnswer,
			{ record, id }: { record: RecordDeclaration; id: string },
		) =>
			(await apis.open(platform, itemIndex)).failure(
				{ what: record.name.toLowerCase(), id },
				answer,
			);
		const overrides = readOverrides(context, itemIndex);
		const result = await fetchDetails(platform.records, reference, send, overrides);
		const give = (details: IDataObject | null, detailsSource: string) => ({
			items: [{ ...event, details, detailsSource }],
		});
		switch (result.kind) {
			case 'record':
				return give(result.details as IDataObject, 'api');
			case 'deleted':
				return give(null, 'deleted');
			case 'payload':
				return give(result.details as IDataObject, 'payload');
			case 'missing':
				throw await fail(NOT_FOUND, result);
			case 'failed':
				throw await fail(result.answer, result);
			case 'unknown':
				throw valuesMissing(context.getNode(), platform, result.needs, itemIndex);
			case 'unsupported':
				throw new NodeOperationError(
					context.getNode(),
					`${platform.name} has no known way to fetch a record of type "${reference.resourceType}"`,
					{ itemIndex, description: 'Choose one of the record types in the list.' },
				);
		}
	},
};
