import { isMappedSpelling, parseAddress } from './ipAddress';

/** A range of addresses; a single one is the range of its full length. */
export interface AllowedRange {
	family: 4 | 6;
	/** The bits that all addresses of the range share. */
	network: bigint;
	/** How many bits of an address the range leaves open. */
	hostBits: bigint;
}

export type AllowList = { ok: true; entries: AllowedRange[] } | { ok: false; invalid: string };

const BITS = { 4: 32, 6: 128 } as const;

/**
 * Reads a list of IPv4 and IPv6 addresses and CIDR ranges, separated by commas, spaces or line
 * breaks. One unreadable entry makes the whole list unreadable, because leaving it out would either
 * lock somebody out or let somebody in.
 *
 * @returns the ranges, or the first entry that is neither an address nor a range
 */
export function parseAllowList(text: string): AllowList {
	const entries: AllowedRange[] = [];
	for (const entry of text.split(/[\s,]+/)) {
		if (entry === '') continue;
		const range = parseRange(entry);
		if (!range) return { ok: false, invalid: entry };
		entries.push(range);
	}
	return { ok: true, entries };
}

/**
 * Whether one of the ranges holds the address. IPv4 and its IPv6 spelling are the same address; an
 * IPv6 range such as `::/0` holds no IPv4. False for an unknown address and for an empty list.
 */
export function isAllowed(entries: readonly AllowedRange[], address: string | undefined): boolean {
	const parsed = address === undefined ? undefined : parseAddress(address);
	if (!parsed) return false;
	return entries.some(
		({ family, network, hostBits }) =>
			family === parsed.family && parsed.value >> hostBits === network,
	);
}

function parseRange(entry: string): AllowedRange | undefined {
	const slash = entry.indexOf('/');
	const written = slash === -1 ? entry : entry.slice(0, slash);
	const address = parseAddress(written);
	if (!address) return undefined;
	const { family, value } = address;
	let bits: number = BITS[family];
	if (slash !== -1) {
		const length = entry.slice(slash + 1);
		if (!/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
		bits = Number(length) - (isMappedSpelling(written) ? BITS[6] - BITS[4] : 0);
		if (bits < 0 || bits > BITS[family]) return undefined;
	}
	const hostBits = BigInt(BITS[family] - bits);
	return { family, network: value >> hostBits, hostBits };
}
