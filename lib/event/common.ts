import { DateTime } from 'luxon';

import { valueAt } from '../fieldPath';
import { isObject } from '../json';
import type { AmountUnit, CodedText, CommonMap } from './declaration';
import { renderSummary } from './summary';
import { toIsoTime } from './time';

/** What the events and records of all platforms have in common: null where they do not say it. */
export interface Common {
	/** `unit` says whether 1850 means 1850.00 (`major`) or 18.50 (`minor`). */
	amount: { value: number | null; currency: string | null; unit: AmountUnit };
	/** ISO 8601 in UTC, or a date alone where no time is given. */
	startsAt: string | null;
	endsAt: string | null;
	partySize: number | null;
	guest: { name: string | null; email: string | null; phone: string | null };
	status: string | null;
	/** How it came in: `direct`, `dine_in`, `online`. */
	channel: string | null;
	/** What the staff call it: order number, booking code. */
	reference: string | null;
	/** What was ordered. */
	lines: CommonLine[];
}

export interface CommonLine {
	name: string;
	quantity: number | null;
}

/**
 * Reads what is common from an event's payload or a record. Never fails.
 *
 * @param timeZone of times that come without one, such as `Europe/Berlin`
 */
export function readCommon(
	map: CommonMap = {},
	source: Record<string, unknown>,
	timeZone: string,
): Common {
	const read = (template = '') => renderSummary(template, source) || null;
	const readCoded = (text: string | CodedText = '') =>
		typeof text === 'string' ? read(text) : inWords(read(text.value), text.words);
	const { amount, guest, lines } = map;
	return {
		amount: scaled(
			{
				...withCurrency(
					amount?.sumAt === undefined
						? read(amount?.value)
						: sumOf(valueAt(source, amount.sumAt), amount.value),
					read(amount?.currency),
				),
				unit: amount?.unit ?? 'unknown',
			},
			toNumber(read(amount?.decimals)),
		),
		startsAt: toTimeOrDate(read(map.startsAt), timeZone),
		endsAt: toTimeOrDate(read(map.endsAt), timeZone),
		partySize: partyOf([map.partySize ?? []].flat().map((one) => toNumber(read(one)))),
		guest: { name: read(guest?.name), email: read(guest?.email), phone: read(guest?.phone) },
		status: readCoded(map.status),
		channel: readCoded(map.channel),
		reference: read(map.reference),
		lines: lines ? readLines(listsAt(source, lines), lines) : [],
	};
}

/** What a record says, and where it does not, what the event has said. */
export function mergeCommon(record: Common, event: Common): Common {
	const { amount, guest, lines } = record;
	return {
		amount: amount.value === null ? event.amount : amount,
		startsAt: record.startsAt ?? event.startsAt,
		endsAt: record.endsAt ?? event.endsAt,
		partySize: record.partySize ?? event.partySize,
		guest: {
			name: guest.name ?? event.guest.name,
			email: guest.email ?? event.guest.email,
			phone: guest.phone ?? event.guest.phone,
		},
		status: record.status ?? event.status,
		channel: record.channel ?? event.channel,
		reference: record.reference ?? event.reference,
		lines: lines.length > 0 ? lines : event.lines,
	};
}

/** The same as people write it, for a summary; undefined where nothing is to be said. */
export interface CommonWords {
	/** With two digits and the currency; nothing where the unit is not known. */
	amount?: string;
	/** In the workflow's time zone: `20 Mar 2024, 18:30`. */
	when?: string;
	until?: string;
	partySize?: string;
	guest?: string;
	status?: string;
	channel?: string;
	reference?: string;
	/** `2 x Classic Burger, Soft Pretzel` */
	lines?: string;
}

/** @param timeZone in which times are written, such as `Europe/Berlin` */
export function commonWords(common: Common, timeZone: string): CommonWords {
	const { partySize, guest, status, channel, reference } = common;
	return {
		amount: writeAmount(common.amount),
		when: writeTime(common.startsAt, timeZone),
		until: writeTime(common.endsAt, timeZone),
		partySize: partySize === null ? undefined : String(partySize),
		guest: guest.name ?? undefined,
		status: status ?? undefined,
		channel: channel ?? undefined,
		reference: reference ?? undefined,
		lines: writeLines(common.lines),
	};
}

