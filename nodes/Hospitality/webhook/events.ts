import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { selectEvents } from '../../../lib/event/name';
import type { Platform } from '../../../lib/platform';
import { wantedEvents } from '../../../lib/registration/desired';

/**
 * The events that are selected or typed in.
 *
 * @throws NodeOperationError when there is none
 */
export function readEvents(
	context: IExecuteFunctions,
	platform: Platform,
	itemIndex: number,
): string[] {
	const selection = selectEvents(
		context.getNodeParameter('events', itemIndex, []),
		context.getNodeParameter('otherEvents', itemIndex, ''),
	);
	if (selection.length > 0) return wantedEvents(platform, selection);
	throw new NodeOperationError(context.getNode(), 'No event is selected', {
		itemIndex,
		description: 'Select the events to be delivered, or All Events.',
	});
}
