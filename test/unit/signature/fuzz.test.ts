import fc from 'fast-check';

import type { SignatureScheme } from '../../../lib/signature/scheme';
import type { Secrets } from '../../../lib/signature/secret';
import { createVerifier, REFUSALS } from '../../../lib/signature/verify';
import { arbitraryRequest } from './arbitraryRequest';
import { URL } from './delivery';
import { customSchemes, schemes } from './schemes';

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
			fc.property(arbitraryRequest(scheme), ({ headers, body, secrets, clock }) => {
				const verdict = createVerifier(scheme, secrets as Secrets)(
					{ headers, body, url: URL },
					clock,
				);
				const outcome = verdict.valid ? 'accepted' : verdict.reason;
				outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			}),
			{ numRuns },
		);
		// Nobody signed any of it.
		expect(outcomes.get('accepted')).toBeUndefined();
		expect([...outcomes.keys()].filter((outcome) => !(outcome in REFUSALS))).toEqual([]);
		// Many requests got as far as the comparison.
		const last = scheme.kind === 'basic' ? 'authorization_mismatch' : 'signature_mismatch';
		expect(outcomes.get(last)).toBeGreaterThan(numRuns / 20);
	},
	3_600_000,
);
