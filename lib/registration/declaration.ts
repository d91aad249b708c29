import type { ApiCall, Paging } from '../api/declaration';

/** The user enters the URL in the platform's dashboard. */
export interface ManualRegistration {
	kind: 'manual';
	/** What to click, in order, once the webhook URL has been copied. */
	steps: readonly string[];
	/** What else one should know, in phrases without final period. */
	notes?: readonly string[];
}

/**
 * The platform's API has calls for webhooks; the steps are for those who prefer its dashboard. It
 * is called as the platform's `api` says.
 */
export interface ApiRegistration {
	kind: 'api';
	steps: readonly string[];
	notes?: readonly string[];
	/** The first is the default. Several where the platform publishes several. */
	webhookApis: readonly [WebhookApi, ...WebhookApi[]];
}

/**
 * One API for webhooks, as small functions from our terms to the platform's and back. Calls that
 * an API does not have are left out; what needs them is then not offered.
 */
export interface WebhookApi {
	/** Stable value of the `webhookApi` parameter in saved workflows; unique among all platforms. */
	id: string;
	name: string;
	/** One phrase without final period. */
	description: string;
	/** Takes the place of a version (`/v1`) at the end of the credential's base URL. */
	basePath?: string;
	/** Field of the credential with the base URL, where it is another than `baseUrl`. */
	baseUrlField?: string;
	secret: SigningSecret;
	/** Places of the webhook in an answer, best first; an answer that holds none there is one itself. */
	webhookAt: readonly string[];
	/** The parts of a webhook, from an answer or an item of the list. They may be of any type. */
	read: (webhook: Record<string, unknown>) => WebhookFields;

	create: (webhook: NewWebhook) => WebhookRequest;
	/** The creation takes no events: `update` follows it at once. */
	createsWithoutEvents?: true;
	list?: WebhookList & {
		/** Whether the platform documents the list. One that it does not may be missing, or half. */
		documented: boolean;
	};
	get?: (id: string) => WebhookRequest;
	/**
	 * Reads the one webhook that an account can have, where it has no more: creating one replaces it.
	 * Without one, the answer holds no id.
	 */
	only?: WebhookRequest;
	update?: (
		id: string,
		change: WebhookChange,
		/** The webhook as the platform has it, where that has been asked for. */
		before?: Record<string, unknown>,
	) => WebhookRequest;
	/** `update` takes the whole webhook: what is left out would be lost. */
	updatesWhole?: true;
	/** Whether `update` takes `active`. */
	canReactivate?: boolean;
	remove: (id: string) => WebhookRequest;
	/** Has the platform deliver a test event to this webhook, and to no other. */
	test?: (id: string, event: string) => WebhookRequest;
	/** The same to every webhook that wants the event, where the platform knows no other way. */
	testAll?: (event: string) => WebhookRequest;
	/**
	 * Places of the delivery, or of a list of them, in the answer to a test or a retry, best first; an
	 * answer that holds none there is one itself.
	 */
	deliveryAt: readonly string[];
	/** What was delivered to a webhook. */
	deliveries?: {
		list: (id: string) => WebhookList;
		read: (delivery: Record<string, unknown>) => {
			failed: boolean;
			/** ISO 8601, where another attempt follows. */
			nextAttemptAt?: unknown;
		};
	};
	retryDelivery?: (id: string, deliveryId: string) => WebhookRequest;
	/** The answer holds the new secret. */
	rotateSecret?: (id: string) => WebhookRequest;
	/** The longest URL that the platform takes, in characters. */
	longestUrl?: number;
}

/** Who chooses the secret that signs the deliveries, and how the other side learns of it. */
export type SigningSecret =
	/**
	 * `sent` with the creation, or entered at the platform. As a token `inUrl` it is a parameter of
	 * the URL that is registered, and added to it where the platform is called.
	 */
	| { by: 'user'; sent: boolean; inUrl?: string }
	/** In the answer to the creation, and never again. */
	| { by: 'platform'; told: 'once' }
	/** Whenever it is asked for, so that it need not be stored. */
	| {
			by: 'platform';
			told: 'again';
			request: (webhook: { id: string; url: string }) => WebhookRequest;
			read: (body: unknown, webhook: { id: string; url: string }) => unknown;
	  };

/** One call. The path is relative to the credential's base URL. */
export interface WebhookRequest extends ApiCall {
	query?: Record<string, string | number>;
	body?: Record<string, unknown>;
	headers?: Record<string, string>;
}

export interface WebhookList {
	path: string;
	query?: Record<string, string | number>;
	/** Places of the list in the answer, best first; the whole answer when none is given. */
	itemsAt: readonly string[];
	paging?: Paging;
}

export interface NewWebhook {
	url: string;
	/** Names of the events, sorted. */
	events: readonly string[];
	/** Empty where the platform chooses it; the password where deliveries bring a user name too. */
	secret: string;
	/** Where deliveries prove themselves by user name and password. */
	username?: string;
	/** 32 characters: the same for the same creation sent again, another for the next one. */
	idempotencyKey: string;
}

/** What is to be different; the rest stays as it is. */
export interface WebhookChange {
	url?: string;
	events?: readonly string[];
	/** Whether the platform delivers. */
	active?: boolean;
}

/** What a webhook consists of, as the platform has it: undefined where it does not say. */
export interface WebhookFields {
	/** A text or a number. */
	id: unknown;
	url?: unknown;
	/** A list of names. */
	events?: unknown;
	active?: boolean;
	/** The signing secret, where the answer holds it. */
	secret?: unknown;
}
