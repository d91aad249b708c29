import type { CommonMap } from '../event/declaration';

/** How a platform's API is called and what records it has. Paths are relative to the base URL. */
export interface ApiDeclaration extends ApiProfile {
	records: readonly RecordDeclaration[];
}

/** How a platform's API is called, whatever for. */
export interface ApiProfile extends RateLimits {
	/** Name of the credential type that authorises the calls; its `baseUrl` is where they go. */
	credential: string;
	/** Headers of every request besides those that authorise it, such as the API's version. */
	headers?: Readonly<Record<string, string>>;
	errors: ErrorForm;
}

export interface RateLimits {
	/** How fast the platform may be asked; counted for each credential. */
	rateLimits: readonly RateLimit[];
	/** Headers that say how many calls are left, and the Unix second of the next allowance. */
	rateHeaders?: { remaining: string; reset: string };
}

export type Protocol = 'rest' | 'graphQl';

export interface RateLimit {
	protocol: Protocol;
	requests: number;
	perSeconds: number;
}

export interface ApiCall {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	path: string;
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

/**
 * Whether a request is known to work, from the platform's documentation, its SDK or clients in use,
 * or `inferred` from what else is known of the API.
 */
export type Evidence = 'documented' | 'inferred';

/** One type of record, such as orders. */
export interface RecordDeclaration {
	/** Singular noun, as in the `resourceType` of events. */
	type: string;
	/** Title case, for menus. */
	name: string;
	/** Its entry in the node's menu of resources; without one its events can be looked up only. */
	resource?: ResourceWords;
	/** Its id is this id of an account: `locationId`. Then it is chosen from the list. */
	accountId?: string;
	/** Events of these other resource types concern such a record too, and carry its id there. */
	eventsAbout?: readonly { resourceType: string; idAt: readonly string[] }[];
	/** Ways to fetch one, tried in this order until one finds it. */
	lookups: readonly Lookup[];
	list?: RecordList;
	/** Free times for a party; only where the platform has such a list. */
	availability?: RecordList;
	/** Fields that stay when a record is simplified. */
	essentials: readonly string[];
	/** Where a record holds what the events of all platforms have in common. */
	common?: CommonMap;
	/** Fields that a menu shows and stores. */
	label: { name: readonly string[]; value: string };
}

/** How a type of record is called in the node's menus. */
export interface ResourceWords {
	/** Title case, singular. */
	name: string;
	/** Lower case. */
	plural: string;
	/** One phrase without final period. */
	description: string;
}

/** A path that the user may replace, because it is not documented or there are several. */
export interface PathSetting {
	/** Parameter name, unique within a platform. */
	name: string;
	displayName: string;
	description: string;
}

/**
 * A request that reads. `{id}` and the ids of an event's account (`{facilityId}`, `{locationId}`, …)
 * are filled in, in its path, its query and the texts of its body. It is left out when a value that
 * it needs is not known.
 */
export interface RestRequest {
	protocol: 'rest';
	/** GET when left out. A POST carries filters and the position in a list in its body. */
	method?: 'GET' | 'POST';
	path: string;
	query?: Readonly<Record<string, string>>;
	body?: Readonly<Record<string, unknown>>;
	/** Takes the place of a version (`/v1`) at the end of the base URL. */
	basePath?: string;
	/** Field of the credential with the base URL, where it is another than `baseUrl`. */
	baseUrlField?: string;
	pathSetting?: PathSetting;
}

/** A query in GraphQL, which carries filters and the position in a list in its variables. */
export interface GraphQlRequest {
	protocol: 'graphQl';
	path: string;
	pathSetting?: PathSetting;
	query: string;
	variables: Readonly<Record<string, string>>;
}

export type RecordRequest = RestRequest | GraphQlRequest;

/** One way to fetch a record. */
export type Lookup =
	/** Places of the record in the answer, best first; the whole answer when none is given. */
	(RecordRequest & { recordAt: readonly string[]; evidence: Evidence }) | ListLookup;

/** Reads the record's list until this field equals the id. */
export interface ListLookup {
	protocol: 'list';
	field: string;
	pages: number;
	/**
	 * Looks only at records for this many days before now and later, by this filter of the list: the
	 * list may hold years, oldest first.
	 */
	since?: { filter: string; days: number };
	evidence: Evidence;
}

export type RecordList = RecordRequest & {
	/** Places of the list in the answer, best first; the whole answer when none is given. */
	itemsAt: readonly string[];
	paging: Paging;
	filters: readonly RecordFilter[];
	evidence: Evidence;
};

/**
 * How a list is read on. The names are those of the request; in a body they may be dotted paths,
 * and so are the places in the answer.
 */
export type Paging =
	| { kind: 'none' }
	| {
			kind: 'offset';
			limit: string;
			offset: string;
			pageSize: number;
			/** How many records there are. */
			totalAt?: string;
	  }
	| {
			kind: 'page';
			limit: string;
			page: string;
			pageSize: number;
			/** How many pages there are, or how many records. */
			pagesAt?: string;
			totalAt?: string;
	  }
	| {
			kind: 'cursor';
			limit: string;
			cursor: string;
			pageSize: number;
			/** The cursor of the next page, or a URL that has it as a parameter; nothing on the last. */
			nextAt: { body: string } | { header: string };
	  };

export interface RecordFilter {
	/** Parameter name in the node. */
	name: string;
	/** Name in the request; a dotted path in its body. */
	field: string;
	displayName: string;
	description: string;
	type: 'text' | 'number' | 'dateTime' | 'date';
	required?: boolean;
	default?: string | number;
	placeholder?: string;
}
