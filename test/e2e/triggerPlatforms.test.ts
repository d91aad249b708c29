import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { documentedDelivery } from '../support/documentedDelivery';
import { documentedOf } from '../support/platformFiles';
import { newId, signed, signsTime } from '../support/senders';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { type Receiving, startReceiving } from './trigger/receiving';

jest.setTimeout(120_000);

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);

let n8n: SharedN8n;
const receiving = new Map<string, Receiving>();

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	await Promise.all(
		all.map(async ([id]) => receiving.set(id, await startReceiving(n8n, { platform: id }))),
	);
});

function receivingOf(platform: string): Receiving {
	const found = receiving.get(platform);
	if (!found) throw new Error(`Nothing receives ${platform}`);
	return found;
}

describe.each(all)('a documented delivery of %s', (id, platform) => {
	it('starts the workflow with one item in the common shape', async () => {
		const { body, headers, item, payload, shown } = documentedDelivery(id);
		const eventId = typeof item.eventId === 'string' ? item.eventId : newId();
		const sent = { ...headers, ...(await signed(id, body, { id: eventId })) };
		const { url, received, runs } = receivingOf(id);
		const answer = await post(url, { headers: sent, body });
		expect([answer.status, answer.body]).toEqual([200, { received: true }]);

		const items = await received(1);
		const isBasic = documentedOf(id).signature.kind === 'basic';
		expect(items).toEqual([
			{
				...item,
				data: platform.payload.data.length > 0 ? payload.data : payload,
				payload,
				schemaIssues: [],
				receivedAt: expect.stringMatching(ISO_UTC),
				verification: {
					verified: true,
					scheme: isBasic ? 'basic' : 'hmac-sha256',
					matchedSecret: 'current',
					checks: [
						isBasic ? 'password' : 'signature',
						...(signsTime(id) ? ['timestamp'] : []),
						'duplicate',
					],
					signedAt: signsTime(id) ? expect.stringMatching(ISO_UTC) : null,
					headers: shown,
				},
			},
		]);
		expect(await runs()).toBe(1);
	});
});

describe('a documented delivery is refused by every other platform, where it is one of', () => {
	beforeAll(async () => {
		await Promise.all(all.map(async ([id]) => await receivingOf(id).proveSecret()));
	});

	it.each(all)('%s', async (id) => {
		const { body } = documentedDelivery(id);
		const headers = await signed(id, body);
		const others = all.filter(([other]) => other !== id);
		const statuses = await Promise.all(
			others.map(async ([other]) => (await post(receivingOf(other).url, { headers, body })).status),
		);
		expect(statuses).toEqual(others.map(() => 401));
	});
});
