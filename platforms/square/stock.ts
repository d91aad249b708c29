import {
	amount,
	identifier,
	listOf,
	moment,
	object,
	optionalObject,
	text,
} from '../../lib/event/schema';
import type { EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

const ITEM = 'FGQ5JJWT2PYTHF35CKZ2DSKP';

export const stockEvents: readonly EventDeclaration[] = [
	{
		name: 'inventory.count.updated',
		displayName: 'Inventory Count Updated',
		description: 'The stock of an item changes',
		resourceType: 'inventory_count',
		action: 'updated',
		summary:
			'Stock changed[: {data.object.inventory_counts.0.quantity}][ of {data.object.inventory_counts.0.catalog_object_id}][, {data.object.inventory_counts.0.state}]',
		schema: () =>
			delivery({
				inventory_counts: listOf(
					object({
						catalog_object_id: identifier(),
						catalog_object_type: text(),
						state: text(),
						location_id: identifier(),
						quantity: amount(),
						calculated_at: moment(),
					}),
				),
			}),
		sample: sampleOf({
			type: 'inventory_counts',
			id: '84a4ac73-d605-4dbd-a26e-15ff2a9a2a9a',
			locationId: 'YYQR03DGCTXA4',
			object: {
				inventory_counts: [
					{
						catalog_object_id: ITEM,
						catalog_object_type: 'ITEM_VARIATION',
						state: 'IN_STOCK',
						location_id: 'YYQR03DGCTXA4',
						quantity: '10',
						calculated_at: '2019-10-29T18:38:45.10296Z',
					},
				],
			},
		}),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'catalog.version.updated',
		displayName: 'Catalog Version Updated',
		description: 'Items, prices, taxes or discounts change; which ones it does not say',
		resourceType: 'catalog',
		action: 'updated',
		summary: 'Catalog changed[ at {data.object.catalog_version.updated_at}]',
		schema: () => delivery({ catalog_version: optionalObject({ updated_at: moment() }) }),
		sample: sampleOf({
			type: 'catalog',
			id: 'd2a4ac73-d605-4dbd-a26e-15ff2a9a2b0c',
			object: { catalog_version: { updated_at: '2019-05-14T17:51:27Z' } },
		}),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
];
