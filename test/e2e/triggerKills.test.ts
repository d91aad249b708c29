import { killRun } from '../../scripts/soak/killRun';
import { startFreshN8n } from './harness/n8n';

jest.setTimeout(600_000);

it('300 events at 20 connections, some twice and some given up, lose none over two kills of n8n, and run again only where a kill met them', async () => {
	const n8n = await startFreshN8n();
	const result = await killRun(n8n, { events: 300, kills: 2 });
	expect(result).toMatchObject({
		events: 300,
		killed: 2,
		lost: 0,
		againElsewhere: 0,
		unknownExecutions: 0,
	});
	expect(result.once + result.againAtKill).toBe(300);
	// So that the run was one that could have gone wrong.
	expect(result.answers).toMatchObject({ other: 0 });
	expect(result.answers.duplicate).toBeGreaterThan(20);
	expect(result.answers.hungUp).toBeGreaterThan(0);
	expect(result.deliveries).toBeGreaterThan(300);
});
