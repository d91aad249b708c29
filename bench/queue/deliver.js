// @ts-check

/**
 * @param {string} url
 * @param {import('../n8n/fire').Message} message
 * @returns {Promise<boolean>} whether there was an answer
 * @throws {Error} when it is not 200
 */
async function deliver(url, { headers, body }) {
	/** @type {Response} */
	let response;
	let text;
	try {
		response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
		text = await response.text();
	} catch {
		return false;
	}
	if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text}`);
	return true;
}

/**
 * @template T
 * @param {T[]} items
 * @param {number} atATime
 * @param {(item: T, index: number) => Promise<void>} work
 */
async function each(items, atATime, work) {
	let next = 0;
	const lane = async () => {
		while (next < items.length) {
			const index = next++;
			await work(items[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, lane));
}

module.exports = { deliver, each };
