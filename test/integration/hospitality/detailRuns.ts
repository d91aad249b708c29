import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { findEvent } from '../../../lib/event/name';
import { normaliseEvent } from '../../../lib/event/normalise';
import { eventsIn } from '../../../lib/event/several';
import { sampleDelivery } from '../../../lib/event/sample';
import { platformById } from '../../../platforms';
import { accountsAt } from './accounts';
import { runHospitality } from './runHospitality';
import { sandboxOfFile } from './sandboxOfFile';

/** A documented event as the Trigger gives it out. */
export function eventOf(platformId: string, name: string, changes: IDataObject = {}): IDataObject {
	const platform = platformById(platformId);
	const declared = platform && findEvent(platform, name);
	if (!declared) throw new Error(`No event ${name}`);
	const delivery = sampleDelivery(platform, declared, Date.parse('2026-01-18T10:30:00Z'));
	const [first] = eventsIn({ body: delivery.payload }, platform.payload.events);
	const event = normaliseEvent(
		platform,
		{ ...delivery, ...first },
		Date.parse('2026-01-18T10:30:05Z'),
	);
	return { ...event, ...changes } as unknown as IDataObject;
}

/** Fetches the details of events from a sandbox of the file's own. */
export function detailRuns() {
	const { sandbox, requests } = sandboxOfFile();

	const getDetails = async (events: IDataObject[], parameters: INodeParameters = {}) =>
		await runHospitality({
			parameters: { resource: 'event', operation: 'getDetails', ...parameters },
			items: events.map((json) => ({ json })),
			credentials: accountsAt(sandbox()),
		});

	return { sandbox, requests, getDetails };
}
