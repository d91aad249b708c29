/*
 * Whether the internet may reach an address, told by how it is written: nothing is looked up.
 */

/** Names that lead no further than the machine or its network. */
const LOCAL_NAME = /^(localhost|.*\.(localhost|local|internal|lan|home\.arpa)|[^.:]+)$/;

const PRIVATE_IPV4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Loopback, unique local and link local. */
const PRIVATE_IPV6 = /^\[(::|f[cd]|fe[89ab])/;

/** An IPv4 address as an IPv6 one. `URL` writes its four bytes as two numbers. */
const MAPPED_IPV4 = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/;

/** Whether a URL is https, and of a host that the internet may reach. */
export function isPublicHttps(url: string): boolean {
	const { protocol, hostname } = new URL(url);
	return protocol === 'https:' && !isLocalHost(hostname);
}

/** Whether only this machine or its own network can reach a host, as `URL` writes it. */
export function isLocalHost(hostname: string): boolean {
	const [, high, low] = MAPPED_IPV4.exec(hostname) ?? [];
	if (high !== undefined) {
		const bytes = [high, low].map((part) => parseInt(part, 16)).flatMap((n) => [n >> 8, n & 255]);
		return PRIVATE_IPV4.test(bytes.join('.'));
	}
	return [LOCAL_NAME, PRIVATE_IPV4, PRIVATE_IPV6].some((form) => form.test(hostname));
}
