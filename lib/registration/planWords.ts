import type { Drift, Plan } from './reconcile';
import type { DesiredWebhook, ReportedWebhook } from './webhook';

/** What carrying out a plan would do, one phrase a step; empty when everything is as it should be. */
export function planInWords(
	{ create, update, remove }: Plan,
	desired: DesiredWebhook,
	found: ReportedWebhook | null,
): string[] {
	const steps: string[] = [];
	if (create !== null) steps.push(createInWords(create, desired, found));
	if (update) {
		steps.push(...update.drift.map((drift) => `${driftInWords(drift, desired, found)}`));
	}
	steps.push(...remove.map((id) => `would remove ${id}, which is no longer needed`));
	return steps;
}

function createInWords(
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
			return `would create a new webhook, because this API family cannot change ${changed(desired, found)} of an existing one`;
	}
}

function changed(desired: DesiredWebhook, found: ReportedWebhook | null): string {
	if (found?.url !== undefined && found.url !== desired.url) return 'the URL';
	return found?.active === false ? 'the state' : `the events (${eventsInWords(desired, found)})`;
}

function driftInWords(
	drift: Drift,
	desired: DesiredWebhook,
	found: ReportedWebhook | null,
): string {
	switch (drift) {
		case 'url':
			return `would update URL: ${found?.url ?? 'unknown'} → ${desired.url}`;
		case 'events':
			return `would update events: ${eventsInWords(desired, found)}`;
		case 'inactive':
			return 'would update state: inactive → active';
		case 'secret':
			return 'would update the secret';
		case 'unconfirmed':
			return 'would send an update that changes nothing, to see whether the webhook is still there';
	}
}

/** `+order.ready, -order.sent` */
function eventsInWords(desired: DesiredWebhook, found: ReportedWebhook | null): string {
	const present = found?.events ?? [];
	const added = desired.events.filter((name) => !present.includes(name));
	const removed = present.filter((name) => !desired.events.includes(name));
	return [...added.map((name) => `+${name}`), ...removed.map((name) => `-${name}`)].join(', ');
}
