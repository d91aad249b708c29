// @ts-check
/**
 * Signed timestamps: each case is signed over the text it sends, so that only the timestamp
 * itself can be the ground for a refusal.
 *
 * @typedef {import('./hmacCases').Case} Case
 * @typedef {import('./senders').Sender} Sender
 */
const { bodyBytes, json } = require('./bodies');
const { base } = require('./hmacCases');
const { digest, headers, NOW } = require('./senders');

/** @param {Sender} sender @returns {Case[]} */
function timestamps(sender) {
	const stored = { body: json };
	/** @type {(name: string, sent: number | string, expect: string, more?: object) => Case} */
	const make = (name, sent, expect, more = {}) => {
		const timestamp = /** @type {number} */ (sent);
		const value = sender.value([digest(sender, bodyBytes(stored), { timestamp })], timestamp);
		const accepted = expect === 'valid' ? { matched: 'current' } : {};
		return {
			name,
			...base(sender, stored, { ...more, headers: headers(sender, value, { timestamp }) }),
			expect,
			...accepted,
		};
	};
	const milliseconds = sender.anyTimestamp ? 'valid' : 'timestamp_too_new';
	return [
		make('299 seconds old', NOW - 299, 'valid'),
		make('300 seconds old, the boundary', NOW - 300, 'valid'),
		make('301 seconds old', NOW - 301, 'timestamp_too_old'),
		make('300 seconds ahead, the boundary', NOW + 300, 'valid'),
		make('301 seconds ahead', NOW + 301, 'timestamp_too_new'),
		make('ten years ahead', NOW + 315_360_000, 'timestamp_too_new'),
		make('zero', 0, 'timestamp_too_old'),
		make('in milliseconds', NOW * 1000, milliseconds),
		make('tolerance 0, same second', NOW, 'valid', { toleranceSeconds: 0 }),
		make('tolerance 0, one second old', NOW - 1, 'timestamp_too_old', { toleranceSeconds: 0 }),
		make('tolerance 3600, one hour old', NOW - 3600, 'valid', { toleranceSeconds: 3600 }),
		make('a word', 'hello', 'timestamp_malformed'),
		make('Infinity', 'Infinity', 'timestamp_malformed'),
		make('NaN', 'NaN', 'timestamp_malformed'),
		make('negative', -NOW, 'timestamp_malformed'),
		make('with a sign', `+${NOW}`, 'timestamp_malformed'),
		make('with a fraction', `${NOW}.0`, 'timestamp_malformed'),
		make('in exponent form', '1.7672256e9', 'timestamp_malformed'),
		make('in hexadecimal', '0x69559200', 'timestamp_malformed'),
		make('with digit separators', '1_767_225_600', 'timestamp_malformed'),
		make('followed by letters', `${NOW}junk`, 'timestamp_malformed'),
		make(
			'as an ISO date',
			'2026-01-01T00:00:00Z',
			sender.anyTimestamp ? 'valid' : 'timestamp_malformed',
		),
		make('in other digits', '١٧٦٧٢٢٥٦٠٠', 'timestamp_malformed'),
		make('of 30 digits', '9'.repeat(30), 'timestamp_malformed'),
		...unsigned(sender),
	].map((one) => ({ ...one, name: `timestamp ${one.name}` }));
}

/** Timestamps that are not the signed one. @param {Sender} sender @returns {Case[]} */
function unsigned(sender) {
	const stored = { body: json };
	const stale = NOW - 86_400;
	/** @type {(name: string, signed: number, sent: number | string, expect: string) => Case} */
	const make = (name, signed, sent, expect) => {
		const timestamp = /** @type {number} */ (sent);
		const value = sender.value(
			[digest(sender, bodyBytes(stored), { timestamp: signed })],
			timestamp,
		);
		const all = headers(sender, value, { timestamp });
		return { name, ...base(sender, stored, { headers: all }), expect };
	};
	return [
		make('fresh on a signature of yesterday', stale, NOW, 'signature_mismatch'),
		make('followed by letters that were not signed', NOW, `${NOW}junk`, 'timestamp_malformed'),
	];
}

module.exports = { timestamps };
