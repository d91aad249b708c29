import { timestampHeader } from '../../../lib/signature/scheme';
import { verify } from '../../../lib/signature/verify';
import {
	accepted,
	BODY,
	check,
	deliver,
	NOW,
	refused,
	signatureOf,
	withSignature,
	withTimestamp,
} from './delivery';
import { timedSchemes } from './schemes';

const TEN_YEARS = 315_360_000;

describe.each(timedSchemes)('signed timestamp, $name', (one) => {
	test('row 1: accepts a valid delivery and tells its timestamp', () => {
		expect(check(one, deliver(one))).toEqual({ ...accepted, timestampSeconds: NOW });
	});

	test.each(['', ' ', undefined])('row 5: refuses a missing timestamp (%j)', (text) => {
		const header = timestampHeader(one.scheme);
		const delivery = deliver(one);
		if (header) {
			const headers = { ...delivery.headers, [header.toLowerCase()]: text };
			expect(check(one, { ...delivery, headers })).toEqual(refused('timestamp_missing'));
		} else {
			const value = signatureOf(one, delivery).replace(/^t=[^,]*,/, '');
			expect(check(one, withSignature(one, delivery, value))).toEqual(refused('timestamp_missing'));
		}
	});

	test.each(['hello', 'NaN', 'null', 'undefined', 'true', '[]'])(
		'row 6: refuses the timestamp "%s"',
		(text) => {
			const delivery = withTimestamp(one, deliver(one), text);
			expect(check(one, delivery)).toEqual(refused('timestamp_malformed'));
		},
	);

	test.each(['Infinity', '-Infinity', '1e999'])('row 7: refuses the timestamp %s', (text) => {
		const delivery = withTimestamp(one, deliver(one), text);
		expect(check(one, delivery)).toEqual(refused('timestamp_malformed'));
	});

	test('row 8: refuses a negative timestamp', () => {
		const delivery = withTimestamp(one, deliver(one), `-${NOW}`);
		expect(check(one, delivery)).toEqual(refused('timestamp_malformed'));
	});

	test('row 9: refuses a timestamp one second older than the tolerance', () => {
		expect(check(one, deliver(one, { at: NOW - 301 }))).toEqual(refused('timestamp_too_old'));
	});

	test('row 10: accepts just inside the tolerance and exactly on it, on both sides', () => {
		for (const at of [NOW - 299, NOW - 300, NOW + 299, NOW + 300]) {
			expect(check(one, deliver(one, { at }))).toEqual({ ...accepted, timestampSeconds: at });
		}
	});

	test.each([301, TEN_YEARS])('row 11: refuses a timestamp %i seconds in the future', (ahead) => {
		const delivery = deliver(one, { at: NOW + ahead });
		expect(check(one, delivery)).toEqual(refused('timestamp_too_new'));
	});

	test('row 12: reads milliseconds only where the unit is open', () => {
		if (one.rule.unit === 'auto') {
			const verdict = check(one, deliver(one, { at: NOW * 1000 }));
			expect(verdict).toEqual({ ...accepted, timestampSeconds: NOW });
		} else {
			const verdict = check(one, withTimestamp(one, deliver(one), String(NOW * 1000)));
			expect(verdict).toEqual(refused('timestamp_too_new'));
		}
	});

	test.each(['junk', '.9', 'e0', '_0', ' 0', '\u00a0', '０', 'n', '\n'])(
		'row 13: refuses a timestamp followed by %j',
		(junk) => {
			const verdict = check(one, withTimestamp(one, deliver(one), `${NOW}${junk}`));
			expect(verdict).toEqual(refused('timestamp_malformed'));
		},
	);

	test('row 13: refuses another spelling of the signed number', () => {
		for (const text of ['1.7672256e9', '0x69559200', `+${NOW}`, `${NOW}.0`, '1_767_225_600']) {
			const delivery = withTimestamp(one, deliver(one), text);
			expect(check(one, delivery)).toEqual(refused('timestamp_malformed'));
		}
		const padded = withTimestamp(one, deliver(one), `0${NOW}`);
		expect(check(one, padded)).toEqual(refused('signature_mismatch'));
	});

	test('row 14: refuses a stale delivery made to look fresh', () => {
		const stale = deliver(one, { at: NOW - 86_400 });
		const fresh = withTimestamp(one, stale, String(NOW));
		expect(check(one, fresh)).toEqual(refused('signature_mismatch'));
		const name = timestampHeader(one.scheme)?.toLowerCase();
		if (name !== undefined) {
			const twice = { ...stale.headers, [name]: [String(NOW - 86_400), String(NOW)] };
			expect(check(one, { ...stale, headers: twice })).toEqual(refused('header_duplicated'));
			const joined = withTimestamp(one, stale, `${NOW - 86_400}, ${NOW}`);
			expect(check(one, joined)).toEqual(refused('timestamp_malformed'));
		} else {
			const value = signatureOf(one, stale);
			for (const both of [`${value},t=${NOW}`, `t=${NOW},${value}`]) {
				const delivery = withSignature(one, stale, both);
				expect(check(one, delivery)).toEqual(refused('timestamp_malformed'));
			}
		}
	});

	test('row 15: takes a tolerance of 0 as none, not as no check', () => {
		const options = { toleranceSeconds: 0 };
		expect(check(one, deliver(one), options)).toMatchObject(accepted);
		const before = deliver(one, { at: NOW - 1 });
		expect(check(one, before, options)).toEqual(refused('timestamp_too_old'));
		const after = deliver(one, { at: NOW + 1 });
		expect(check(one, after, options)).toEqual(refused('timestamp_too_new'));
	});

	test.each([-1, Number.NaN, Infinity, -Infinity, undefined])(
		'row 15: falls back to the 300 seconds of the scheme for a tolerance of %s',
		(toleranceSeconds) => {
			const inside = deliver(one, { at: NOW - 300 });
			expect(check(one, inside, { toleranceSeconds })).toMatchObject(accepted);
			const outside = deliver(one, { at: NOW - 301 });
			expect(check(one, outside, { toleranceSeconds })).toEqual(refused('timestamp_too_old'));
		},
	);

	test('row 16: takes the time from the caller', () => {
		const delivery = deliver(one);
		expect(check(one, delivery, { now: NOW + 86_400 })).toEqual(refused('timestamp_too_old'));
		expect(check(one, delivery, { now: NOW - 86_400 })).toEqual(refused('timestamp_too_new'));
		expect(check(one, delivery, { now: NOW })).toMatchObject(accepted);
	});

	test.each([Number.NaN, Infinity, -Infinity])(
		'row 16: refuses everything at the time %s',
		(now) => {
			const { headers } = deliver(one);
			const { scheme, secret } = one;
			const verdict = verify({ scheme, secrets: { secret }, headers, body: BODY, now });
			expect(verdict).toMatchObject({ valid: false });
		},
	);
});
