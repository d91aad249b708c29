import type { IDataObject } from 'n8n-workflow';

import { accountField } from '../../../lib/n8n/properties/accountFields';
import { apiOptions } from '../../../lib/n8n/properties/apiOptions';
import { filterFields, pagingFields, simplifyField } from '../../../lib/n8n/properties/listFields';
import { shownFor } from '../../../lib/n8n/properties/shownFor';
import type { RecordDeclaration, RecordList } from '../../../lib/api/declaration';
import { readPages } from '../../../lib/api/pages';
import { namesIn } from '../../../lib/api/request';
import { simplify } from '../../../lib/api/answer';
import type { Operation } from '../operation';
import { platformField, readPlatform } from '../platformField';
import { readAccount, readFilters, readOverrides } from '../readFields';
import { valuesMissing } from './failures';
import { offering, recordOf } from './offering';

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

/** Reads a list page by page, in the platform's order. */
export function getMany(type: string, words: ListWords): Operation {
	const { value, name, action, description, what, simplifies } = words;
	const platforms = offering(type, (record) => words.listOf(record) !== undefined);
	const listIn = (record: RecordDeclaration): RecordList => {
		const list = words.listOf(record);
		if (!list) throw new Error(`There is no list of ${what}`);
		return list;
	};
	return {
		value,
		name,
		action,
		description,
		properties: [
			platformField(platforms),
			...platforms.flatMap((platform) => {
				const list = listIn(recordOf(platform, type));
				const fields = accountPlaces(list, type).map((key) => accountField(key, true));
				return shownFor({ platform: [platform.id] }, [...fields, ...filterFields(list)]);
			}),
			...pagingFields,
			...(simplifies ? [simplifyField] : []),
			apiOptions(platforms, [type]),
		],
		async run(context, itemIndex, apis) {
			const platform = readPlatform(context, itemIndex, platforms);
			const record = recordOf(platform, type);
			const list = listIn(record);
			const places = accountPlaces(list, type);
			const account = readAccount(context, places, itemIndex);
			const key = { id: account[`${type}Id`], account };
			const returnAll = context.getNodeParameter('returnAll', itemIndex, false) === true;
			const isShort = simplifies && context.getNodeParameter('simplify', itemIndex, true) === true;
			const limit = returnAll ? Infinity : Number(context.getNodeParameter('limit', itemIndex, 50));
			const { send, failure } = await apis.open(platform, itemIndex);
			const pages = readPages(list, key, send, {
				limit,
				query: readFilters(context, list.filters, itemIndex),
				overrides: readOverrides(context, itemIndex),
			});
			const items: IDataObject[] = [];
			for await (const page of pages) {
				if (page.kind === 'failed') throw failure({ what }, page.answer);
				if (page.kind === 'unknown') {
					throw valuesMissing(context.getNode(), platform, page.missing, itemIndex);
				}
				for (const found of page.items) {
					items.push((isShort ? simplify(found, record.essentials) : found) as IDataObject);
				}
			}
			return { items };
		},
	};
}

/** The ids of an account that a list is below; the record's own id where it is below one. */
function accountPlaces(list: RecordList, type: string): string[] {
	return namesIn(list).map((name) => (name === 'id' ? `${type}Id` : name));
}
