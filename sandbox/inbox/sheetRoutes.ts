import express, { Router } from 'express';
import { z } from 'zod';

import { notFound } from '../refusal';
import { newId } from '../state';
import type { Inbox } from './inbox';
import { readRange, sheetOf, tabsOf } from './sheet';

const valuesSchema = z.object({ values: z.array(z.array(z.unknown())).catch([]) });
const batchSchema = z.object({
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
		at: 'append' | 'range',
	) => {
		const { tab, row, column } = readRange(range);
		const rows = values.map((cells) => cells.map((cell) => String(cell ?? '')));
		const place = at === 'append' ? {} : { row: row ?? 1, column: column ?? 1 };
		inbox.add({ kind: 'rows', spreadsheet, tab, rows, ...place });
	};

	router.post('/token', (_request, response) => {
		response.json({ access_token: newId('token'), token_type: 'Bearer', expires_in: 3600 });
	});
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
		const { data } = batchSchema.parse(request.body ?? {});
		for (const { range, values } of data) write(spreadsheet, range, values, 'range');
		response.json({ spreadsheetId: spreadsheet, totalUpdatedRows: data.length });
	});
	router
		.route('/v4/spreadsheets/:spreadsheet/values/:range')
		.get((request, response) => {
			const { spreadsheet, range } = request.params;
			const { tab, row = 1, lastRow } = readRange(range);
			const values = sheetOf(inbox, spreadsheet, tab).rows.slice(row - 1, lastRow);
			response.json({ range, majorDimension: 'ROWS', ...(values.length > 0 && { values }) });
		})
		.put((request, response) => {
			const { spreadsheet, range } = request.params;
			const { values } = valuesSchema.parse(request.body ?? {});
			write(spreadsheet, range, values, 'range');
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
			write(spreadsheet, range, values, 'append');
			const updates = { updatedRange: range, updatedRows: values.length };
			response.json({ spreadsheetId: spreadsheet, updates });
		});
	return router;
}
