import type { ApiFlavour } from '../platform';
import type { Send } from '../api/client';
import type { ApiAnswer } from '../api/answer';
import { askPlatform } from './askPlatform';
import { planInWords } from './planWords';
import { reconcile } from './reconcile';
import type { DesiredWebhook, Report, ReportedWebhook, StoredWebhook } from './webhook';

export type CheckResult =
	| {
			kind: 'checked';
			/** One phrase for each thing that activating the Trigger would do. */
			plan: string[];
			/** Null when the platform reports none that is ours. */
			found: ReportedWebhook | null;
			/** False where the platform does not report its webhooks. */
			reported: boolean;
	  }
	| { kind: 'failed'; answer: ApiAnswer };

/**
 * What activating the Trigger would do to a webhook, without doing it.
 *
 * @param id of the webhook, where it is known
 */
export async function checkWebhook(
	flavour: ApiFlavour,
	desired: DesiredWebhook,
	id: string | undefined,
	send: Send,
): Promise<CheckResult> {
	const asked = await askPlatform(flavour, id, send);
	if (asked.kind === 'failed') return asked;
	const { report } = asked;
	const found = findOwn(report, desired, id);
	const storedId = found?.id ?? id;
	const stored: StoredWebhook | null =
		storedId === undefined
			? null
			: {
					...desired,
					id: storedId,
					url: found?.url ?? desired.url,
					events: found?.events ?? desired.events,
				};
	const plan = reconcile(desired, stored, report, {
		update: flavour.update !== undefined,
		reactivate: flavour.canReactivate === true,
	});
	return {
		kind: 'checked',
		plan: planInWords(plan, desired, found),
		found,
		reported: report.kind !== 'unknown',
	};
}

/** The one with the id, else the one on the URL, else one on the same path of another host. */
function findOwn(
	report: Report,
	{ url }: DesiredWebhook,
	id: string | undefined,
): ReportedWebhook | null {
	if (report.kind === 'unknown') return null;
	const webhooks = report.kind === 'all' ? report.webhooks : [report.webhook].filter(isWebhook);
	const path = pathOf(url);
	return (
		webhooks.find((webhook) => id !== undefined && webhook.id === id) ??
		webhooks.find((webhook) => webhook.url === url) ??
		webhooks.find((webhook) => webhook.url !== undefined && pathOf(webhook.url) === path) ??
		null
	);
}

function pathOf(url: string): string {
	return url.replace(/^[a-z]+:\/\/[^/]*/i, '');
}

function isWebhook(webhook: ReportedWebhook | null): webhook is ReportedWebhook {
	return webhook !== null;
}