/** The sum of what the items of a list hold, as text; null where one of them holds no number. */
function sumOf(list: unknown, value: string): string | null {
	if (!Array.isArray(list) || list.length === 0) return null;
	const numbers = (list as unknown[]).map((item) =>
		isObject(item) ? toNumber(renderSummary(value, item)) : null,
	);
	let sum = 0;
	for (const number of numbers) {
		if (number === null) return null;
		sum += number;
	}
	// 0.1 and 0.2 are 0.3 on a bill.
	return String(Number(sum.toFixed(6)));
}

function listsAt(
	source: Record<string, unknown>,
	{ at, eachAt }: NonNullable<CommonMap['lines']>,
): unknown {
	const list = valueAt(source, at);
	if (eachAt === undefined || !Array.isArray(list)) return list;
	return list.flatMap((item) => valueAt(item, eachAt) ?? []);
}

function readLines(
	list: unknown,
	{ name, quantity = '' }: NonNullable<CommonMap['lines']>,
): CommonLine[] {
	const items: unknown[] = Array.isArray(list) ? list : isObject(list) ? [list] : [];
	return items.flatMap((item) => {
		const line = isObject(item) ? item : { name: item };
		// Some platforms send the names alone.
		const called = renderSummary(isObject(item) ? name : '{name}', line);
		return called === ''
			? []
			: [{ name: called, quantity: toNumber(renderSummary(quantity, line)) }];
	});
}

/** Null where the first is missing; the others may be. */
function partyOf([first = null, ...others]: ReadonlyArray<number | null>): number | null {
	return first === null ? null : others.reduce<number>((sum, one) => sum + (one ?? 0), first);
}

function toNumber(text: string | null): number | null {
	const number = text === null || text === '' ? NaN : Number(text);
	return Number.isFinite(number) ? number : null;
}

function inWords(code: string | null, words: CodedText['words']): string | null {
	return code !== null && Object.hasOwn(words, code) ? words[code] : code;
}

/** An amount whose payload says how many of its digits are decimals, in major units. */
function scaled(amount: Common['amount'], decimals: number | null): Common['amount'] {
	const { value } = amount;
	if (value === null || decimals === null || !MAY_BE_DECIMALS.test(String(decimals))) return amount;
	return { ...amount, value: Number((value / 10 ** decimals).toFixed(decimals)), unit: 'major' };
}

/** No currency has more than four. */
const MAY_BE_DECIMALS = /^[0-4]$/;

/** Some platforms write the currency behind the number: `18.90 EUR`. */
function withCurrency(
	text: string | null,
	currency: string | null,
): Omit<Common['amount'], 'unit'> {
	const [, number, behind] = /^(-?[\d.]+) ([A-Z]{3})$/.exec(text ?? '') ?? [];
	return { value: toNumber(number ?? text), currency: currency ?? behind ?? null };
}

function toTimeOrDate(text: string | null, timeZone: string): string | null {
	const iso = text === null ? null : toIsoTime(text, timeZone);
	return iso !== null && /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? text : iso;
}

function writeAmount({ value, currency, unit }: Common['amount']): string | undefined {
	if (value === null || unit === 'unknown') return undefined;
	const digits = digitsOf(currency);
	const major = unit === 'minor' ? value / 10 ** digits : value;
	return currency === null ? major.toFixed(digits) : `${major.toFixed(digits)} ${currency}`;
}

/** Most currencies have a hundredth; yen have none. */
function digitsOf(currency: string | null): number {
	try {
		const format = { style: 'currency', currency: currency ?? 'EUR' } as const;
		return new Intl.NumberFormat('en', format).resolvedOptions().maximumFractionDigits ?? 2;
	} catch {
		// Not every text that a platform sends for it is the code of a currency.
		return 2;
	}
}

function writeTime(iso: string | null, timeZone: string): string | undefined {
	if (iso === null) return undefined;
	const isDate = iso.length === 'yyyy-mm-dd'.length;
	const time = DateTime.fromISO(iso, { zone: isDate ? 'utc' : timeZone, locale: 'en' });
	return time.isValid ? time.toFormat(isDate ? 'd LLL yyyy' : 'd LLL yyyy, HH:mm') : undefined;
}

const MOST_LINES = 5;

function writeLines(lines: readonly CommonLine[]): string | undefined {
	if (lines.length === 0) return undefined;
	const shown = lines
		.slice(0, MOST_LINES)
		.map(({ name, quantity }) => (quantity === null ? name : `${quantity} x ${name}`));
	const more = lines.length - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
