import { NodeOperationError } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import { findEvent } from '../../../lib/event/name';
import { normaliseEvent } from '../../../lib/event/normalise';
import { sampleDelivery } from '../../../lib/event/sample';
import { eventsIn } from '../../../lib/event/several';
import type { Platform } from '../../../lib/platform';
import { itemJson } from '../../../lib/n8n/itemJson';
import { menu, sampleOptions } from '../../../lib/n8n/properties/menu';
import { unverified } from '../../../lib/receive/verification';
import { platforms } from '../../../platforms';
import type { Operation } from '../operation';
import { platformField, readPlatform, readText } from '../fields';

function eventMenu(platform: Platform): INodeProperties {
	return menu({
		displayName: 'Event',
		name: 'event',
		displayOptions: { show: { platform: [platform.id] } },
		options: sampleOptions(platform),
		default: platform.events[0]?.name ?? '',
		description:
			'The event to make up, with the data that the documentation shows. Where it shows none, the payload is inferred: compare it with a real delivery before you build on its fields.',
	});
}

/** Makes up an event, so that a workflow can be built and tried without an account. */
export const createSample: Operation = {
	value: 'createSample',
	name: 'Create Sample',
	action: 'Create a sample event',
	description: 'Create an example event in the form of the Hospitality Trigger',
	properties: [platformField(platforms), ...platforms.map(eventMenu)],
	async run(context, itemIndex) {
		const platform = readPlatform(context, itemIndex, platforms);
		const name = readText(context, 'event', itemIndex);
		const declared = findEvent(platform, name);
		if (!declared) {
			throw new NodeOperationError(
				context.getNode(),
				`The catalogue of ${platform.name} has no event "${name.slice(0, 100)}"`,
				{ itemIndex, description: 'Choose an event of the list.' },
			);
		}
		const nowMs = Date.now();
		const made = sampleDelivery(platform, declared, nowMs);
		const verification = unverified(platform, platform.signature, made.headers);
		const items = eventsIn({ body: made.payload }, platform.payload.events).map((delivered) => {
			const delivery = { headers: made.headers, ...delivered };
			const event = normaliseEvent(platform, delivery, nowMs, context.getTimezone());
			const { payload, ...shown } = event;
			return itemJson({ ...shown, verification, sample: true, payload });
		});
		return { items };
	},
};
