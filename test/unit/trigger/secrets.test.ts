import { createHmac } from 'crypto';

import type { SignatureScheme } from '../../../lib/signature/scheme';
import { verifierOf } from '../../../nodes/HospitalityTrigger/secrets';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';

const NOW_S = 1_767_225_600;
const loaded = () => ({ secrets: { secret: 'key' }, entered: { secret: 'key' } });

/** Signed ten seconds ago. */
function delivery() {
	const timestamp = String(NOW_S - 10);
	const digest = createHmac('sha256', 'key').update(`${timestamp}.{}`).digest('hex');
	const headers = { 'x-webhook-signature': digest, 'x-webhook-timestamp': timestamp };
	return { headers, body: Buffer.from('{}') };
}

describe('verifierOf', () => {
	it('gives deliveries with the same secrets and settings the same verifier', () => {
		const shared = loaded();
		const settings = () => ({ scheme: gustaio.signature, options: {} });
		expect(verifierOf(settings(), shared)).toBe(verifierOf(settings(), shared));
		expect(verifierOf(settings(), loaded())).not.toBe(verifierOf(settings(), shared));
	});

	it('takes a tolerance that was changed meanwhile', () => {
		const shared = loaded();
		const verdict = (options: { toleranceSeconds?: number }) =>
			verifierOf({ scheme: gustaio.signature, options }, shared)(delivery(), NOW_S * 1000);
		expect(verdict({})).toMatchObject({ valid: true });
		expect(verdict({ toleranceSeconds: 5 })).toMatchObject({ reason: 'timestamp_too_old' });
		expect(verdict({})).toMatchObject({ valid: true });
	});

	it('takes a scheme that was changed meanwhile', () => {
		const shared = loaded();
		const verdict = (scheme: SignatureScheme) =>
			verifierOf({ scheme, options: {} }, shared)(delivery(), NOW_S * 1000);
		expect(verdict(gustaio.signature)).toMatchObject({ valid: true });
		expect(verdict(olympusCloud.signature)).toMatchObject({ reason: 'signature_missing' });
	});
});
