import Stripe from 'stripe';

import type { HmacScheme } from '../../../lib/signature/scheme';
import { custom } from '../../../platforms/custom';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { BODY, certainly, diagnosed, hmac, NOW, perhaps, SHARED } from './refusals';

describe('diagnose(a refused time)', () => {
	const signedAt = (timestamp: number | string, secret = SHARED) => ({
		'x-olympus-signature': `t=${timestamp},v1=${hmac(secret, `${timestamp}.${BODY}`)}`,
	});

	it.each([
		[NOW - 412, 'made 412 seconds ago'],
		[NOW + 412, 'made 412 seconds ahead of now'],
	])('finds the clock off at %d', (timestamp, words) => {
		const found = diagnosed({ platform: olympusCloud, headers: signedAt(timestamp) });
		expect(found).toEqual(certainly('clock_off', words));
		expect(found?.explanation).not.toContain('UTC');
	});

	it("finds it in stripe's signature", () => {
		const value = Stripe.webhooks.generateTestHeaderString({
			payload: BODY,
			secret: SHARED,
			timestamp: NOW - 301,
		});
		const headers = { 'x-olympus-signature': value };
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('clock_off', 'made 301 seconds ago'),
		);
	});

	it('finds it with a body over 1 MB', () => {
		const body = `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`;
		const timestamp = NOW - 1000;
		const value = `t=${timestamp},v1=${hmac(SHARED, `${timestamp}.${body}`)}`;
		const headers = { 'x-olympus-signature': value };
		expect(diagnosed({ platform: olympusCloud, headers, body })).toEqual(
			certainly('clock_off', 'made 1000 seconds ago'),
		);
	});

	it('suspects the time zone when whole hours are missing', () => {
		const headers = signedAt(NOW + 7200 - 3);
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('clock_off', 'local time for UTC'),
		);
	});

	it('claims nothing about the clock unless the signature fits', () => {
		const headers = signedAt(NOW - 412, 'another secret');
		expect(diagnosed({ platform: olympusCloud, headers })).toBeNull();
	});

	it('finds milliseconds for seconds', () => {
		const words = 'sent in milliseconds, while seconds are expected';
		const right = signedAt(`${NOW}123`);
		expect(diagnosed({ platform: olympusCloud, headers: right })).toEqual(
			certainly('timestamp_unit', words),
		);
		const wrong = signedAt(`${NOW}123`, 'another secret');
		expect(diagnosed({ platform: olympusCloud, headers: wrong })).toEqual(
			perhaps('timestamp_unit', words),
		);
	});

	it('finds seconds for milliseconds', () => {
		const scheme: HmacScheme = {
			...custom.signature,
			signedContent: '{timestamp}.{body}',
			timestamp: { source: { header: 'X-Time' }, unit: 'ms', toleranceSeconds: 300 },
		};
		const headers = {
			'x-webhook-signature': hmac(SHARED, `${NOW}.${BODY}`),
			'x-time': String(NOW),
		};
		expect(diagnosed({ platform: custom, scheme, headers })).toEqual(
			certainly('timestamp_unit', 'sent in seconds, while milliseconds are expected'),
		);
	});

	it('finds that the time is signed in seconds and sent in milliseconds', () => {
		const value = `t=${NOW}123,v1=${hmac(SHARED, `${NOW}.${BODY}`)}`;
		const headers = { 'x-olympus-signature': value };
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			certainly('timestamp_unit', 'while the seconds it was signed in are expected'),
		);
	});

	it.each(['2026-01-01T00:00:00Z', `${NOW}.5`])('finds the time written as %s', (timestamp) => {
		expect(diagnosed({ platform: olympusCloud, headers: signedAt(timestamp) })).toEqual(
			certainly('timestamp_format', 'not written as a whole number'),
		);
	});

	it('does not excuse a fresh time put beside the signed one', () => {
		const [old] = Object.values(signedAt(NOW - 1000));
		const headers = { 'x-olympus-signature': `${old},t=${NOW}` };
		expect(diagnosed({ platform: olympusCloud, headers })?.cause).not.toBe('timestamp_format');
	});
});
