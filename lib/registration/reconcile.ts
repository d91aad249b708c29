import type { DesiredWebhook, Report, ReportedWebhook, StoredWebhook } from './webhook';

/** What is different from how it should be. */
export type Drift = 'url' | 'events' | 'inactive' | 'secret' | 'unconfirmed';

/** What an API family can change without creating the webhook anew. */
export interface Abilities {
	/** URL and events. */
	update: boolean;
	/** The state of a paused or disabled webhook. */
	reactivate: boolean;
}

/** What to do at the platform. Steps are carried out in this order: create, update, remove. */
export interface Plan {
	/** Null when nothing is to be created; otherwise why. */
	create: 'notRegistered' | 'gone' | 'secret' | 'cannotUpdate' | null;
	update: { id: string; drift: readonly Drift[] } | null;
	/** Ids of webhooks that are ours and no longer wanted. */
	remove: readonly string[];
}

/**
 * Compares how the webhook should be with what this node remembers and what the platform reports.
 * Only webhooks on our own URL, or with an id that we created and that still has the URL we gave
 * it, count as ours; all others are left alone, whatever their id.
 *
 * @param abilities what the API can change in place
 */
export function reconcile(
	desired: DesiredWebhook,
	stored: StoredWebhook | null,
	report: Report,
	abilities: Abilities,
): Plan {
	const own = stored && isSameEndpoint(stored, desired) ? stored : null;
	switch (report.kind) {
		case 'all':
			return reconcileAll(desired, own, report, abilities);
		case 'one':
			return reconcileOne(desired, own, report.webhook, abilities);
		case 'unknown':
			return own ? reconcileUnseen(desired, own, abilities) : plan({ create: 'notRegistered' });
	}
}

/** Nobody says whether it is still there, so an update that changes nothing asks. */
function reconcileUnseen(desired: DesiredWebhook, own: StoredWebhook, abilities: Abilities): Plan {
	const obsolete = own.obsolete ?? [];
	const replaced = [own.id, ...obsolete];
	if (own.secretMark !== desired.secretMark) return plan({ create: 'secret', remove: replaced });
	const drift = driftOfStored(desired, own);
	if (abilities.update) {
		return plan({ update: { id: own.id, drift: [...drift, 'unconfirmed'] }, remove: obsolete });
	}
	return drift.length > 0
		? plan({ create: 'cannotUpdate', remove: replaced })
		: plan({ remove: obsolete });
}

function reconcileAll(
	desired: DesiredWebhook,
	own: StoredWebhook | null,
	{ webhooks, partial = false }: Extract<Report, { kind: 'all' }>,
	abilities: Abilities,
): Plan {
	const isListed = (id: string) => webhooks.some((hook) => hook.id === id);
	const remembered = webhooks.find((hook) => isOwn(hook, desired, own));
	const doubles = webhooks
		.filter((hook) => hook.url === desired.url && hook !== remembered)
		.map(({ id }) => id);
	if (own && partial && !isListed(own.id)) {
		const unseen = reconcileUnseen(desired, own, abilities);
		return { ...unseen, remove: [...new Set([...unseen.remove, ...doubles])] };
	}
	const obsolete = (own?.obsolete ?? []).filter((id) => partial || isListed(id));
	const remove = [...new Set([...doubles, ...obsolete])].filter((id) => id !== remembered?.id);

	// A webhook on our URL that this node does not remember has a secret that nobody here knows.
	if (!remembered || !own) {
		return plan({ create: own ? 'gone' : 'notRegistered', remove });
	}
	return keepOrReplace(desired, own, remembered, remove, abilities);
}

function reconcileOne(
	desired: DesiredWebhook,
	own: StoredWebhook | null,
	webhook: ReportedWebhook | null,
	abilities: Abilities,
): Plan {
	if (!own) return plan({ create: 'notRegistered' });
	const obsolete = own.obsolete ?? [];
	if (!webhook || !isOwn(webhook, desired, own)) return plan({ create: 'gone', remove: obsolete });
	return keepOrReplace(desired, own, webhook, obsolete, abilities);
}

function keepOrReplace(
	desired: DesiredWebhook,
	own: StoredWebhook,
	found: ReportedWebhook,
	remove: readonly string[],
	abilities: Abilities,
): Plan {
	// No platform documents how to change the secret of a webhook in place.
	if (own.secretMark !== desired.secretMark) {
		return plan({ create: 'secret', remove: [found.id, ...remove] });
	}
	const drift = driftOfReported(desired, own, found);
	if (drift.length === 0) return plan({ remove });
	const canMend = abilities.update && (abilities.reactivate || !drift.includes('inactive'));
	return canMend
		? plan({ update: { id: found.id, drift }, remove })
		: plan({ create: 'cannotUpdate', remove: [found.id, ...remove] });
}

/** Same account, and the same path: the host in front of it may have moved. */
function isSameEndpoint(stored: StoredWebhook, desired: DesiredWebhook): boolean {
	return stored.target === desired.target && pathOf(stored.url) === pathOf(desired.url);
}

function isOwn(hook: ReportedWebhook, desired: DesiredWebhook, own: StoredWebhook | null): boolean {
	if (!own || hook.id !== own.id) return false;
	return hook.url === undefined || hook.url === own.url || hook.url === desired.url;
}

function driftOfStored(desired: DesiredWebhook, own: StoredWebhook): Drift[] {
	const drift: Drift[] = [];
	if (own.url !== desired.url) drift.push('url');
	if (!sameEvents(own.events, desired.events)) drift.push('events');
	return drift;
}

function driftOfReported(
	desired: DesiredWebhook,
	own: StoredWebhook,
	found: ReportedWebhook,
): Drift[] {
	const drift: Drift[] = [];
	if ((found.url ?? own.url) !== desired.url) drift.push('url');
	if (!sameEvents(found.events ?? own.events, desired.events)) drift.push('events');
	if (found.active === false) drift.push('inactive');
	return drift;
}

function sameEvents(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && [...a].sort().join() === [...b].sort().join();
}

function pathOf(url: string): string {
	return url.replace(/^[a-z]+:\/\/[^/]*/i, '');
}

function plan(part: Partial<Plan>): Plan {
	return { create: null, update: null, remove: [], ...part };
}
