import type { Platform } from '../../lib/platform';
import type { HmacScheme } from '../../lib/signature/scheme';
import type { Secrets } from '../../lib/signature/secret';
import { sign } from '../../lib/signature/sign';
import { createVerifier } from '../../lib/signature/verify';
import { platforms } from '../../platforms';
import { outgoing } from './platforms/outgoing';

const NOW_SECONDS = 1_767_225_600;
const NOW = NOW_SECONDS * 1000;

const all: Array<[string, Platform]> = platforms.map((platform) => [platform.id, platform]);
const withHmac = all.filter(([, { signature }]) => signature.kind === 'hmac');
const withTimestamp = withHmac.filter(([, p]) => (p.signature as HmacScheme).timestamp);

function secretsFor({ signature }: Platform): Secrets {
	if (signature.kind === 'basic') return { username: 'n8n', password: 'pass:word' };
	return {
		secret:
			signature.kind === 'hmac' && signature.secretFormat === 'whsec'
				? 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
				: 'a-shared-secret',
	};
}

function otherSecretsFor({ signature }: Platform): Secrets {
	if (signature.kind === 'basic') return { username: 'n8n', password: 'pass:wort' };
	return {
		secret:
			signature.kind === 'hmac' && signature.secretFormat === 'whsec'
				? 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
				: 'another-secret',
	};
}

function signedSample(platform: Platform, timestampSeconds = NOW_SECONDS) {
	const body = Buffer.from(JSON.stringify(platform.envelope(outgoing(platform.events[0]))));
	const headers = sign({
		scheme: platform.signature,
		secrets: secretsFor(platform),
		body,
		id: 'msg_1',
		timestampSeconds,
	});
	return { body, headers };
}

describe.each(all)('the signature of %s', (_, platform) => {
	it('accepts its own signature, from the header spelling it declares and from lower case', () => {
		const { body, headers } = signedSample(platform);
		const verifier = createVerifier(platform.signature, secretsFor(platform));
		expect(verifier({ headers, body }, NOW)).toMatchObject({ valid: true, matched: 'current' });
		const lowerCase = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		expect(verifier({ headers: lowerCase, body }, NOW)).toMatchObject({ valid: true });
	});

	it('refuses another secret', () => {
		const { body, headers } = signedSample(platform);
		const verifier = createVerifier(platform.signature, otherSecretsFor(platform));
		const reason =
			platform.signature.kind === 'basic' ? 'authorization_mismatch' : 'signature_mismatch';
		expect(verifier({ headers, body }, NOW)).toEqual({ valid: false, reason });
	});

	it('refuses a request that lacks any one of the headers it signs with', () => {
		const { body, headers } = signedSample(platform);
		const verifier = createVerifier(platform.signature, secretsFor(platform));
		for (const missing of Object.keys(headers)) {
			const rest = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing));
			expect(verifier({ headers: rest, body }, NOW)).toMatchObject({
				valid: false,
				reason: expect.stringMatching(/_missing$/),
			});
		}
	});
});

describe.each(withHmac)('%s, which signs the body,', (_, platform) => {
	const verifier = createVerifier(platform.signature, secretsFor(platform));

	it('refuses a body with one changed byte, wherever it is', () => {
		const { body, headers } = signedSample(platform);
		for (const at of [0, Math.floor(body.length / 2), body.length - 1]) {
			const changed = Buffer.from(body);
			changed[at] ^= 1;
			expect(verifier({ headers, body: changed }, NOW)).toEqual({
				valid: false,
				reason: 'signature_mismatch',
			});
		}
	});

	it('refuses the same JSON in another notation', () => {
		const { body, headers } = signedSample(platform);
		const rewritten = JSON.stringify(JSON.parse(body.toString()), null, 2);
		expect(verifier({ headers, body: rewritten }, NOW)).toEqual({
			valid: false,
			reason: 'signature_mismatch',
		});
	});
});

describe.each(withTimestamp)('%s, which signs a timestamp,', (_, platform) => {
	const verifier = createVerifier(platform.signature, secretsFor(platform));

	it.each([
		[-301, { valid: false, reason: 'timestamp_too_old' }],
		[-300, { valid: true }],
		[300, { valid: true }],
		[301, { valid: false, reason: 'timestamp_too_new' }],
	])('judges a timestamp %d s from now', (offset, verdict) => {
		const request = signedSample(platform, NOW_SECONDS + offset);
		expect(verifier(request, NOW)).toMatchObject(verdict);
	});

	it('refuses a fresh timestamp on an old signature', () => {
		const old = signedSample(platform, NOW_SECONDS - 3600);
		const fresh = signedSample(platform);
		const headers = Object.fromEntries(
			Object.entries(old.headers).map(([name, value]) => [
				name,
				value.includes(String(NOW_SECONDS - 3600))
					? value.replace(String(NOW_SECONDS - 3600), String(NOW_SECONDS))
					: value,
			]),
		);
		expect(verifier({ headers, body: fresh.body }, NOW)).toEqual({
			valid: false,
			reason: 'signature_mismatch',
		});
	});
});
