import { custom } from '../../../platforms/custom';
import { goTab } from '../../../platforms/goTab';
import { gustaio } from '../../../platforms/gustaio';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';
import { roostSync } from '../../../platforms/roostSync';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import type { HmacScheme, SignatureScheme } from '../../../lib/signature/scheme';

/** The declared scheme of every platform. */
export const schemes: Record<string, SignatureScheme> = {
	gustaio: gustaio.signature,
	olympusCloud: olympusCloud.signature,
	resmio: resmio.signature,
	goTab: goTab.signature,
	roostSync: roostSync.signature,
	standardWebhooks: standardWebhooks.signature,
	custom: custom.signature,
};

/** A custom scheme with everything signed in three headers of its own. */
export const customWithIdAndTime: HmacScheme = {
	kind: 'hmac',
	algorithm: 'sha512',
	encoding: 'base64',
	header: 'X-Signature',
	layout: { kind: 'single', prefix: 'sha512=' },
	signedContent: '{id}.{timestamp}.{body}',
	timestamp: { header: 'X-Timestamp', unit: 's', toleranceSeconds: 300 },
	idHeader: 'X-Id',
	secretFormat: 'text',
};

/** Every HMAC scheme under the name that tests print, with a secret in its format. */
export const hmacSchemes = [
	...Object.entries(schemes),
	['custom with id and time', customWithIdAndTime] as const,
].flatMap(([name, scheme]) =>
	scheme.kind === 'hmac' ? [{ name, scheme, ...secretsFor(scheme) }] : [],
);

/** Those of them that sign a timestamp. */
export const timedSchemes = hmacSchemes.flatMap((one) =>
	one.scheme.timestamp ? [{ ...one, rule: one.scheme.timestamp }] : [],
);

export type NamedScheme = (typeof hmacSchemes)[number];

/** A secret, the one before it, and one that was never set. */
function secretsFor({ secretFormat }: HmacScheme) {
	const written = (text: string) =>
		secretFormat === 'text' ? text : `whsec_${Buffer.from(text).toString('base64')}`;
	return {
		secret: written('secret of the kitchen'),
		previous: written('secret before'),
		other: written('secret of the bar'),
	};
}
