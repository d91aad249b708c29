// @ts-check
/**
 * The hostile list: 45 ways in which a delivery is spoilt, faked or unusual, made for any format.
 *
 * @typedef {'accept' | 'refuse' | 'decide' | 'separate' | 'named'} Must
 *   decide: either, as long as nothing else is thrown. separate: accepted, or called another fault
 *   than a wrong signature. named: accepted, or the message says where the fault is.
 *
 * @typedef {object} Trial one request and what must become of it
 * @property {import('./contestants').Request} request
 * @property {Partial<import('./contestants').CheckOptions>} [options]
 *
 * @typedef {object} Row
 * @property {number} number
 * @property {string} title
 * @property {Must} must
 * @property {(kit: ReturnType<typeof import('./kit').kitFor>) => Trial[] | undefined} trials
 *   undefined where the format or the verifier has no such thing
 */

const TOLERANCE = 300;
const TEN_YEARS = 315_360_000;
const utf8 = (/** @type {string} */ text) => Buffer.from(text, 'utf8');

/** Trials of requests alone. @param {import('./contestants').Request[]} requests @returns {Trial[]} */
const each = (...requests) => requests.map((request) => ({ request }));

/** @type {Row[]} */
const rows = [
	{ number: 1, title: 'Genuine', must: 'accept', trials: (kit) => each(kit.sent()) },
	{
		number: 2,
		title: 'Signature header missing',
		must: 'refuse',
		trials: (kit) => each(kit.withValue(undefined), kit.withValue(null)),
	},
	{
		number: 3,
		title: 'Signature header empty',
		must: 'refuse',
		trials: (kit) => each(kit.withValue(''), kit.withValue(' ')),
	},
	{
		number: 4,
		title: 'ID missing',
		must: 'refuse',
		trials: (kit) => kit.hasId && each(kit.withHeader('webhook-id', undefined)),
	},
	{
		number: 5,
		title: 'Time missing',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.withTime('')),
	},
	{
		number: 6,
		title: 'Time is a word or NaN',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.withTime('hello'), kit.withTime('NaN')),
	},
	{
		number: 7,
		title: 'Time is Infinity, and signed',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.sent({ time: 'Infinity' })),
	},
	{
		number: 8,
		title: 'Time is negative, and signed',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.sent({ time: `-${kit.now}` })),
	},
	{
		number: 9,
		title: 'A second older than the tolerance',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.sentAt(-TOLERANCE - 2)),
	},
	{
		number: 10,
		title: 'Just inside the tolerance',
		must: 'accept',
		trials: (kit) => kit.signsTime && each(kit.sentAt(-TOLERANCE + 10)),
	},
	{
		number: 11,
		title: 'Ahead of the clock, by more than the tolerance and by ten years',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.sentAt(TOLERANCE + 10), kit.sentAt(TEN_YEARS)),
	},
	{
		number: 12,
		title: 'Milliseconds where seconds are specified',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(kit.sent({ time: `${kit.now}000` })),
	},
	{
		number: 13,
		title: 'Something behind the digits of the signed time',
		must: 'refuse',
		trials: (kit) =>
			kit.signsTime && each(kit.withTime(`${kit.now}junk`), kit.withTime(`${kit.now}.9`)),
	},
	{
		number: 14,
		title: 'A fresh time on an old signature',
		must: 'refuse',
		trials: (kit) => kit.signsTime && each(...kit.freshened(kit.sentAt(-86_400))),
	},
	{
		number: 15,
		title: 'Tolerance 0 does not switch the check off',
		must: 'refuse',
		trials: (kit) =>
			kit.signsTime && kit.takesTolerance
				? [{ request: kit.sentAt(-86_400), options: { toleranceSeconds: 0 } }]
				: undefined,
	},
	{
		number: 16,
		title: 'Can be asked about the time of arrival',
		must: 'accept',
		trials: (kit) =>
			kit.signsTime && kit.takesNow
				? [{ request: kit.sentAt(-86_400), options: { now: kit.now - 86_400 } }]
				: undefined,
	},
	{
		number: 17,
		title: 'Wrong secret; signature of another body',
		must: 'refuse',
		trials: (kit) =>
			each(kit.sent({ secret: kit.otherSecret }), {
				...kit.sent(),
				body: utf8('{"id":"another"}'),
			}),
	},
	{
		number: 18,
		title: 'Signature cut off',
		must: 'refuse',
		trials: (kit) => each(kit.withDigest(''), kit.withDigest(kit.digest.slice(0, 8))),
	},
	{
		number: 19,
		title: 'Signature with one more character',
		must: 'refuse',
		trials: (kit) => each(kit.withDigest(`${kit.digest}0`), kit.withDigest(`0${kit.digest}`)),
	},
	{
		number: 20,
		title: 'Characters that are no hex or base64, at the right length or between',
		must: 'refuse',
		trials: (kit) =>
			each(
				kit.withDigest(`!!${kit.digest.slice(2)}`),
				kit.withDigest(`${kit.digest.slice(0, 9)}!!${kit.digest.slice(9)}`),
			),
	},
	{
		number: 21,
		title: 'As many letters, but of several bytes each',
		must: 'refuse',
		trials: (kit) => each(kit.withDigest('é'.repeat(kit.digest.length))),
	},
	{
		number: 22,
		title: 'Hex in capitals',
		must: 'decide',
		trials: (kit) => kit.isHex && each(kit.withDigest(kit.digest.toUpperCase())),
	},
	{
		number: 23,
		title: 'White space around the value',
		must: 'decide',
		trials: (kit) => each(kit.withValue(` ${kit.value}`), kit.withValue(`${kit.value}\t`)),
	},
	{
		number: 24,
		title: 'Several signatures, the good one first, in the middle, last',
		must: 'accept',
		trials: (kit) =>
			kit.listed((good, bad) => [
				[good, bad, bad],
				[bad, good, bad],
				[bad, bad, good],
			]),
	},
	{
		number: 25,
		title: 'Several signatures, none good',
		must: 'refuse',
		trials: (kit) => kit.listed((_good, bad) => [[bad, bad]]),
	},
	{
		number: 26,
		title: 'A malformed entry before the good one',
		must: 'accept',
		trials: (kit) => kit.afterMalformed(),
	},
	{
		number: 27,
		title: 'Only versions that nobody knows',
		must: 'refuse',
		trials: (kit) =>
			kit.hasVersions && each(...['v0', 'v2'].map((one) => kit.withValue(kit.asVersion(one)))),
	},
	{
		number: 28,
		title: 'Fields in another order',
		must: 'accept',
		trials: (kit) => kit.hasFields && each(kit.withValue(kit.value.split(',').reverse().join(','))),
	},
	{
		number: 29,
		title: 'Signature header sent twice, as a list',
		must: 'refuse',
		trials: (kit) => each(kit.withValue([kit.value, kit.value])),
	},
	{
		number: 30,
		title: 'Signature header sent twice, joined',
		must: 'decide',
		trials: (kit) => each(kit.withValue(`${kit.value}, ${kit.value}`)),
	},
	{
		number: 31,
		title: 'Header names in any case',
		must: 'accept',
		trials: (kit) => kit.takesHeaders && each(kit.inCapitals()),
	},
	{
		number: 32,
		title: '1,000 bad signatures, within a second',
		must: 'refuse',
		trials: (kit) => kit.listed((_good, bad) => [Array.from({ length: 1000 }, () => bad)]),
	},
	{
		number: 33,
		title: 'One byte changed; JSON written anew; other line ends',
		must: 'refuse',
		trials: (kit) => {
			const request = kit.sent({ body: utf8('{\r\n  "total": 86.50\r\n}') });
			const others = ['{\r\n  "total": 86.60\r\n}', '{"total":86.5}', '{\n  "total": 86.50\n}'];
			return each(...others.map((body) => ({ ...request, body: utf8(body) })));
		},
	},
	{
		number: 34,
		title: 'Umlauts, emoji and Chinese, as bytes and as text',
		must: 'accept',
		trials: (kit) => {
			const text = '{"guest":"Jürgen 🥂 寿司"}';
			const request = kit.sent({ body: utf8(text) });
			return each(request, { ...request, body: text });
		},
	},
	{
		number: 35,
		title: 'A byte order mark before the JSON',
		must: 'accept',
		trials: (kit) => each(kit.sent({ body: utf8('\ufeff{"id":1}') })),
	},
	{
		number: 36,
		title: 'Bytes that are not UTF-8',
		must: 'accept',
		trials: (kit) => each(kit.sent({ body: kit.latin('{"id":"\u00ff\u00fe"}') })),
	},
	{
		number: 37,
		title: 'Other bytes that read alike as text',
		must: 'refuse',
		trials: (kit) => {
			const body = kit.latin('{"id":"\u00fe"}');
			return each({ ...kit.sent({ body: utf8(body.toString('utf8')) }), body });
		},
	},
	{
		number: 38,
		title: 'Empty body, signed',
		must: 'decide',
		trials: (kit) => each(kit.sent({ body: Buffer.alloc(0) })),
	},
	{
		number: 39,
		title: 'No body at all',
		must: 'refuse',
		trials: (kit) => each({ ...kit.sent(), body: undefined }, { ...kit.sent(), body: null }),
	},
	{
		number: 40,
		title: 'A parsed object in place of the bytes',
		must: 'refuse',
		trials: (kit) => each({ ...kit.sent({ body: utf8('{"id":1}') }), body: { id: 1 } }),
	},
	{
		number: 41,
		title: 'Invalid JSON, rightly signed, is no wrong signature',
		must: 'separate',
		trials: (kit) => each(kit.sent({ body: utf8('{"id":') })),
	},
	{
		number: 42,
		title: 'No secret: empty, undefined, null, a prefix alone',
		must: 'refuse',
		trials: (kit) => {
			const request = kit.sent({ key: Buffer.alloc(0) });
			const secrets = ['', undefined, null, ...(kit.hasId ? ['whsec_'] : [])];
			return secrets.map((secret) => ({ request, options: { secret } }));
		},
	},
	{
		number: 43,
		title: 'White space around the secret',
		must: 'named',
		trials: (kit) => [{ request: kit.sent(), options: { secret: ` ${kit.secret}\n` } }],
	},
	// Read in the code, and bench/hostile/basic.js.
	{ number: 44, title: 'Compared in constant time', must: 'refuse', trials: () => undefined },
	{
		number: 45,
		title: 'Basic authentication by RFC 7617',
		must: 'decide',
		trials: () => undefined,
	},
];

module.exports = { rows };
