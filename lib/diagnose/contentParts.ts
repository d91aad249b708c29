import { readHeader } from '../headers';
import { timestampHeader, type HmacScheme } from '../signature/scheme';
import { finding, type Finding } from './cause';
import type { DiagnosisInput } from './input';

/** A time or id of the request, as text. */
export interface SentPart {
	text: string;
	/** What it would mean; empty where it stands in its declared place. */
	findings: Finding[];
}

const MOST_TIMESTAMPS = 3;
const MOST_IDS = 2;

/** The times that may be part of the signed content, the declared one first. */
export function timestampsSent(
	{ headers }: DiagnosisInput,
	scheme: HmacScheme,
	signatureHeader: string,
	values: Record<string, string>,
): SentPart[] {
	const declaredName = timestampHeader(scheme)?.toLowerCase();
	const field = scheme.layout.kind === 'fields' ? scheme.layout.timestampField : 't';
	const inSignature = timestampField(signatureHeader, field);
	const declared = declaredName ? read(headers, declaredName) : scheme.timestamp && inSignature;
	const elsewhere = [
		...Object.keys(headers)
			.filter((name) => /timestamp|request-time/i.test(name))
			.filter((name) => name.toLowerCase() !== declaredName)
			.map((name) => read(headers, name.toLowerCase())),
		inSignature,
	];
	const differs = [finding('timestamp_header_differs', values)];
	const parts: SentPart[] = [];
	if (declared !== undefined) parts.push({ text: declared, findings: [] });
	for (const text of elsewhere) {
		if (text === undefined || parts.some((part) => part.text === text)) continue;
		parts.push({ text, findings: differs });
	}
	const sent = parts.slice(0, MOST_TIMESTAMPS - 1);
	return [...sent, ...sent.slice(0, 1).flatMap((part) => inOtherUnit(part, values))];
}

/** Signed in one unit and sent in the other. */
function inOtherUnit({ text }: SentPart, values: Record<string, string>): SentPart[] {
	const differs = (found: string, declared: string) => [
		finding('timestamp_unit', { ...values, found, declared }),
	];
	if (/^\d{13}$/.test(text)) {
		return [
			{
				text: text.slice(0, -3),
				findings: differs('milliseconds', 'the seconds it was signed in'),
			},
		];
	}
	if (!/^\d{10}$/.test(text)) return [];
	return [
		{ text: `${text}000`, findings: differs('seconds', 'the milliseconds it was signed in') },
	];
}

/** The delivery ids that may be part of the signed content, the declared one first. */
export function idsSent(
	{ headers }: DiagnosisInput,
	scheme: HmacScheme,
	values: Record<string, string>,
): SentPart[] {
	const declaredName = scheme.idHeader?.toLowerCase();
	const declared = declaredName && read(headers, declaredName);
	const elsewhere = Object.keys(headers)
		.filter((name) => /(^|[-_])id$/i.test(name) && name.toLowerCase() !== declaredName)
		.map((name) => read(headers, name.toLowerCase()));
	const differs = [finding('id_header_differs', values)];
	return [
		...(declared ? [{ text: declared, findings: [] }] : []),
		...elsewhere.flatMap((text) => (text === undefined ? [] : [{ text, findings: differs }])),
	].slice(0, MOST_IDS);
}

function read(headers: DiagnosisInput['headers'], name: string): string | undefined {
	const header = readHeader(headers, name);
	return header.kind === 'value' ? header.value : undefined;
}

function timestampField(value: string, field: string): string | undefined {
	for (const entry of value.split(/[,;\s]+/)) {
		if (entry.startsWith(`${field}=`)) return entry.slice(field.length + 1);
	}
	return undefined;
}
