/** How a webhook at the platform should be. */
export interface DesiredWebhook {
	url: string;
	/** Event names, sorted. */
	events: readonly string[];
	/** Tells secrets apart without holding one. */
	secretMark: string;
	/** The account and API family it belongs to: base URL and flavour id. */
	target: string;
}

/** A webhook that a node has created. */
export interface RegisteredWebhook extends DesiredWebhook {
	id: string;
	/** The secret that the platform chose, for API families where it does. */
	returnedSecret?: string;
}

/** What a node remembers of the webhook it created. */
export interface StoredWebhook extends RegisteredWebhook {
	/** Webhooks of ours that were replaced and could not be removed yet. */
	obsolete?: readonly string[];
}

/** A webhook as the platform reports it; undefined where it does not say. */
export interface ReportedWebhook {
	id: string;
	url?: string;
	events?: readonly string[];
	active?: boolean;
}

/** What is known of the platform's side. */
export type Report =
	/** The platform cannot be asked, or does not answer this question. */
	| { kind: 'unknown' }
	/** Every webhook of the account; `partial` where nobody says that the list is complete. */
	| { kind: 'all'; webhooks: readonly ReportedWebhook[]; partial?: boolean }
	/** Only the one that was asked for, by its id; null when it is gone. */
	| { kind: 'one'; webhook: ReportedWebhook | null };
