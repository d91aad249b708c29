import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { accountField, accountKeys, locatorField } from '../../../lib/n8n/properties/accountFields';
import { apiOptions } from '../../../lib/n8n/properties/apiOptions';
import { simplifyField } from '../../../lib/n8n/properties/listFields';
import { shownFor } from '../../../lib/n8n/properties/shownFor';
import { lookUp } from '../../../lib/api/lookUp';
import { simplify } from '../../../lib/api/answer';
import type { Operation } from '../operation';
import { platformField, readPlatform } from '../platformField';
import { readAccount, readOverrides, readText } from '../readFields';
import { NOT_FOUND, valuesMissing } from './failures';
import { offering, recordOf } from './offering';

/** Records of this kind are what the account's ids point at, so they are chosen from a list. */
const CHOSEN_FROM_LIST: Readonly<Record<string, string>> = { facility: 'searchFacilities' };

/** Gets one record by its id, from any platform that has such records. */
export function getRecord(type: string, noun: string): Operation {
	const platforms = offering(type, ({ lookups }) => lookups.length > 0);
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${article(noun)} ${noun}`,
		description: `Get one ${noun} by its ID`,
		properties: [
			platformField(platforms),
			...platforms.flatMap((platform) =>
				shownFor(
					{ platform: [platform.id] },
					accountKeys(recordOf(platform, type)).map((key) => accountField(key, true)),
				),
			),
			idField(type, noun),
			simplifyField,
			apiOptions(platforms, [type]),
		],
		async run(context, itemIndex, apis) {
			const platform = readPlatform(context, itemIndex, platforms);
			const record = recordOf(platform, type);
			const id = readText(context, `${type}Id`, itemIndex);
			const key = { id, account: readAccount(context, accountKeys(record), itemIndex) };
			const { send, failure } = await apis.open(platform, itemIndex);
			const overrides = readOverrides(context, itemIndex);
			const result = await lookUp(record, key, send, { overrides });
			switch (result.kind) {
				case 'found': {
					const isShort = context.getNodeParameter('simplify', itemIndex, true) === true;
					const found = isShort ? simplify(result.record, record.essentials) : result.record;
					return { items: [found as IDataObject] };
				}
				case 'unknown':
					throw valuesMissing(context.getNode(), platform, result.missing, itemIndex);
				case 'missing':
					throw failure({ what: noun, id }, NOT_FOUND);
				case 'failed':
					throw failure({ what: noun, id }, result.answer);
			}
		},
	};
}

function idField(type: string, noun: string): INodeProperties {
	const title = noun.replace(/\b\w/g, (letter) => letter.toUpperCase());
	const search = CHOSEN_FROM_LIST[type];
	if (search)
		return locatorField({ name: `${type}Id`, displayName: title, search, required: true });
	return {
		displayName: `${title} ID`,
		name: `${type}Id`,
		type: 'string',
		required: true,
		default: '',
		description: `The ID of the ${noun}, as the platform's events carry it`,
	};
}

function article(noun: string): string {
	return /^[aeiou]/.test(noun) ? 'an' : 'a';
}
