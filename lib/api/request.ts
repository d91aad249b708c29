import type { Account } from '../event/declaration';
import type { ApiCall, Protocol, RecordRequest } from './declaration';

/** What is known of a record before it is fetched. */
export interface RecordKey {
	id?: string;
	account: Account;
}

/** A request that can be sent as it is. */
export interface ApiRequest extends ApiCall {
	protocol: Protocol;
	/** Takes the place of a version (`/v1`) at the end of the credential's base URL. */
	basePath?: string;
	query?: Record<string, string | number>;
	body?: Record<string, unknown>;
	headers?: Record<string, string>;
	/** Sent again after an outage although it is a POST: it changes nothing. */
	readOnly?: boolean;
}

/** Paths that the user has set, by the names of their settings. */
export type PathOverrides = Readonly<Record<string, string>>;

export type Filled = { ok: true; request: ApiRequest } | { ok: false; missing: string[] };

/**
 * A declared request with the known values in it.
 *
 * @returns the names of the values that are missing, when any is
 */
export function fillRequest(
	declared: RecordRequest,
	key: RecordKey,
	overrides: PathOverrides = {},
): Filled {
	const missing = new Set<string>();
	const fill = (template: string, encode: (value: string) => string) =>
		template.replace(/\{(\w+)\}/g, (_, name: string) => {
			const value = valueOf(name, key);
			if (value === undefined) missing.add(name);
			return encode(value ?? '');
		});

	const own = declared.pathSetting && overrides[declared.pathSetting.name]?.trim();
	const path = withSlash(fill(own || declared.path, encodeURIComponent));
	if (declared.protocol === 'rest') {
		return missing.size > 0
			? { ok: false, missing: [...missing] }
			: {
					ok: true,
					request: { protocol: 'rest', method: 'GET', path, basePath: declared.basePath },
				};
	}
	const variables = Object.fromEntries(
		Object.entries(declared.variables).map(([name, template]) => [
			name,
			fill(template, (value) => value),
		]),
	);
	if (missing.size > 0) return { ok: false, missing: [...missing] };
	const body = { query: declared.query, variables };
	return {
		ok: true,
		request: { protocol: 'graphQl', method: 'POST', path, body, readOnly: true },
	};
}

/** Names that a declared request has to know. */
export function namesIn(declared: RecordRequest): string[] {
	const templates =
		declared.protocol === 'rest' ? [declared.path] : Object.values(declared.variables);
	return templates.flatMap((template) =>
		[...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
	);
}

function valueOf(name: string, { id, account }: RecordKey): string | undefined {
	const value = name === 'id' ? id : account[name];
	const text = value?.trim();
	// As a part of a path these two would lead to another one, encoded or not.
	return text === undefined || text === '' || text === '.' || text === '..' ? undefined : text;
}

function withSlash(path: string): string {
	return path.startsWith('/') ? path : `/${path}`;
}
