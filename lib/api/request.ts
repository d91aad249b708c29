import type { Account } from '../event/declaration';
import type { ApiCall, Protocol, RecordRequest } from './declaration';

/** What is known of a record before it is fetched. */
export interface RecordKey {
	id?: string;
	account: Account;
}

/** A request that can be sent as it is. */
export interface ApiRequest extends ApiCall {
	/** By which of the rate limits it is counted. */
	protocol: Protocol;
	/** Takes the place of a version (`/v1`) at the end of the base URL. */
	basePath?: string;
	/** Field of the credential with the base URL; `baseUrl` when left out. */
	baseUrlField?: string;
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
	const fill = (template: string, encode = (value: string) => value) =>
		template.replace(PLACE, (_, name: string) => {
			const value = valueOf(name, key);
			if (value === undefined) missing.add(name);
			return encode(value ?? '');
		});
	const own = declared.pathSetting && overrides[declared.pathSetting.name]?.trim();
	const path = withSlash(fill(own || declared.path, encodeURIComponent));
	const request = {
		protocol: declared.protocol,
		path,
		readOnly: true,
		...contents(declared, fill),
	};
	return missing.size > 0 ? { ok: false, missing: [...missing] } : { ok: true, request };
}

function contents(
	declared: RecordRequest,
	fill: (template: string) => string,
): Pick<ApiRequest, 'method' | 'query' | 'body' | 'basePath' | 'baseUrlField'> {
	if (declared.protocol === 'graphQl') {
		const { query, variables } = declared;
		return { method: 'POST', body: { query, variables: fillTexts(variables, fill) } };
	}
	const { method = 'GET', query, body, basePath, baseUrlField } = declared;
	return {
		method,
		...(query && { query: fillTexts(query, fill) }),
		...(body && { body: fillTexts(body, fill) }),
		...(basePath !== undefined && { basePath }),
		...(baseUrlField !== undefined && { baseUrlField }),
	};
}

/** The same value with every text in it filled. */
function fillTexts<T>(value: T, fill: (template: string) => string): T {
	const filled = (inner: unknown): unknown => {
		if (typeof inner === 'string') return fill(inner);
		if (Array.isArray(inner)) return inner.map(filled);
		if (typeof inner !== 'object' || inner === null) return inner;
		return Object.fromEntries(Object.entries(inner).map(([name, part]) => [name, filled(part)]));
	};
	return filled(value) as T;
}

/** The same request with further values where it carries such: body, variables or query. */
export function withValues(
	request: ApiRequest,
	values: Readonly<Record<string, string | number>>,
): ApiRequest {
	if (request.protocol === 'rest' && request.method === 'GET') {
		return { ...request, query: { ...request.query, ...values } };
	}
	const inVariables = request.protocol === 'graphQl' ? ['variables'] : [];
	const body = Object.entries(values).reduce<unknown>(
		(whole, [name, value]) => withValueAt(whole, [...inVariables, ...name.split('.')], value),
		request.body ?? {},
	);
	return { ...request, body: body as ApiRequest['body'] };
}

function withValueAt(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
	if (key === undefined) return value;
	const fields = typeof whole === 'object' && whole !== null ? whole : {};
	const inner = (fields as Record<string, unknown>)[key];
	return { ...fields, [key]: withValueAt(inner, rest, value) };
}

/** Names that a declared request has to know, in their order. */
export function namesIn(declared: RecordRequest): string[] {
	const names: string[] = [];
	const collect = (template: string) => {
		names.push(...[...template.matchAll(PLACE)].map(([, name]) => name));
		return template;
	};
	collect(declared.path);
	contents(declared, collect);
	return [...new Set(names)];
}

const PLACE = /\{(\w+)\}/g;

function valueOf(name: string, { id, account }: RecordKey): string | undefined {
	const value = name === 'id' ? id : account[name];
	const text = value?.trim();
	// As a part of a path these two would lead to another one, encoded or not.
	return text === undefined || text === '' || text === '.' || text === '..' ? undefined : text;
}

function withSlash(path: string): string {
	return path.startsWith('/') ? path : `/${path}`;
}
