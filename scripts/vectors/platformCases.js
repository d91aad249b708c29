// @ts-check
/**
 * What only one kind of signature header can go through.
 *
 * @typedef {import('./hmacCases').Case} Case
 */
const { bodyBytes, json } = require('./bodies');
const { base } = require('./hmacCases');
const { withFields } = require('./fieldBodies');
const { digest, headers, NOW } = require('./senders');

/** @typedef {import('./senders').Sender} Sender */

/** @param {Sender} sender */
function toolkit(sender) {
	const { stored } = withFields(sender, { body: json });
	return {
		good: digest(sender, bodyBytes(stored)),
		bad: digest(sender, bodyBytes(stored), { secret: sender.otherSecret }),
		/** @type {(name: string, value: string, expect: string, change?: (headers: Record<string, string | string[]>) => void) => Case} */
		make(name, value, expect, change = () => undefined) {
			const all = headers(sender, value);
			change(all);
			const accepted = expect === 'valid' ? { matched: 'current' } : {};
			return { name, ...base(sender, stored, { headers: all }), expect, ...accepted };
		},
	};
}

/** @param {Sender} sender @returns {Case[]} */
function stripe(sender) {
	const { good, bad, make } = toolkit(sender);
	const stale = NOW - 86_400;
	const old = digest(sender, bodyBytes({ body: json }), { timestamp: stale });
	return [
		make('several v1, the first is good', `t=${NOW},v1=${good},v1=${bad},v1=${bad}`, 'valid'),
		make('several v1, the middle one is good', `t=${NOW},v1=${bad},v1=${good},v1=${bad}`, 'valid'),
		make('several v1, the last is good', `t=${NOW},v1=${bad},v1=${bad},v1=${good}`, 'valid'),
		make('several v1, none good', `t=${NOW},v1=${bad},v1=${bad}`, 'signature_mismatch'),
		make('t not first', `v1=${good},t=${NOW}`, 'valid'),
		make('spaces after the commas', `t=${NOW}, v1=${good}`, 'valid'),
		make('unknown fields beside v1', `t=${NOW},v0=${bad},v1=${good},x=1`, 'valid'),
		make('v1 without value before a good one', `t=${NOW},v1,v1=${good}`, 'valid'),
		make('empty v1 before a good one', `t=${NOW},v1=,v1=${good}`, 'valid'),
		make('empty entries', `,,t=${NOW},,v1=${good},`, 'valid'),
		make('only unknown versions', `t=${NOW},v0=${good},v2=${good}`, 'signature_unsupported'),
		make('t only', `t=${NOW}`, 'signature_unsupported'),
		make('v1 only', `v1=${good}`, 'timestamp_missing'),
		make('empty t', `t=,v1=${good}`, 'timestamp_malformed'),
		make('no fields at all', good, 'signature_malformed'),
		make('numeric v1', `t=${NOW},v1=1234567890`, 'signature_malformed'),
		make('equal t twice', `t=${NOW},t=${NOW},v1=${good}`, 'timestamp_malformed'),
		make(
			'fresh t after a stale signed one',
			`t=${stale},v1=${old},t=${NOW}`,
			'timestamp_malformed',
		),
		make(
			'fresh t before a stale signed one',
			`t=${NOW},t=${stale},v1=${old}`,
			'timestamp_malformed',
		),
		make(
			'sent twice and joined on the way',
			`t=${NOW},v1=${good}, t=${NOW},v1=${good}`,
			'timestamp_malformed',
		),
	];
}

/** @param {Sender} sender @returns {Case[]} */
function hmac(sender) {
	const { good, make } = toolkit(sender);
	const time = sender.timestampHeader;
	return [
		make('signature header joined on the way', `${good}, ${good}`, 'signature_malformed'),
		make('prefix that is not part of the scheme', `sha256=${good}`, 'signature_malformed'),
		...(time === undefined
			? []
			: [
					make('timestamp header missing', good, 'timestamp_missing', (all) => {
						delete all[time];
					}),
					make('timestamp header empty', good, 'timestamp_missing', (all) => {
						all[time] = '';
					}),
					make('timestamp header sent twice', good, 'header_duplicated', (all) => {
						all[time] = [String(NOW), String(NOW)];
					}),
					make('timestamp header joined on the way', good, 'timestamp_malformed', (all) => {
						all[time] = `${NOW}, ${NOW}`;
					}),
				]),
	];
}

/** @param {Sender} sender @returns {Case[]} */
function github(sender) {
	const { good, make } = toolkit(sender);
	return [
		make(
			'signature header joined on the way',
			`sha256=${good}, sha256=${good}`,
			'signature_malformed',
		),
		make('prefix missing', good, 'signature_malformed'),
		make('prefix of another algorithm', `sha1=${good}`, 'signature_malformed'),
		make('prefix in upper case', `SHA256=${good}`, 'signature_malformed'),
		make('space after the prefix', `sha256= ${good}`, 'valid'),
	];
}

/** @param {Sender} sender @returns {Case[]} */
function standardWebhooks(sender) {
	const { good, bad, make } = toolkit(sender);
	const time = String(sender.timestampHeader);
	return [
		make('several v1, the first is good', `v1,${good} v1,${bad} v1,${bad}`, 'valid'),
		make('several v1, the middle one is good', `v1,${bad} v1,${good} v1,${bad}`, 'valid'),
		make('several v1, the last is good', `v1,${bad} v1,${bad} v1,${good}`, 'valid'),
		make('several v1, none good', `v1,${bad} v1,${bad}`, 'signature_mismatch'),
		make('two spaces between signatures', `v1,${bad}  v1,${good}`, 'valid'),
		make('v1 without comma before a good one', `v1 v1,${good}`, 'valid'),
		make('empty v1 before a good one', `v1, v1,${good}`, 'valid'),
		make('unknown version beside a good one', `v2,${bad} v1,${good}`, 'valid'),
		make('only unknown versions', `v0,${good} v2,${good}`, 'signature_unsupported'),
		make('version in upper case', `V1,${good}`, 'signature_unsupported'),
		make('digest without version', good, 'signature_malformed'),
		make(
			'junk inside the base64',
			`v1,${good.slice(0, 9)}!!${good.slice(9)}`,
			'signature_malformed',
		),
		make('base64 in the URL alphabet', `v1,_-${good.slice(2)}`, 'signature_malformed'),
		make('sent twice and joined on the way', `v1,${good}, v1,${good}`, 'header_duplicated'),
		make('timestamp missing', `v1,${good}`, 'timestamp_missing', (all) => {
			delete all[time];
		}),
		make('timestamp sent twice', `v1,${good}`, 'header_duplicated', (all) => {
			all[time] = [String(NOW), String(NOW)];
		}),
		...secrets(sender),
	];
}

/** The forms in which a `whsec_` secret is copied around. @param {Sender} sender @returns {Case[]} */
function secrets(sender) {
	const { good, make } = toolkit(sender);
	const key = sender.secret.replace('whsec_', '');
	/** @type {(name: string, secret: string, expect: string) => Case} */
	const withSecret = (name, secret, expect) => ({ ...make(name, `v1,${good}`, expect), secret });
	return [
		withSecret('secret without prefix', key, 'valid'),
		withSecret('secret without padding', `whsec_${key.replaceAll('=', '')}`, 'valid'),
		withSecret('secret that is the prefix alone', 'whsec_', 'secret_malformed'),
		withSecret('secret that is not base64', 'whsec_not base64!', 'secret_malformed'),
	];
}

module.exports = { github, hmac, standardWebhooks, stripe };
