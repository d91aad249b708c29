import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { NOT_FOUND, simplify } from '../../../lib/api/answer';
import { lookUp } from '../../../lib/api/lookUp';
import {
	accountField,
	accountKeys,
	apiOptions,
	recordLocator,
	simplifyField,
} from '../../../lib/n8n/properties/recordFields';
import { showWhen } from '../../../lib/n8n/properties/menu';
import type { Platform } from '../../../lib/platform';
import {
	adviceOn,
	platformField,
	readAccount,
	readOverrides,
	readPlatform,
	readText,
	valuesMissing,
} from '../fields';
import type { Operation } from '../operation';
import type { RecordDeclaration } from '../../../lib/api/declaration';
import { platforms } from '../../../platforms';

/** Gets one record by its id, from any platform that has such records; null when none has. */
export function getRecord(type: string, name: string): Operation | null {
	const platforms = offering(type, ({ lookups }) => lookups.length > 0);
	if (platforms.length === 0) return null;
	const noun = name.toLowerCase();
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`,
		description: `Get one ${noun} by its ID`,
		properties: [
			platformField(platforms),
			...platforms.flatMap((platform) =>
				showWhen(
					{ platform: [platform.id] },
					accountKeys(recordOf(platform, type)).map((key) => accountField(platform, key, true)),
				),
			),
			idField(platforms, type, name),
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
					throw valuesMissing(context, platform, result.missing, itemIndex);
				case 'missing':
					throw failure({ what: noun, id, advice: adviceOn(result.guess) }, NOT_FOUND);
				case 'failed':
					throw failure({ what: noun, id }, result.answer);
			}
		},
	};
}

/** Chosen from a list where every platform has one of what the id belongs to. */
function idField(platforms: readonly Platform[], type: string, name: string): INodeProperties {
	const records = platforms.map((platform) => recordOf(platform, type));
	if (records.every(({ accountId, list }) => accountId !== undefined && list)) {
		return recordLocator(records[0], `${type}Id`, true);
	}
	return {
		displayName: `${name} ID`,
		name: `${type}Id`,
		type: 'string',
		required: true,
		default: '',
		description: `The ID of the ${name.toLowerCase()}, as the platform's events carry it`,
	};
}

/** Platforms whose records of a type the node offers, in the order they are declared. */
export function offering(
	type: string,
	holds: (record: RecordDeclaration) => boolean,
): readonly Platform[] {
	return platforms.filter((platform: Platform) =>
		platform.api?.records.some(
			(record) => record.type === type && record.resource !== undefined && holds(record),
		),
	);
}

export function recordOf(platform: Platform, type: string): RecordDeclaration {
	const record = platform.api?.records.find((declared) => declared.type === type);
	if (!record) throw new Error(`${platform.name} has no ${type} records`);
	return record;
}

/** The types of records that have an entry in the menu of resources, with its words. */
export function recordTypes(): Array<Required<Pick<RecordDeclaration, 'type' | 'resource'>>> {
	const types = new Map<string, Required<Pick<RecordDeclaration, 'type' | 'resource'>>>();
	for (const { api } of platforms as readonly Platform[]) {
		for (const { type, resource } of api?.records ?? []) {
			if (resource && !types.has(type)) types.set(type, { type, resource });
		}
	}
	return [...types.values()];
}
