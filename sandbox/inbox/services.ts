import type { InboxEntry } from './inbox';

/** A service that the inbox stands in for. */
export interface Service {
	kind: InboxEntry['kind'];
	name: string;
	/** Path of the stand-in. */
	address: string;
	hint: string;
}

export const SERVICES: readonly Service[] = [
	{
		kind: 'slack',
		name: 'Slack',
		address: '/inbox/slack/services/T000/B000/demo',
		hint: 'An incoming webhook. The Web API is at /inbox/slack/api and takes any token.',
	},
	{
		kind: 'chat',
		name: 'Google Chat',
		address: '/inbox/chat/v1/spaces/demo/messages?key=demo&token=demo',
		hint: 'An incoming webhook of a space.',
	},
	{
		kind: 'rows',
		name: 'Google Sheets',
		address: '/inbox/sheets/v4/spreadsheets',
		hint: 'The API; every spreadsheet exists.',
	},
	{
		kind: 'calendar',
		name: 'Google Calendar',
		address: '/inbox/google/calendar/v3/calendars',
		hint: 'The API; every calendar exists.',
	},
	{
		kind: 'mail',
		name: 'Mail',
		address: '/inbox/mail',
		hint: 'Takes JSON with from, to, subject and text.',
	},
	{
		kind: 'request',
		name: 'Endpoint',
		address: '/inbox/endpoint/events',
		hint: 'For the Sender. It takes every request at any path below /inbox/endpoint.',
	},
];
