/** An address as a number. IPv4 written as IPv6 (`::ffff:192.0.2.1`) is IPv4. */
export interface IpAddress {
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
export function isMappedSpelling(text: string): boolean {
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
