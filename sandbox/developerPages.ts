import type { Platform } from '../lib/platform';

/** What a platform's own page for developers offers, besides what every one has. */
export interface DeveloperPage {
	/** Where the platform's menu has it. */
	menu: readonly string[];
	/** On the button that makes a webhook. */
	create: string;
	/** Two sentences at most. */
	intro: string;
	/** Colour of the platform, on a light and on a dark ground. */
	accent: readonly [light: string, dark: string];
	/** Whether a webhook has any number of events or exactly one. */
	events: 'many' | 'one';
	/** What the platform calls an event. */
	eventWord: 'event' | 'action';
	/** Where the signing secret comes from. Means nothing to a platform with user name and password. */
	secret: 'made' | 'entered' | 'optional';
	hasDescription: boolean;
	hasHeaders: boolean;
	/** Sent with every delivery, and shown on the page. */
	application?: { label: string; header: string; id: string };
	/** Whether a new webhook is tested first and then enabled. */
	startsDisabled: boolean;
	/** What the platform does about a webhook whose deliveries fail to the last. */
	whenFailing: string;
	/** Whether it also writes a mail about that, which the inbox shows. */
	mailsWhenFailing: boolean;
}

/** What a service has that documents no page of its own. */
const COMMON: DeveloperPage = {
	menu: ['Settings', 'Webhooks'],
	create: 'Add webhook',
	intro: 'Send events to a URL of yours as they happen.',
	accent: ['#334155', '#a9b8cc'],
	events: 'many',
	eventWord: 'event',
	secret: 'made',
	hasDescription: true,
	hasHeaders: true,
	startsDisabled: false,
	mailsWhenFailing: false,
	whenFailing: 'It is shown as failing until a delivery succeeds again.',
};

/** By platform, as its documentation describes the page. A platform without an entry has the common page. */
const DECLARED: Readonly<Record<string, Partial<DeveloperPage>>> = {
	gustaio: {
		menu: ['Dashboard', 'Developers'],
		create: 'Create Webhook',
		intro:
			'Get an instant HTTP notification whenever orders, menu items or experiences change. Every delivery is signed.',
		accent: ['#b45309', '#f5b469'],
		hasHeaders: false,
		whenFailing: 'Gustaio sends every event once, so what fails is lost.',
	},
	resmio: {
		menu: ['Settings', 'Integration', 'Developers', 'Webhooks'],
		create: 'Add webhook',
		intro:
			'Notify other services of reservations and online orders. A webhook has one action and carries no personal details.',
		accent: ['#be185d', '#f59ac0'],
		events: 'one',
		eventWord: 'action',
		hasDescription: false,
		hasHeaders: false,
	},
	goTab: {
		menu: ['Manager', 'Integrations'],
		create: 'Add endpoint',
		intro:
			'Hear of new orders, changed products or the end of the fiscal day as it happens. Subscribe only to the events you need.',
		accent: ['#6d28d9', '#c4a8fb'],
		secret: 'optional',
		hasDescription: false,
		application: {
			label: 'Application ID',
			header: 'X-GoTab-Application-ID',
			id: 'int_xxxxxxx',
		},
	},
	roostSync: {
		menu: ['Settings', 'Integrations', 'Webhooks'],
		create: 'Add Webhook Endpoint',
		intro:
			'Hear of bookings, guests, orders and stock in real time. Send a test webhook first, and enable the webhook when it arrives.',
		accent: ['#15803d', '#7ed9a0'],
		startsDisabled: true,
		whenFailing: 'RoostSync marks it as failing and notifies you.',
		mailsWhenFailing: true,
	},
	olympusCloud: {
		menu: ['Developers', 'Webhooks'],
		create: 'Create Webhook',
		intro:
			'Receive real-time event notifications via HTTP callbacks. Webhooks that were made over the API are listed here too.',
		accent: ['#1d4ed8', '#93b4fb'],
		secret: 'entered',
		hasHeaders: false,
	},
	standardWebhooks: {
		intro: 'Any service that signs its webhooks by the Standard Webhooks specification.',
	},
	custom: {
		intro:
			'Any other service that signs its webhooks with an HMAC. How it signs is set for each webhook.',
		accent: ['#57534e', '#c5beb8'],
		secret: 'entered',
	},
};

export function developerPageOf({ id }: Platform): DeveloperPage {
	return { ...COMMON, ...DECLARED[id] };
}

/** What the platform sends with every delivery besides what its declaration says. */
export function fixedHeaders(platform: Platform): Record<string, string> {
	const { application } = developerPageOf(platform);
	return application ? { [application.header]: application.id } : {};
}
