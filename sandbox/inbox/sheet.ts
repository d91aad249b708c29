import type { Cell, Inbox, SheetRows } from './inbox';

export const DEFAULT_TAB = 'Sheet1';

/** A tab of a spreadsheet with all that was written into it. */
export interface Sheet {
	spreadsheet: string;
	tab: string;
	rows: Cell[][];
}

/** The tab as it is after every entry that wrote into it. */
export function sheetOf(inbox: Inbox, spreadsheet: string, tab: string): Sheet {
	const rows: Cell[][] = [];
	for (const entry of entriesOf(inbox, spreadsheet).reverse()) {
		if (entry.tab === tab) write(rows, entry);
	}
	return { spreadsheet, tab, rows };
}

/** Names of the tabs that were written into, and of the one that every spreadsheet has. */
export function tabsOf(inbox: Inbox, spreadsheet: string): string[] {
	return [...new Set([DEFAULT_TAB, ...entriesOf(inbox, spreadsheet).map(({ tab }) => tab)])];
}

/** The spreadsheets that have been made or written into. */
export function spreadsheetsOf(inbox: Inbox): string[] {
	const entries = inbox.newestFirst().filter((entry) => entry.kind === 'rows');
	return [...new Set(entries.map(({ spreadsheet }) => spreadsheet))];
}

/** Makes a sheet whose first row has these names, unless there is one already. */
export function makeSheet(inbox: Inbox, { spreadsheet, tab, head }: NewSheet): void {
	if (entriesOf(inbox, spreadsheet).some((entry) => entry.tab === tab)) return;
	inbox.add({ kind: 'rows', spreadsheet, tab, rows: [head], isHead: true });
}

export interface NewSheet {
	spreadsheet: string;
	tab: string;
	head: string[];
}

/** Newest first. */
function entriesOf(inbox: Inbox, spreadsheet: string): SheetRows[] {
	return inbox
		.newestFirst()
		.filter((entry) => entry.kind === 'rows')
		.filter((entry) => entry.spreadsheet === spreadsheet);
}

function write(
	sheet: Cell[][],
	{ row = sheet.length + 1, column = 1, rows: written }: SheetRows,
): void {
	for (const [down, cells] of written.entries()) {
		const index = row - 1 + down;
		// Rows that were skipped are empty, not missing.
		while (sheet.length <= index) sheet.push([]);
		for (const [right, cell] of cells.entries()) {
			while (sheet[index].length < column + right) sheet[index].push('');
			if (cell !== null) sheet[index][column - 1 + right] = cell;
		}
	}
}

/** A cell as it is read; a formula is not computed here. */
export function cellText(cell: Cell): string {
	if (typeof cell === 'object' && cell) return cell.formula;
	return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell ?? '');
}

/** A range in A1 notation. Rows and columns are counted from 1 on. */
export interface Range {
	tab: string;
	row?: number;
	column?: number;
	lastRow?: number;
}

/** Reads `Orders`, `Orders!1:1`, `Orders!B3`, `'Two words'!A2:Z`. */
export function readRange(text: string): Range {
	const [, name = '', cells = ''] = /^(?:(.*)!)?(.*)$/s.exec(text) ?? [];
	const isCells = /^[A-Za-z]*\d*(?::[A-Za-z]*\d*)?$/.test(cells) && text.includes('!');
	const tab = (isCells ? name : text).replace(/^'|'$/g, '');
	if (!isCells) return { tab: tab === '' ? DEFAULT_TAB : tab };
	const [first, last = first] = cells.split(':').map(readCell);
	return { tab: tab === '' ? DEFAULT_TAB : tab, ...first, lastRow: last.row };
}

function readCell(text: string): Pick<Range, 'row' | 'column'> {
	const [, letters = '', digits = ''] = /^([A-Za-z]*)(\d*)$/.exec(text) ?? [];
	let column = 0;
	for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
	return {
		...(digits !== '' && { row: Number(digits) }),
		...(column > 0 && { column }),
	};
}
