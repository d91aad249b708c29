/** How a platform's API is called, whatever for. Paths are relative to the credential's base URL. */
export interface ApiProfile extends RateLimits {
	/** Name of the credential type that authorises the calls. */
	credential: string;
	/** Headers of every request besides those that authorise it, such as the API's version. */
	headers?: Readonly<Record<string, string>>;
	errors: ErrorForm;
}

/** How the records of one platform are fetched. */
export interface RecordApi extends ApiProfile {
	records: readonly RecordDeclaration[];
}

export interface RateLimits {
	/** How fast the platform may be asked; counted for each credential. */
	rateLimits: readonly RateLimit[];
	/** Headers that say how many calls are left, and the Unix second of the next allowance. */
	rateHeaders?: { remaining: string; reset: string };
}

export interface ApiCall {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	path: string;
}

export type Protocol = 'rest' | 'graphQl';

export interface RateLimit {
	protocol: Protocol;
	requests: number;
	perSeconds: number;
}

/** Where an answer says what went wrong: dotted paths in its JSON body, best first. */
export interface ErrorForm {
	message: readonly string[];
	requestId: readonly string[];
	/** A list of `{field, message}` for each field that was refused. */
	fieldsAt?: string;
	/** A list that makes any answer a failed one when it holds something, whatever the status. */
	errorsAt?: string;
	/** The code of such a failure, and the HTTP status that says the same. */
	codeAt?: readonly string[];
	statusByCode?: Readonly<Record<string, number>>;
}

/** How sure it is that a request works: what the platform documents, down to an educated guess. */
export type Evidence = 'documented' | 'vendorSdk' | 'thirdParty' | 'inferred';

/** One type of record, such as orders. */
export interface RecordDeclaration {
	/** Singular noun, as in the `resourceType` of events. */
	type: string;
	/** Title case, for menus. */
	name: string;
	/** Events of these other resource types concern such a record too, and carry its id there. */
	eventsAbout?: readonly { resourceType: string; idAt: readonly string[] }[];
	/** Ways to fetch one, tried in this order until one finds it. */
	lookups: readonly Lookup[];
	list?: RecordList;
	/** Free times for a party; only where the platform has such a list. */
	availability?: RecordList;
	/** Fields that stay when a record is simplified. */
	essentials: readonly string[];
	/** Fields that a menu shows and stores. */
	label: { name: readonly string[]; value: string };
}

/** A path that the user may replace, because it is not documented or there are several. */
export interface PathSetting {
	/** Parameter name, unique within a platform. */
	name: string;
	displayName: string;
	description: string;
}

/**
 * `{id}` and the keys of an event's account (`{facilityId}`, `{locationId}`, …) are filled in.
 * A request is left out when a value that it needs is not known.
 */
export interface RestRequest {
	protocol: 'rest';
	path: string;
	/** Replaces the path of the base URL where the endpoint lives under another one. */
	basePath?: string;
	pathSetting?: PathSetting;
}

export interface GraphQlRequest {
	protocol: 'graphQl';
	path: string;
	pathSetting?: PathSetting;
	query: string;
	variables: Readonly<Record<string, string>>;
}

export type RecordRequest = RestRequest | GraphQlRequest;

export type Lookup =
	/** Places of the record in the answer, best first; the whole answer when none is given. */
	| (RecordRequest & { recordAt: readonly string[]; evidence: Evidence })
	/** Reads the record's list until this field equals the id. */
	| { protocol: 'list'; field: string; pages: number; evidence: Evidence };

export type RecordList = RecordRequest & {
	/** Places of the list in the answer, best first; the whole answer when none is given. */
	itemsAt: readonly string[];
	paging: Paging;
	filters: readonly RecordFilter[];
	evidence: Evidence;
};

export type Paging =
	| { kind: 'none' }
	| { kind: 'offset'; limit: string; offset: string; pageSize: number; totalAt: string }
	| { kind: 'page'; limit: string; page: string; pageSize: number; pagesAt: string };

export interface RecordFilter {
	/** Parameter name in the node. */
	name: string;
	/** Name in the query of the request. */
	query: string;
	displayName: string;
	description: string;
	type: 'text' | 'number' | 'dateTime' | 'date';
	required?: boolean;
	default?: string | number;
	placeholder?: string;
}
