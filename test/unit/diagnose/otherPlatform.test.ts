import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';
import { roostSync } from '../../../platforms/roostSync';
import type { Platform } from '../../../lib/platform';
import { BODY, certainly, diagnosed, hmac, NOW, perhaps, SHARED } from '../../support/refusals';

const sentBy = (secret: string): Array<[Platform, Record<string, string>]> => [
	[
		gustaio,
		{
			'x-webhook-signature': hmac(secret, `${NOW}.${BODY}`),
			'x-webhook-timestamp': String(NOW),
		},
	],
	[olympusCloud, { 'x-olympus-signature': `t=${NOW},v1=${hmac(secret, `${NOW}.${BODY}`)}` }],
	[goTab, { 'x-gotab-signature': hmac(secret, BODY), 'x-gotab-event-type': 'TAB_OPENED' }],
	[roostSync, { 'x-roostsync-signature': `sha256=${hmac(secret, BODY)}` }],
];

const pairs = (secret: string, expected: readonly Platform[]) =>
	sentBy(secret).flatMap(([sender, headers]) =>
		expected
			.filter(({ id }) => id !== sender.id)
			.map((platform) => [sender.name, platform.name, platform, headers] as const),
	);

const hmacPlatforms: Platform[] = [gustaio, olympusCloud, goTab, roostSync, custom];

describe('diagnose(a delivery of another platform)', () => {
	it.each(pairs(SHARED, hmacPlatforms))('is sure of %s for %s by its signature', (...one) => {
		const [sender, name, platform, headers] = one;
		expect(diagnosed({ platform, headers })).toEqual(
			certainly('wrong_platform', `is a delivery of ${sender}, while this node is set to ${name}.`),
		);
	});

	it.each(pairs('another secret', hmacPlatforms))('supposes %s for %s by its headers', (...one) => {
		const [sender, , platform, headers] = one;
		expect(diagnosed({ platform, headers })).toEqual(
			perhaps('wrong_platform', `looks like a delivery of ${sender}`),
		);
	});

	it.each(pairs('another secret', [resmio]))('supposes %s for %s, which uses Basic', (...one) => {
		const [sender, , platform, headers] = one;
		const secrets = { username: 'n8n', password: 'kitchen-secret' };
		expect(diagnosed({ platform, headers, secrets })).toEqual(
			perhaps('wrong_platform', `looks like a delivery of ${sender}`),
		);
	});

	it.each([
		['resmio', { id: 1, facility_id: 'the-fish', action: 'BOOKING_CREATED' }],
		['Hostaway', { object: 'reservation', event: 'reservation.updated', data: { id: 1 } }],
	])('supposes %s among those with Basic authentication by the event', (sender, body) => {
		const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
		expect(diagnosed({ platform: goTab, headers, body: JSON.stringify(body) })).toEqual(
			perhaps('wrong_platform', `looks like a delivery of ${sender}`),
		);
	});

	it('supposes none of those with Basic authentication for an event that none has', () => {
		const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
		expect(diagnosed({ platform: goTab, headers })?.cause).toBe('signature_not_sent');
	});

	it('reads no long body to suppose one, because nobody has proved it', () => {
		const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
		const event = { id: 1, facility_id: 'the-fish', action: 'BOOKING_CREATED' };
		const cause = (comment: string) => {
			const body = JSON.stringify({ ...event, comment });
			return diagnosed({ platform: goTab, headers, body })?.cause;
		};
		expect(cause('x'.repeat(1000))).toBe('wrong_platform');
		expect(cause('x'.repeat(256 * 1024))).toBe('signature_not_sent');
	});

	it('is sure of a token only where the event is one of the platform that has its place', () => {
		const update = { objectId: 'O:GHIVJT2ABCRSC', type: 'CREATE', ts: 1537970958000 };
		const body = JSON.stringify({ appId: 'A', merchants: { M: [update] } });
		const headers = { 'x-clover-auth': SHARED };
		expect(diagnosed({ platform: custom, headers, body })).toEqual(
			certainly('wrong_platform', 'is a delivery of Clover'),
		);
		expect(diagnosed({ platform: custom, headers })?.cause).toBe('secret_sent_openly');
	});

	it('supposes one that does not sign by its other headers', () => {
		const headers = { 'x-gotab-event-type': 'TAB_OPENED' };
		expect(diagnosed({ platform: olympusCloud, headers })).toEqual(
			perhaps('wrong_platform', 'looks like a delivery of GoTab'),
		);
	});

	it('names none where two fit alike', () => {
		const headers = {
			'x-gotab-signature': hmac('another secret', BODY),
			'x-roostsync-signature': `sha256=${hmac('another secret', BODY)}`,
		};
		const cause = (body: string) => diagnosed({ platform: olympusCloud, headers, body })?.cause;
		expect(cause('{"event":"order.lost"}')).not.toBe('wrong_platform');
		expect(cause('{"event":"order.completed"}')).toBe('wrong_platform');
	});

	it('names none where the signature fits the expected one but for its age', () => {
		const headers = {
			'x-webhook-signature': hmac(SHARED, `${NOW - 900}.${BODY}`),
			'x-webhook-timestamp': String(NOW - 900),
			authorization: 'Basic YTpi',
		};
		expect(diagnosed({ platform: gustaio, headers })).toEqual(certainly('clock_off'));
	});
});
