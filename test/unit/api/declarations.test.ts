import { parse, validate } from 'graphql';

import type { Platform } from '../../../lib/platform';
import type { RecordDeclaration } from '../../../lib/api/declaration';
import { namesIn } from '../../../lib/api/request';
import { platforms } from '../../../platforms';
import { schema } from '../../../sandbox/goTab/schema';

const declared = platforms.flatMap((platform: Platform) =>
	(platform.api?.records ?? []).map((record): [string, Platform, RecordDeclaration] => [
		`${platform.name} ${record.name}`,
		platform,
		record,
	]),
);

describe.each(declared)('the declaration of %s', (_, platform, record) => {
	const requests = [...record.lookups, ...(record.list ? [record.list] : [])].flatMap((request) =>
		request.protocol === 'list' ? [] : [request],
	);

	it('asks only for what an event can carry', () => {
		const known = ['id', ...Object.keys(platform.payload.account)];
		for (const request of requests) expect(known).toEqual(expect.arrayContaining(namesIn(request)));
	});

	it('marks every path that may be replaced as not documented, or says which others there are', () => {
		for (const { pathSetting, evidence, path } of requests) {
			if (!pathSetting) continue;
			expect(path.startsWith('/')).toBe(true);
			if (evidence === 'inferred' && path !== '/api/graph') {
				expect(pathSetting.displayName).toMatch(/\(Not Documented\)$/);
			}
		}
	});

	it('has a list where it looks through one', () => {
		const searches = record.lookups.some(({ protocol }) => protocol === 'list');
		expect(searches && record.list === undefined).toBe(false);
	});

	it('looks back by a filter that its list has', () => {
		const filters = record.list?.filters.map(({ name }) => name) ?? [];
		for (const lookup of record.lookups) {
			if (lookup.protocol === 'list' && lookup.since)
				expect(filters).toContain(lookup.since.filter);
		}
	});

	it('is chosen by an id that events carry', () => {
		const ids = Object.keys(platform.payload.account);
		if (record.accountId !== undefined) expect(ids).toContain(record.accountId);
	});

	it('is about a resource of the catalogue, or one that has a menu of its own', () => {
		const types = platform.events.map(({ resourceType }) => resourceType);
		expect([...types, 'facility', 'location']).toContain(record.type);
	});

	it('keeps what its menus show when it is simplified', () => {
		expect(record.essentials).toContain(record.label.value);
	});
});

it('has GraphQL queries that are valid against the published part of the schema', () => {
	const queries = declared.flatMap(([, , { lookups, list }]) =>
		[...lookups, ...(list ? [list] : [])].flatMap((request) =>
			request.protocol === 'graphQl' ? [request.query] : [],
		),
	);
	expect(queries.length).toBeGreaterThan(4);
	for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
});
