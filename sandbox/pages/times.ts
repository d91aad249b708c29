import { DateTime } from 'luxon';

import { html, type Html } from './html';

/** A point in time in the machine's own zone; the date only where it is another day. */
export function moment(at: number, now: number): Html {
	const time = DateTime.fromMillis(at);
	const today = time.hasSame(DateTime.fromMillis(now), 'day');
	const text = time.setLocale('en-GB').toFormat(today ? 'HH:mm:ss' : 'd LLL, HH:mm');
	return html`<time datetime="${time.toUTC().toISO()}">${text}</time>`;
}

/** `in 5 s`, `in 2 min`: when the next attempt is due. */
export function untilText(at: number, now: number): string {
	return at <= now ? 'now' : `in ${spanText(Math.ceil((at - now) / 1000))}`;
}

/** `45 s`, `5 min`, `2 h`, `1 day`. */
export function spanText(seconds: number): string {
	if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
	if (seconds < 60) return `${round(seconds)} s`;
	if (seconds < 3600) return `${round(seconds / 60)} min`;
	if (seconds < 86_400) return `${round(seconds / 3600)} h`;
	const days = round(seconds / 86_400);
	return `${days} ${days === 1 ? 'day' : 'days'}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
