import type { EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

export const guestEvents: readonly EventDeclaration[] = [
	{
		name: 'GUEST_VERIFIED',
		displayName: 'Guest Verified',
		description: 'A guest confirms who they are',
		resourceType: 'guest',
		action: 'verified',
		summary: 'Guest verified[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf(undefined),
		evidence: 'thirdParty',
	},
	{
		name: 'GUEST_SUBSCRIBED',
		displayName: 'Guest Subscribed',
		description: 'A guest agrees to receive messages',
		resourceType: 'guest',
		action: 'subscribed',
		summary: 'Guest subscribed[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf(undefined),
		evidence: 'thirdParty',
	},
	{
		name: 'GUEST_UNSUBSCRIBED',
		displayName: 'Guest Unsubscribed',
		description: 'A guest no longer wants messages',
		resourceType: 'guest',
		action: 'unsubscribed',
		summary: 'Guest unsubscribed[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf(undefined),
		evidence: 'thirdParty',
	},
	{
		name: 'QR_SCANNED',
		displayName: 'QR Code Scanned',
		description: 'A guest scans a QR code of a location',
		resourceType: 'qr_code',
		action: 'scanned',
		summary: 'QR code scanned[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf(undefined),
		evidence: 'thirdParty',
	},
];
