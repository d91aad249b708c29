import express, { Router } from 'express';
import { z } from 'zod';

import { notFound } from '../refusal';
import { tokenRoutes } from './googleRoutes';
import type { Cell, Inbox } from './inbox';
import { cellText, readRange, sheetOf, tabsOf } from './sheet';

const valuesSchema = z.object({ values: z.array(z.array(z.unknown())).catch([]) });
const batchSchema = z.object({
	valueInputOption: z.string().catch(''),
	data: z.array(valuesSchema.extend({ range: z.string() })).catch([]),
});

/**
 * As much of the API of Google Sheets as appending and updating rows takes. Every spreadsheet
 * exists and has a tab Sheet1; a token is given to whoever asks for one.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 */
export function sheetRoutes(inbox: Inbox): Router {
	const router = Router();
	router.use(express.json({ limit: '5mb' }), express.urlencoded({ extended: false }));
	const write = (
		spreadsheet: string,
		range: string,
		values: readonly unknown[][],
		{ at, input }: { at: 'append' | 'range'; input: unknown },
	) => {
		const { tab, row, column } = readRange(range);
		const rows = values.map((cells) => cells.map((cell) => entered(cell, input)));
		const place = at === 'append' ? {} : { row: row ?? 1, column: column ?? 1 };
		inbox.add({ kind: 'rows', spreadsheet, tab, rows, ...place });
	};

	router.use(tokenRoutes());
	router.get('/v4/spreadsheets/:spreadsheet', (request, response) => {
		const { spreadsheet } = request.params;
		const sheets = tabsOf(inbox, spreadsheet).map((title, index) => ({
			properties: { sheetId: index, title, index },
		}));
		response.json({ spreadsheetId: spreadsheet, properties: { title: spreadsheet }, sheets });
	});
	// Empty rows and columns are added before they are written; here a sheet has no end.
	router.post(/^\/v4\/spreadsheets\/[^/]+:batchUpdate$/, (_request, response) => {
		response.json({ replies: [{}] });
	});
	router.post('/v4/spreadsheets/:spreadsheet/values\\:batchUpdate', (request, response) => {
		const { spreadsheet } = request.params;
		const { data, valueInputOption: input } = batchSchema.parse(request.body ?? {});
		for (const { range, values } of data) write(spreadsheet, range, values, { at: 'range', input });
		response.json({ spreadsheetId: spreadsheet, totalUpdatedRows: data.length });
	});
	router
		.route('/v4/spreadsheets/:spreadsheet/values/:range')
		.get((request, response) => {
			const { spreadsheet, range } = request.params;
			const { tab, row = 1, lastRow } = readRange(range);
			const isFormatted = request.query.valueRenderOption !== 'UNFORMATTED_VALUE';
			const rows = sheetOf(inbox, spreadsheet, tab).rows.slice(row - 1, lastRow);
			const values = rows.map((cells) =>
				cells.map((cell) => (isFormatted ? cellText(cell) : valueOf(cell))),
			);
			response.json({ range, majorDimension: 'ROWS', ...(values.length > 0 && { values }) });
		})
		.put((request, response) => {
			const { spreadsheet, range } = request.params;
			const { values } = valuesSchema.parse(request.body ?? {});
			write(spreadsheet, range, values, { at: 'range', input: request.query.valueInputOption });
			response.json({
				spreadsheetId: spreadsheet,
				updatedRange: range,
				updatedRows: values.length,
			});
		})
		.post((request, response) => {
			const { spreadsheet } = request.params;
			const [, range] = /^(.*):append$/.exec(request.params.range) ?? [];
			if (range === undefined) throw notFound('Method');
			const { values } = valuesSchema.parse(request.body ?? {});
			write(spreadsheet, range, values, { at: 'append', input: request.query.valueInputOption });
			const updates = { updatedRange: range, updatedRows: values.length };
			response.json({ spreadsheetId: spreadsheet, updates });
		});
	return router;
}

/** What Google makes of a value: only RAW keeps it from being a formula. */
function entered(value: unknown, input: unknown): Cell {
	if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
	const text = String(value ?? '');
	return text.startsWith('=') && input !== 'RAW' ? { formula: text } : text;
}

/** A formula is not computed here. */
function valueOf(cell: Cell): string | number | boolean {
	if (cell === null) return '';
	return typeof cell === 'object' ? cell.formula : cell;
}
