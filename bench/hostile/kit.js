// @ts-check
/** @typedef {import('./contestants').Request} Request */

const BODY = Buffer.from('{"event":"order.created","total":86.5}');

/**
 * What the rows of the hostile list make their requests of, for one verifier and its format.
 *
 * @param {import('./contestants').Contestant} contestant
 * @param {number} now Unix seconds
 */
function kitFor({ format, takesTolerance, takesNow, takesHeaders }, now) {
	const { header, keyOf, secret, otherSecret, sign, list, timeHeader, signsTime } = format;

	/**
	 * A delivery that is rightly signed.
	 *
	 * @param {{ body?: Buffer, time?: string, secret?: string, key?: Buffer }} [options]
	 * @returns {Request}
	 */
	const sent = ({ body = BODY, time = `${now}`, secret: signing = secret, key } = {}) => ({
		headers: sign(body, time, key ?? keyOf(signing)),
		body,
	});
	/** @param {number} seconds after now */
	const sentAt = (seconds) => sent({ time: `${now + seconds}` });
	/** @param {Request} request */
	const valueOf = ({ headers }) => String(headers[header]);
	/** @param {Request} request */
	const digestOf = (request) =>
		valueOf(request)
			.split(/^sha256=|^v1,|v1=/)
			.at(-1) ?? '';
	const value = valueOf(sent());
	const digest = digestOf(sent());
	const badDigest = digestOf(sent({ secret: otherSecret }));

	/** @param {string} name @param {unknown} other @param {Request} [request] @returns {Request} */
	const withHeader = (name, other, request = sent()) => ({
		...request,
		headers: { ...request.headers, [name]: other },
	});
	/** The delivery with another value of its signature header. @param {unknown} other */
	const withValue = (other) => withHeader(header, other);
	/** The delivery with another time, under the signature of the right one. @param {string} time @param {Request} [request] */
	const withTime = (time, request = sent()) =>
		timeHeader
			? withHeader(timeHeader, time, request)
			: withHeader(header, valueOf(request).replace(/t=[^,]*/, `t=${time}`), request);
	const versioned = /v1[,=]/.test(value);

	return {
		now,
		secret,
		otherSecret,
		value,
		digest,
		signsTime: signsTime || undefined,
		hasId: timeHeader === 'webhook-timestamp' || undefined,
		isHex: format.encoding === 'hex' || undefined,
		hasVersions: versioned || undefined,
		hasFields: value.startsWith('t=') || undefined,
		takesTolerance,
		takesNow,
		takesHeaders: takesHeaders || undefined,
		sent,
		sentAt,
		withHeader,
		withValue,
		withTime,
		/** @param {string} other */
		withDigest: (other) => withValue(value.replace(digest, () => other)),
		/** @param {string} version */
		asVersion: (version) => value.replace(/v1(?=[,=])/, version),
		/** Ways to make an old delivery look fresh. @param {Request} old */
		freshened: (old) => {
			const replaced = withTime(`${now}`, old);
			if (timeHeader) return [replaced];
			const both = [`${valueOf(old)},t=${now}`, `t=${now},${valueOf(old)}`];
			return [replaced, ...both.map((one) => withHeader(header, one, old))];
		},
		/**
		 * Deliveries with several signatures.
		 *
		 * @param {(good: string, bad: string) => string[][]} choose
		 */
		listed: (choose) =>
			list &&
			choose(digest, badDigest).map((digests) => ({
				request: withValue(list(digests, `${now}`)),
			})),
		/** Deliveries whose good signature stands behind something that is none. */
		afterMalformed: () =>
			list &&
			(timeHeader ? ['v1', 'v1,', 'x'] : ['v1', 'v1=', 'x']).map((malformed) => ({
				request: withValue(
					timeHeader ? `${malformed} ${value}` : `t=${now},${malformed},v1=${digest}`,
				),
			})),
		/** The delivery with the names of its headers in capitals. @returns {Request} */
		inCapitals: () => {
			const { headers, body } = sent();
			const entries = Object.entries(headers).map(([name, one]) => [name.toUpperCase(), one]);
			return { headers: Object.fromEntries(entries), body };
		},
		/** Each letter as the one byte of its number. @param {string} text */
		latin: (text) => Buffer.from(text, 'latin1'),
	};
}

module.exports = { kitFor };
