import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { documentedDeliveries, shownHeaders } from './trigger/documentedDeliveries';
import { type Receiving, startReceiving } from './trigger/receiving';
import { type PlatformId, platformIds, signed } from './trigger/signers';

jest.setTimeout(120_000);

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TIMED: PlatformId[] = ['gustaio', 'olympusCloud', 'standardWebhooks'];

let n8n: SharedN8n;
let receiving: Record<PlatformId, Receiving>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	const started = await Promise.all(
		platformIds.map(async (platform) => [platform, await startReceiving(n8n, { platform })]),
	);
	receiving = Object.fromEntries(started) as typeof receiving;
});

describe.each(platformIds)('a documented delivery of %s', (platform) => {
	const { body, headers, output, verification } = documentedDeliveries[platform];

	it('starts the workflow with one item in the common shape', async () => {
		const signature = await signed(platform, body, { id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W' });
		const { url, received, runs } = receiving[platform];
		const answer = await post(url, { headers: { ...headers, ...signature }, body });
		expect([answer.status, answer.body]).toEqual([200, { received: true }]);

		const items = await received(1);
		expect(items).toEqual([
			{
				...output,
				schemaIssues: [],
				receivedAt: expect.stringMatching(ISO_UTC),
				verification: {
					...verification,
					signedAt: TIMED.includes(platform) ? expect.stringMatching(ISO_UTC) : null,
					headers: { 'content-type': 'application/json', ...shownHeaders[platform] },
				},
			},
		]);
		expect(await runs()).toBe(1);
	});
});

it('keeps the seven platforms apart: none accepts the delivery of another', async () => {
	for (const sender of platformIds) {
		const { body } = documentedDeliveries[sender];
		const headers = await signed(sender, body);
		// Gustaio and Custom share a header name, and Custom signs less.
		const others = platformIds.filter((other) => other !== sender);
		const statuses = await Promise.all(
			others.map(async (other) => (await post(receiving[other].url, { headers, body })).status),
		);
		expect([sender, statuses]).toEqual([sender, [401, 401, 401, 401, 401, 401]]);
	}
});
