import type { Platform } from '../../lib/platform';
import type { DeliverRequest } from '../deliver';

/** One way in which deliveries go wrong in real life, to see what the receiver does about it. */
export interface DeliveryFault {
	id: string;
	label: string;
	/** Whether this platform's deliveries can have it. */
	fits?: (platform: Platform) => boolean;
	/** What it changes in the one delivery. */
	change?: Pick<DeliverRequest, 'tamper' | 'skewSeconds' | 'delaySeconds'>;
	/** The same delivery is made a second time. */
	twice?: boolean;
	/** An event that happened a minute later overtakes it. */
	overtaken?: boolean;
}

export const LATE_SECONDS = 10;

const isSigned = ({ signature }: Platform) => signature.kind !== 'basic';
const hasTimestamp = ({ signature }: Platform) =>
	signature.kind === 'hmac' && signature.timestamp !== undefined;

export const DELIVERY_FAULTS: readonly DeliveryFault[] = [
	{ id: 'none', label: 'As it should be' },
	{ id: 'twice', label: 'Sent twice (duplicate)', twice: true },
	{
		id: 'late',
		label: `${LATE_SECONDS} seconds late`,
		change: { delaySeconds: LATE_SECONDS },
	},
	{ id: 'overtaken', label: 'Out of order: a newer event comes first', overtaken: true },
	{
		id: 'clock',
		label: 'Clock of the platform ten minutes slow',
		fits: hasTimestamp,
		change: { skewSeconds: -600 },
	},
	{
		id: 'secret',
		label: 'Signed with a wrong secret',
		fits: isSigned,
		change: { tamper: 'signature' },
	},
	{
		id: 'password',
		label: 'Wrong password',
		fits: (platform) => !isSigned(platform),
		change: { tamper: 'signature' },
	},
	{
		id: 'body',
		label: 'Body changed after signing',
		fits: isSigned,
		change: { tamper: 'body' },
	},
	{
		id: 'timestamp',
		label: 'Timestamp changed after signing',
		fits: hasTimestamp,
		change: { tamper: 'timestamp' },
	},
	{ id: 'unsigned', label: 'Signature or password left out', change: { tamper: 'missingHeader' } },
];

export function faultsOf(platform: Platform): DeliveryFault[] {
	return DELIVERY_FAULTS.filter(({ fits = () => true }) => fits(platform));
}
