import type { IDataObject } from 'n8n-workflow';

import { simplify } from '../../../lib/api/answer';
import type { RecordDeclaration, RecordList } from '../../../lib/api/declaration';
import { readPages } from '../../../lib/api/pages';
import { namesIn } from '../../../lib/api/request';
import {
	accountField,
	apiOptions,
	filterFields,
	pagingFields,
	recordLocator,
	simplifyField,
} from '../../../lib/n8n/properties/recordFields';
import { showWhen } from '../../../lib/n8n/properties/menu';
import {
	platformField,
	readAccount,
	readFilters,
	readOverrides,
	readPlatform,
	valuesMissing,
} from '../fields';
import type { Operation } from '../operation';
import { offering, recordOf } from './get';

/** How an operation that reads a list presents itself, and which list of the records it reads. */
export interface ListWords {
	value: string;
	name: string;
	action: string;
	description: string;
	/** Plural, for error messages. */
	what: string;
	listOf: (record: RecordDeclaration) => RecordList | undefined;
	/** False where what comes back are no records of the type. */
	simplifies: boolean;
}

/** Reads a list page by page, in the platform's order; null when no platform has such a list. */
export function getMany(type: string, words: ListWords): Operation | null {
	const { value, name, action, description, what, simplifies } = words;
	const platforms = offering(type, (record) => words.listOf(record) !== undefined);
	if (platforms.length === 0) return null;
	const listIn = (record: RecordDeclaration): RecordList => {
		const list = words.listOf(record);
		if (!list) throw new Error(`There is no list of ${what}`);
		return list;
	};
	/** The id of the record that the list is below, under the name of its field. */
	const ownId = `${type}Id`;
	const keysOf = (list: RecordList) => namesIn(list).map((key) => (key === 'id' ? ownId : key));
	return {
		value,
		name,
		action,
		description,
		properties: [
			platformField(platforms),
			...platforms.flatMap((platform) => {
				const record = recordOf(platform, type);
				const list = listIn(record);
				const fields = keysOf(list).map((key) =>
					key === ownId ? recordLocator(record, key, true) : accountField(platform, key, true),
				);
				return showWhen({ platform: [platform.id] }, [...fields, ...filterFields(list)]);
			}),
			...pagingFields,
			...(simplifies ? [simplifyField] : []),
			apiOptions(platforms, [type]),
		],
		async run(context, itemIndex, apis) {
			const platform = readPlatform(context, itemIndex, platforms);
			const record = recordOf(platform, type);
			const list = listIn(record);
			const account = readAccount(context, keysOf(list), itemIndex);
			const returnAll = context.getNodeParameter('returnAll', itemIndex, false) === true;
			const isShort = simplifies && context.getNodeParameter('simplify', itemIndex, true) === true;
			const { send, failure } = await apis.open(platform, itemIndex);
			const pages = readPages(list, { id: account[ownId], account }, send, {
				limit: returnAll ? Infinity : Number(context.getNodeParameter('limit', itemIndex, 50)),
				filters: readFilters(context, list.filters, itemIndex),
				overrides: readOverrides(context, itemIndex),
			});
			const items: IDataObject[] = [];
			for await (const page of pages) {
				if (page.kind === 'failed') throw failure({ what }, page.answer);
				if (page.kind === 'unknown') {
					throw valuesMissing(context, platform, page.missing, itemIndex);
				}
				for (const found of page.items) {
					items.push((isShort ? simplify(found, record.essentials) : found) as IDataObject);
				}
			}
			return { items };
		},
	};
}

/** Gets the records of a type. */
export function getAll(type: string, plural: string): Operation | null {
	return getMany(type, {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${plural}`,
		description: `Get the ${plural} of an account`,
		what: plural,
		listOf: ({ list }) => list,
		simplifies: true,
	});
}

/** Gets the times that are free at a record of a type, such as a restaurant. */
export function getAvailability(type: string, name: string): Operation | null {
	return getMany(type, {
		value: 'getAvailability',
		name: 'Get Availability',
		action: `Get the availability of a ${name.toLowerCase()}`,
		description: 'Get the times at which a table is free',
		what: 'free times',
		listOf: ({ availability }) => availability,
		simplifies: false,
	});
}
