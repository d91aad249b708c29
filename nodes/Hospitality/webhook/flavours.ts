import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiFlavour, ApiRegistration, Platform } from '../../../lib/platform';
import { menu } from '../../../lib/n8n/properties/menu';
import { showWhen } from '../../../lib/n8n/properties/showWhen';
import { platforms } from '../../../platforms';

type WithApi = Platform & { registration: ApiRegistration };

function hasApi(platform: Platform): platform is WithApi {
	return platform.registration.kind === 'api';
}

/** Platforms on which webhooks can be managed. */
export const managed: readonly WithApi[] = (platforms as readonly Platform[]).filter(hasApi);

/** Whether a family of endpoints offers what an operation needs. */
export type Offers = (flavour: ApiFlavour) => boolean;

/**
 * The families of each platform that offer an operation.
 *
 * @param prefers chooses the default among several
 */
export function flavourFields(offers: Offers, prefers: Offers = offers): INodeProperties[] {
	return managed.flatMap(({ id, registration }) => {
		const offering = registration.flavours.filter(offers);
		if (offering.length === 0) return [];
		return showWhen({ platform: [id] }, [
			menu({
				displayName: 'API Family',
				name: 'apiFlavour',
				options: offering.map(({ id: value, name, description }) => ({ name, value, description })),
				default: (offering.find(prefers) ?? offering[0]).id,
				description:
					'Which of the documented webhook APIs the account has. Use the same as in the Hospitality Trigger.',
			}),
		]);
	});
}

/** Fields that only some families have a use for. */
export function fieldsWhere(offers: Offers, fields: INodeProperties[]): INodeProperties[] {
	const ids = managed.flatMap(({ registration }) =>
		registration.flavours.filter(offers).map(({ id }) => id),
	);
	return showWhen({ apiFlavour: [...new Set(ids)] }, fields);
}

/** @throws NodeOperationError when the chosen family does not offer the operation */
export function readFlavour(
	context: IExecuteFunctions,
	{ name, registration }: WithApi,
	offers: Offers,
	itemIndex: number,
): ApiFlavour {
	const offering = registration.flavours.filter(offers);
	const id = context.getNodeParameter('apiFlavour', itemIndex);
	const flavour = offering.find((offered) => offered.id === id);
	if (flavour) return flavour;
	const chosen = registration.flavours.find((known) => known.id === id)?.name ?? String(id);
	throw new NodeOperationError(
		context.getNode(),
		`The API family ${chosen} of ${name} does not offer this operation`,
		{
			itemIndex,
			description: `It is part of: ${offering.map((offered) => offered.name).join(', ')}.`,
		},
	);
}

/** The platform that was chosen, with its webhook API. */
export function readManaged(context: IExecuteFunctions, itemIndex: number): WithApi {
	const id = context.getNodeParameter('platform', itemIndex, managed[0].id);
	const platform = managed.find((known) => known.id === id);
	if (platform) return platform;
	throw new NodeOperationError(context.getNode(), `"${String(id)}" has no webhook API`, {
		itemIndex,
		description: 'Webhooks of this platform are managed in its dashboard.',
	});
}
