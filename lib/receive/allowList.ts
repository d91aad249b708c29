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
 * Whether an address may call: any without a list, none with a list that cannot be read.
 *
 * @param list as the user entered it
 */
export function isCallerAllowed(list: string | undefined, address: string | undefined): boolean {
	if (list === undefined || list.trim() === '') return true;
	const parsed = parseAllowList(list);
	return parsed.ok && isAllowed(parsed.entries, address);
}

/**
 * Reads a list of IPv4 and IPv6 addresses and CIDR ranges, separated by commas, spaces or line
 * breaks. One unreadable entry makes the whole list unreadable: leaving it out would either keep a
 * caller out or let one in. So does a list of separators alone, which would keep all callers out.
 *
 * @returns the ranges, none for a blank list; or the first entry that is neither an address nor a
 * range
 */
export function parseAllowList(text: string): AllowList {
	if (text.includes(',') && /^[\s,]*$/.test(text)) return { ok: false, invalid: text.trim() };
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

/** An address as a number. IPv4 written as IPv6 (`::ffff:192.0.2.1`) is IPv4. */
interface IpAddress {
	family: 4 | 6;
	value: bigint;
}

const IPV4_IN_IPV6 = 0xffffn;

/**
 * Reads an IPv4 or IPv6 address, or returns undefined. A zone id (`%eth0`) is dropped: it names an
 * interface of this machine and says nothing about the peer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2
 */
export function parseAddress(text: string): IpAddress | undefined {
	const ipv4 = parseIpv4(text);
	if (ipv4 !== undefined) return { family: 4, value: ipv4 };
	const value = parseIpv6(text.replace(/%[0-9a-z.:-]+$/i, ''));
	if (value === undefined) return undefined;
	return value >> 32n === IPV4_IN_IPV6
		? { family: 4, value: BigInt.asUintN(32, value) }
		: { family: 6, value };
}

/** Whether the text stands for IPv4 in the spelling of IPv6, whose prefixes count from bit 96. */
function isMappedSpelling(text: string): boolean {
	return text.includes(':') && parseAddress(text)?.family === 4;
}

function parseIpv4(text: string): bigint | undefined {
	const octets = text.split('.');
	// Leading zeros are refused, because some read 010 as eight and some as ten.
	if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet))) {
		return undefined;
	}
	let value = 0n;
	for (const octet of octets) {
		if (Number(octet) > 255) return undefined;
		value = (value << 8n) | BigInt(octet);
	}
	return value;
}

const GROUPS = 8;

function parseIpv6(text: string): bigint | undefined {
	const halves = text.split('::');
	if (halves.length > 2 || text.length > 45) return undefined;
	const head = parseGroups(halves[0], halves.length === 1);
	const tail = halves.length === 2 ? parseGroups(halves[1], true) : [];
	if (!head || !tail) return undefined;
	const missing = GROUPS - head.length - tail.length;
	// `::` stands for at least one group.
	if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
	const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
	return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** @param isEnd whether the address ends here: only there may IPv4 notation stand */
function parseGroups(text: string, isEnd: boolean): bigint[] | undefined {
	if (text === '') return [];
	const groups: bigint[] = [];
	const parts = text.split(':');
	for (const [index, part] of parts.entries()) {
		if (/^[0-9a-f]{1,4}$/i.test(part)) {
			groups.push(BigInt(`0x${part}`));
			continue;
		}
		const ipv4 = isEnd && index === parts.length - 1 ? parseIpv4(part) : undefined;
		if (ipv4 === undefined) return undefined;
		groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
	}
	return groups;
}
