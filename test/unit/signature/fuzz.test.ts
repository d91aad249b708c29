import fc from 'fast-check';

import type { SignatureScheme } from '../../../lib/signature/scheme';
import type { Secrets } from '../../../lib/signature/secret';
import { createVerifier, REFUSALS } from '../../../lib/signature/verify';
import { arbitraryRequest } from './arbitraryRequest';
import { URL } from './delivery';
import { customSchemes, schemes, signsField } from './schemes';

/** Set by `node scripts/fuzz.js`, for longer runs than a test should take. */
declare const FUZZ_RUNS: number | undefined;
const total = typeof FUZZ_RUNS === 'number' ? FUZZ_RUNS : 20_000;

const declared: Array<[string, SignatureScheme]> = [
	...Object.entries(schemes),
	...Object.entries(customSchemes),
];
const numRuns = Math.ceil(total / declared.length);

test.each(declared)(
	'every request to %s has a verdict',
	(_, scheme) => {
		const outcomes = new Map<string, number>();
		fc.assert(
			fc.property(arbitraryRequest(scheme), ({ headers, query, body, secrets, clock }) => {
				const request = { headers, query, body, url: URL };
				const verdict = createVerifier(scheme, secrets as Secrets)(request, clock);
				const outcome = verdict.valid ? 'accepted' : verdict.reason;
				outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			}),
			{ numRuns },
		);
		// Nobody signed any of it.
		expect(outcomes.get('accepted')).toBeUndefined();
		expect([...outcomes.keys()].filter((outcome) => !(outcome in REFUSALS))).toEqual([]);
		// Many requests got as far as the comparison.
		expect(outcomes.get(lastRefusal(scheme))).toBeGreaterThan(numRuns / 20);
	},
	3_600_000,
);

/** What is compared last. No random body has the field that some sign. */
function lastRefusal(scheme: SignatureScheme): string {
	if (signsField(scheme)) return 'field_missing';
	return { hmac: 'signature', basic: 'authorization', token: 'token' }[scheme.kind] + '_mismatch';
}
