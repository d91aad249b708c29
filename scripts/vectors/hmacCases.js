// @ts-check
/**
 * The cases that every HMAC scheme has, written once over the senders.
 *
 * @typedef {import('./bodies').StoredBody} StoredBody
 * @typedef {import('./senders').Sender} Sender
 * @typedef {Record<string, unknown> & { name: string, expect: string }} Case
 */
const { bodyBytes, json, swapped, valid } = require('./bodies');
const { withFields } = require('./fieldBodies');
const { digest, headers, signsUrl, ID, NOW, URL } = require('./senders');

const SOURCE = 'openssl dgst';

/** @param {Sender} sender @param {StoredBody} stored @param {Record<string, unknown>} more */
const base = (sender, stored, more) => ({
	source: SOURCE,
	secret: sender.secret,
	...(signsUrl(sender) && { url: URL }),
	...more,
	...stored,
	now: NOW,
});

/** Correctly signed bodies, unreadable ones included. @param {Sender} sender @returns {Case[]} */
function acceptedBodies(sender) {
	return Object.entries(valid).map(([name, one]) => {
		const { stored, lacksField } = withFields(sender, one);
		const value = sender.value([digest(sender, bodyBytes(stored))], NOW);
		const all = { name, ...base(sender, stored, { headers: headers(sender, value) }) };
		return lacksField
			? { ...all, expect: 'field_missing' }
			: { ...all, expect: 'valid', matched: 'current', asSent: true };
	});
}

/** What was signed is not what arrived. @param {Sender} sender @returns {Case[]} */
function refusedBodies(sender) {
	return Object.entries(swapped).map(([name, [before, after]]) => {
		const [signed, received] = [before, after].map((one) => withFields(sender, one));
		const value = sender.value([digest(sender, bodyBytes(signed.stored))], NOW);
		return {
			name,
			...base(sender, received.stored, { headers: headers(sender, value) }),
			expect: received.lacksField ? 'field_missing' : 'signature_mismatch',
		};
	});
}

/** Missing, cut, spoilt and repeated signatures; wrong and rotated secrets. @param {Sender} sender @returns {Case[]} */
function signatures(sender) {
	const { stored } = withFields(sender, { body: json });
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

/** A header of the ID, and a URL, that are part of what is signed. @param {Sender} sender @returns {Case[]} */
function places(sender) {
	const { idHeader } = sender;
	const { stored } = withFields(sender, { body: json });
	const value = sender.value([digest(sender, bodyBytes(stored))], NOW);
	/** @type {(name: string, expect: string, more: object) => Case} */
	const make = (name, expect, more) => ({
		name,
		...base(sender, stored, { headers: headers(sender, value), ...more }),
		expect,
	});
	/** @param {string | string[] | undefined} id */
	const withId = (id) => {
		const { [String(idHeader)]: _, ...all } = headers(sender, value);
		return { headers: id === undefined ? all : { ...all, [String(idHeader)]: id } };
	};
	return [
		...(idHeader
			? [
					make('id missing', 'id_missing', withId(undefined)),
					make('id empty', 'id_missing', withId('')),
					make('id changed', 'signature_mismatch', withId(`${ID}x`)),
					make('id sent twice', 'header_duplicated', withId([ID, ID])),
				]
			: []),
		...(signsUrl(sender)
			? [
					make('signed for another URL', 'signature_mismatch', { url: `${URL}/` }),
					make('URL unknown', 'url_missing', { url: undefined }),
				]
			: []),
	];
}

module.exports = { acceptedBodies, refusedBodies, signatures, places, base, SOURCE };
