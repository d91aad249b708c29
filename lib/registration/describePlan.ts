import type { Drift, Plan } from './reconcile';
import type { DesiredWebhook, ReportedWebhook } from './webhook';

/**
 * What carrying out a plan would do, one phrase a step; empty when everything is as it should be.
 *
 * @param found the webhook as the platform reports it, where it does
 */
export function describePlan(
	{ create, update, remove }: Plan,
	desired: DesiredWebhook,
	found: ReportedWebhook | null,
): string[] {
	return [
		...(create === null ? [] : [describeCreation(create, desired, found)]),
		...update.map((drift) => describeChange(drift, desired, found)),
		...remove.map((id) => `would remove ${id}, which is no longer needed`),
	];
}

function describeCreation(
	why: NonNullable<Plan['create']>,
	desired: DesiredWebhook,
	found: ReportedWebhook | null,
): string {
	const events = `${desired.events.length} event${desired.events.length === 1 ? '' : 's'}`;
	switch (why) {
		case 'notRegistered':
			return `would create a webhook for ${events}`;
		case 'gone':
			return `would create the webhook again for ${events}, because the platform has it no more`;
		case 'secret':
			return 'would create a new webhook, because the secret has changed';
		case 'cannotUpdate':
			return `would create a new webhook, because this webhook API cannot change ${whatDiffers(desired, found)} of an existing one`;
	}
}

function whatDiffers(desired: DesiredWebhook, found: ReportedWebhook | null): string {
	if (found?.url !== undefined && found.url !== desired.url) return 'the URL';
	return found?.active === false
		? 'the state'
		: `the events (${describeEvents(desired, found?.events)})`;
}

function describeChange(
	drift: Drift,
	desired: DesiredWebhook,
	found: ReportedWebhook | null,
): string {
	switch (drift) {
		case 'url':
			return `would update URL: ${found?.url ?? 'unknown'} → ${desired.url}`;
		case 'events':
			return `would update events: ${describeEvents(desired, found?.events)}`;
		case 'inactive':
			return 'would update state: inactive → active';
		case 'unconfirmed':
			return 'would send an update that changes nothing, to see whether the webhook is still there';
	}
}

/** `+order.ready, -order.sent` */
function describeEvents(desired: DesiredWebhook, present: readonly string[] = []): string {
	const added = desired.events.filter((name) => !present.includes(name));
	const removed = present.filter((name) => !desired.events.includes(name));
	return [...added.map((name) => `+${name}`), ...removed.map((name) => `-${name}`)].join(', ');
}
