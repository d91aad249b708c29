import type { Platform } from '../../../lib/platform';
import { dedupeKey } from '../../../lib/receive/dedupeKey';
import { goTab } from '../../../platforms/goTab';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { standardWebhooks } from '../../../platforms/standardWebhooks';

const NODE = 'workflow-1 node-1';

function keyOf(
	platform: Platform,
	payload: Record<string, unknown>,
	headers: Record<string, string> = {},
	node = NODE,
): string {
	const body = Buffer.from(JSON.stringify(payload));
	return dedupeKey(node, platform, platform.signature, { headers, body, payload });
}

describe('dedupeKey', () => {
	it('is eight characters of base64url', () => {
		expect(keyOf(olympusCloud, { id: 'evt_1' })).toMatch(/^[\w-]{8}$/);
	});

	it('follows the event id where the platform sends one in the body', () => {
		const first = keyOf(olympusCloud, { id: 'evt_1', attempt: 1 });
		expect(keyOf(olympusCloud, { id: 'evt_1', attempt: 2 })).toBe(first);
		expect(keyOf(olympusCloud, { id: 'evt_2', attempt: 1 })).not.toBe(first);
	});

	it('follows the event id in a header that is signed', () => {
		const first = keyOf(standardWebhooks, { n: 1 }, { 'webhook-id': 'msg_1' });
		expect(keyOf(standardWebhooks, { n: 2 }, { 'webhook-id': 'msg_1' })).toBe(first);
		expect(keyOf(standardWebhooks, { n: 1 }, { 'webhook-id': 'msg_2' })).not.toBe(first);
	});

	it('follows the signed bytes elsewhere, with the timestamp that is signed with them', () => {
		const at = (timestamp: string) => ({ 'x-webhook-timestamp': timestamp });
		const first = keyOf(gustaio, { n: 1 }, at('1767225600'));
		expect(keyOf(gustaio, { n: 1 }, at('1767225600'))).toBe(first);
		expect(keyOf(gustaio, { n: 2 }, at('1767225600'))).not.toBe(first);
		expect(keyOf(gustaio, { n: 1 }, at('1767225601'))).not.toBe(first);
	});

	it('follows no header that is not signed', () => {
		const first = keyOf(goTab, { type: 'ORDER_PLACED' });
		const others = { 'x-gotab-event-target-uuid': 'another', 'x-request-id': 'another' };
		expect(keyOf(goTab, { type: 'ORDER_PLACED' }, others)).toBe(first);
	});

	it('cannot be computed without knowing the node', () => {
		const first = keyOf(olympusCloud, { id: 'evt_1' });
		expect(keyOf(olympusCloud, { id: 'evt_1' }, {}, 'workflow-1 node-2')).not.toBe(first);
		expect(keyOf(olympusCloud, { id: 'evt_1' }, {}, 'workflow-2 node-1')).not.toBe(first);
	});
});
