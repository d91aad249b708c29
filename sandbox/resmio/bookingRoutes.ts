import { type Request, type RequestHandler, Router } from 'express';

import { notFound, Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { bookingAt, bookingDate, bookingId, bookingStatus, positionOfBooking } from './booking';
import { findFacility } from './facility';
import { page } from './page';

/** Bookings of a facility: list with date filters, one by its id, and cancellation. */
export function bookingRoutes(state: SandboxState): Router {
	const router = Router();
	router.get('/facility/:facility/bookings', listBookings(state));
	router
		.route('/facility/:facility/bookings/:id')
		.get((request, response) => {
			// Inferred: from the path of DELETE; documented is the list alone.
			if (!state.settings.inferredPaths) throw notFound('Path');
			response.json(bookingAt(String(request.params.facility), findBooking(state, request)));
		})
		.delete((request, response) => {
			findBooking(state, request);
			state.deletedRecords.add(keyOf(String(request.params.facility), request.params.id));
			response.status(204).end();
		});
	return router;
}

function listBookings(state: SandboxState): RequestHandler {
	return (request, response) => {
		const { id: facility } = findFacility(String(request.params.facility));
		const from = dateFilter(request, 'date__gte') ?? -Infinity;
		const to = dateFilter(request, 'date__lte') ?? Infinity;
		// Inferred: that a list can be narrowed down by status.
		const { status } = request.query;
		const positions: number[] = [];
		for (let position = 0; position < countOf(state, facility); position++) {
			const at = bookingDate(position).getTime();
			const isGone = state.deletedRecords.has(keyOf(facility, bookingId(position)));
			const fits = status === undefined || bookingStatus(position) === status;
			if (at >= from && at <= to && fits && !isGone) positions.push(position);
		}
		response.json(
			page(request, positions.length, (start, end) =>
				positions.slice(start, end).map((position) => bookingAt(facility, position)),
			),
		);
	};
}

function findBooking(state: SandboxState, request: Request): number {
	const { id: facility } = findFacility(String(request.params.facility));
	const id = String(request.params.id);
	const position = positionOfBooking(id, countOf(state, facility));
	if (position === -1 || state.deletedRecords.has(keyOf(facility, id))) throw notFound('Booking');
	return position;
}

/** Only the restaurant of the documentation has guests. */
function countOf(state: SandboxState, facility: string): number {
	return facility === 'the-fish' ? state.settings.bookings : 0;
}

function keyOf(facility: string, id: unknown): string {
	return `${facility}/bookings/${String(id)}`;
}

/** Unix milliseconds of `YYYY-MM-DD` or an ISO 8601 time, undefined when it is not given. */
export function dateFilter(request: Request, name: string): number | undefined {
	const text = request.query[name];
	if (text === undefined) return undefined;
	const time = /^\d{4}-\d\d-\d\d/.test(String(text)) ? Date.parse(String(text)) : NaN;
	if (Number.isNaN(time)) {
		throw new Refusal(400, 'BAD_REQUEST', `"${name}" must be a date such as 2026-02-14`);
	}
	return time;
}
