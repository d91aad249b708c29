import { newId } from '../newId';
import type { Table } from '../table';

/** What a workflow has sent, as the receiver got it. */
export type InboxEntry =
	| SlackMessage
	| ChatMessage
	| SheetRows
	| Appointment
	| Mail
	| EndpointRequest;

interface Received {
	id: string;
	/** Unix milliseconds. */
	at: number;
}

export interface SlackMessage extends Received {
	kind: 'slack';
	/** Name or id as it was sent; empty for an incoming webhook, which has a channel of its own. */
	channel: string;
	sender: string;
	text: string;
	/** Block Kit, as it was sent. */
	blocks: unknown[];
}

export interface ChatMessage extends Received {
	kind: 'chat';
	space: string;
	text: string;
	/** Cards of version 2, as they were sent. */
	cards: unknown[];
}

/** Cells that were written into a tab of a spreadsheet. */
export interface SheetRows extends Received {
	kind: 'rows';
	spreadsheet: string;
	tab: string;
	/** Where the first cell goes, from 1 on; behind the last row and in the first column if left out. */
	row?: number;
	column?: number;
	rows: Cell[][];
	/** The sheet was made with these rows, before any workflow wrote into it. */
	isHead?: boolean;
}

/** Nothing, null, leaves a cell as it is. */
export type Cell = string | number | boolean | null | { formula: string };

/** Entered into a calendar. */
export interface Appointment extends Received {
	kind: 'calendar';
	calendar: string;
	title: string;
	description: string;
	/** ISO 8601, a date alone for whole days; the end is the first moment behind it. */
	start: string;
	end: string;
}

export interface Mail extends Received {
	kind: 'mail';
	from: string;
	to: string;
	subject: string;
	text: string;
}

export interface EndpointRequest extends Received {
	kind: 'request';
	method: string;
	/** Behind the endpoint's own address. */
	path: string;
	headers: Record<string, string>;
	body: string;
	/** What it was answered with. */
	status: number;
}

type WithoutStamp<Entry> = Entry extends InboxEntry ? Omit<Entry, keyof Received> : never;

/** An entry before it has arrived. */
export type NewEntry = WithoutStamp<InboxEntry>;

/** What workflows have sent to Slack, Google, by mail or to an endpoint. */
export class Inbox {
	constructor(
		private readonly table: Table<InboxEntry>,
		/** Unix milliseconds. */
		private readonly clock: () => number,
	) {}

	/** For the stand-ins, and for whatever else receives in the place of a service. */
	add(entry: NewEntry): InboxEntry {
		const kept: InboxEntry = { ...entry, id: newId('msg'), at: this.clock() };
		this.table.keep(kept);
		return kept;
	}

	newestFirst(): InboxEntry[] {
		return [...this.table.values()].reverse();
	}

	/** Deletes what has arrived. Sheets stay, with the rows that they were made with. */
	empty(): void {
		for (const entry of this.newestFirst()) {
			if (!isHead(entry)) this.table.delete(entry.id);
		}
	}

	clear(): void {
		this.table.clear();
	}
}

/** Whether an entry is no more than a sheet that was made, into which nothing has been written yet. */
export function isHead(entry: InboxEntry): boolean {
	return entry.kind === 'rows' && entry.isHead === true;
}
