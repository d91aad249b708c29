/** Names that lead no further than the machine or its network. */
const LOCAL_NAME = /^(localhost|.*\.(localhost|local|internal|lan|home\.arpa)|[^.:]+)$/;

const PRIVATE_IPV4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Loopback, unique local, link local, and those that hold an IPv4 address. */
const PRIVATE_IPV6 = /^\[(::|f[cd]|fe[89ab])/;

/** Whether a URL is https, and of a host that the internet may reach. Nothing is looked up. */
export function isPublicHttps(url: string): boolean {
	const { protocol, hostname } = new URL(url);
	const isLocal = [LOCAL_NAME, PRIVATE_IPV4, PRIVATE_IPV6].some((form) => form.test(hostname));
	return protocol === 'https:' && !isLocal;
}
