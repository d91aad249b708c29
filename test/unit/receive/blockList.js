const { BlockList, isIP } = require('net');

/**
 * Node's own answer to whether one of the ranges holds the address.
 *
 * @param {ReadonlyArray<{ address: string, bits: number }>} ranges
 * @param {string} address
 */
function isInBlockList(ranges, address) {
	const list = new BlockList();
	for (const range of ranges) list.addSubnet(range.address, range.bits, familyOf(range.address));
	return list.check(address, familyOf(address));
}

/** @param {string} address */
function familyOf(address) {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/**
 * Whether Node takes the text for an IP address.
 *
 * @param {string} text
 */
function isAddress(text) {
	return isIP(text) !== 0;
}

module.exports = { isAddress, isInBlockList };
