import { objectOrList, text } from '../../lib/event/schema';
import type { EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

/** Documented as an object, and as a chain of events, in a table that does not say where it stands. */
const CAUSE = ['data.cause', 'cause'].flatMap((at) => [`${at}.type`, `${at}.0.type`]).join('|');

export const menuEvents: readonly EventDeclaration[] = [
	{
		name: 'PRODUCT_UPDATED',
		displayName: 'Product Updated',
		description: 'A product of a location changes',
		resourceType: 'product',
		action: 'updated',
		summary: 'Product[ {targetUuid}] updated[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf('prd_xxxxxxxxx'),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'CATEGORY_UPDATED',
		displayName: 'Category Updated',
		description: 'A category of a location, or a product in it, changes',
		resourceType: 'category',
		action: 'updated',
		summary: `Category[ {targetId|data.targetId}] updated[ because of {${CAUSE}}]`,
		schema: () => delivery({ cause: objectOrList({ type: text() }) }),
		sample: sampleOf('3021', { cause: { type: 'PRODUCT_UPDATED' } }),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'MENU_UPDATED',
		displayName: 'Menu Updated',
		description: 'A menu of a location changes',
		resourceType: 'menu',
		action: 'updated',
		summary: 'Menu updated[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf(undefined),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'LOCATION_UPDATED',
		displayName: 'Location Updated',
		description: 'The settings of a location change',
		resourceType: 'location',
		action: 'updated',
		summary: 'Location[ {locationName}] updated',
		schema: () => delivery(),
		sample: sampleOf('loc_xxxxxxxxx'),
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
	{
		name: 'FISCAL_DAY_END',
		displayName: 'Fiscal Day Ended',
		description: 'The fiscal day of a location ends',
		resourceType: 'fiscal_day',
		action: 'ended',
		summary: 'Fiscal day ended[ at {locationName}]',
		schema: () => delivery(),
		sample: sampleOf(undefined),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
];
