// @ts-check
/**
 * The cases that every HMAC scheme has, written once over the senders.
 *
 * @typedef {import('./bodies').StoredBody} StoredBody
 * @typedef {import('./senders').Sender} Sender
 * @typedef {Record<string, unknown> & { name: string, expect: string }} Case
 */
const { bodyBytes, json, swapped, valid } = require('./bodies');
const { digest, headers, NOW } = require('./senders');

const SOURCE = 'openssl dgst';

/** @param {Sender} sender @param {StoredBody} stored @param {Record<string, unknown>} more */
const base = (sender, stored, more) => ({
	source: SOURCE,
	secret: sender.secret,
	...more,
	...stored,
	now: NOW,
});

/** Correctly signed bodies, unreadable ones included. @param {Sender} sender @returns {Case[]} */
function acceptedBodies(sender) {
	return Object.entries(valid).map(([name, stored]) => {
		const value = sender.value([digest(sender, bodyBytes(stored))], NOW);
		return {
			name,
			...base(sender, stored, { headers: headers(sender, value) }),
			expect: 'valid',
			matched: 'current',
			asSent: true,
		};
	});
}

/** What was signed is not what arrived. @param {Sender} sender @returns {Case[]} */
function refusedBodies(sender) {
	return Object.entries(swapped).map(([name, [signed, received]]) => {
		const value = sender.value([digest(sender, bodyBytes(signed))], NOW);
		return {
			name,
			...base(sender, received, { headers: headers(sender, value) }),
			expect: 'signature_mismatch',
		};
	});
}

/** Missing, cut, spoilt and repeated signatures; wrong and rotated secrets. @param {Sender} sender @returns {Case[]} */
function signatures(sender) {
	const stored = { body: json };
	const good = digest(sender, bodyBytes(stored));
	const value = sender.value([good], NOW);
	const other = digest(sender, bodyBytes(stored), { secret: sender.otherSecret });
	const previous = digest(sender, bodyBytes(stored), { secret: sender.previousSecret });
	const foreign = sender.encoding === 'hex' ? 'zz' : '!!';
	/** @type {(name: string, value: string | string[] | undefined, expect: string, more?: object) => Case} */
	const make = (name, value, expect, more = {}) => {
		const all = headers(sender, /** @type {string} */ (value));
		if (value === undefined) delete all[sender.header];
		return { name, ...base(sender, stored, { ...more, headers: all }), expect };
	};
	const rotating = { previousSecret: sender.previousSecret };
	const written = (/** @type {string} */ text) => sender.value([text], NOW);
	return [
		make('signature header missing', undefined, 'signature_missing'),
		make('signature header empty', '', 'signature_missing'),
		make('signature header of white space', ' \t ', 'signature_missing'),
		make('signature of another secret', written(other), 'signature_mismatch'),
		make('right secret, received with another one', value, 'signature_mismatch', {
			secret: sender.otherSecret,
		}),
		...(written('') === '' ? [] : [make('digest empty', written(''), 'signature_malformed')]),
		make('digest cut after 8 characters', written(good.slice(0, 8)), 'signature_malformed'),
		make('digest with one more character', written(`${good}0`), 'signature_malformed'),
		make(
			'characters outside the encoding',
			written(foreign + good.slice(2)),
			'signature_malformed',
		),
		make(
			'multi-byte characters at the right length',
			written('é'.repeat(2) + good.slice(2)),
			'signature_malformed',
		),
		make('white space around the header value', ` ${value}\t`, 'valid', { matched: 'current' }),
		make('signature header sent twice', [value, value], 'header_duplicated'),
		make('secret empty', value, 'secret_missing', { secret: '' }),
		make('secret of white space', value, 'secret_missing', { secret: ' \n' }),
		make('secret pasted with white space around it', value, 'valid', {
			secret: ` ${sender.secret}\n`,
			matched: 'current',
		}),
		make('rotation, signed with the previous secret', written(previous), 'valid', {
			...rotating,
			matched: 'previous',
		}),
		make('rotation, signed with the current secret', value, 'valid', {
			...rotating,
			matched: 'current',
		}),
		make('rotation, signed with neither secret', written(other), 'signature_mismatch', rotating),
		...(sender.encoding === 'hex'
			? [make('hex in upper case', written(good.toUpperCase()), 'valid', { matched: 'current' })]
			: []),
	];
}

module.exports = { acceptedBodies, refusedBodies, signatures, base, SOURCE };
