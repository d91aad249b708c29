import { sleep } from 'n8n-workflow';

import { deliveryTransport } from '../../lib/n8n/deliveryTransport';
import { chaosCases } from '../../sandbox/chaos/cases';
import { outcomeOf, runCase, waitedSeconds } from '../../sandbox/chaos/run';
import { startChaos, type Chaos } from '../../sandbox/chaos/start';
import { executeHelpers } from '../../scripts/n8n/executeContext';

const transport = deliveryTransport(executeHelpers());
let chaos: Chaos;

beforeAll(async () => {
	chaos = await startChaos();
});

afterAll(async () => await chaos.close());

describe('a delivery to an endpoint with', () => {
	it.each(chaosCases.map((chaosCase) => [chaosCase.name, chaosCase] as const))(
		'%s',
		async (_, chaosCase) => {
			const delivery = await runCase(chaosCase, chaos, transport);
			expect(outcomeOf(delivery)).toEqual(chaosCase.expected);
			// Attempts are stamped in whole milliseconds.
			expect(waitedSeconds(delivery)).toBeGreaterThanOrEqual((chaosCase.waitsSeconds ?? 0) - 0.002);

			const arrivals = chaos.ledger.of(delivery.eventId);
			const reaching = chaosCase.url(chaos).startsWith(chaos.url) ? delivery.attempts.length : 0;
			expect(arrivals).toHaveLength(reaching);
			expect(new Set(arrivals.map(({ body }) => body.toString())).size).toBe(Math.min(reaching, 1));
			for (const { response } of delivery.attempts) {
				expect(response.length).toBeLessThanOrEqual(500);
			}
		},
	);

	it('anything of this: no connection is left open', async () => {
		for (let tries = 0; tries < 100 && (await chaos.openConnections()) > 0; tries++) {
			await sleep(20);
		}
		expect(await chaos.openConnections()).toBe(0);
	});
});
