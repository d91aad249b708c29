import {
	pathOf,
	type DesiredWebhook,
	type RegisteredWebhook,
	type RegistrationReport,
	type ReportedWebhook,
} from './webhook';

/** What is different from how it should be. */
export type Drift = 'url' | 'events' | 'inactive' | 'unconfirmed';

/** What a webhook API can do. */
export interface Abilities {
	/** Change URL and events in place. */
	update: boolean;
	/** Change the state of a paused or disabled webhook. */
	reactivate: boolean;
	/** Receive through a webhook that this node did not create, because its secret can be known. */
	adopt: boolean;
}

/** What a node remembers. */
export interface Remembered {
	webhook: RegisteredWebhook | null;
	/** Ids of webhooks that were replaced and could not be removed yet. */
	toRemove: readonly string[];
}

/** What to do at the platform. Steps are carried out in this order: create, update, remove. */
export interface Plan {
	/** Id of the webhook that stays; null when one is to be created. */
	keep: string | null;
	/** Why one is to be created. */
	create: 'notRegistered' | 'gone' | 'secret' | 'cannotUpdate' | null;
	/** What is to be updated in the one that stays. */
	update: readonly Drift[];
	/** Ids of webhooks that are ours and no longer wanted. */
	remove: readonly string[];
}

/**
 * Compares how the webhook should be with what this node remembers and what the platform reports.
 * Only webhooks on our own URL, or with an id that we created and that still has the URL we gave
 * it, count as ours; all others are left alone, whatever their id.
 */
export function reconcile(
	desired: DesiredWebhook,
	remembered: Remembered,
	report: RegistrationReport,
	abilities: Abilities,
): Plan {
	const { webhook } = remembered;
	const own = webhook && isSameEndpoint(webhook, desired) ? webhook : null;
	const toRemove = own || webhook === null ? remembered.toRemove : [];
	switch (report.kind) {
		case 'all':
			return reconcileAll(desired, own, toRemove, report, abilities);
		case 'one':
			return reconcileOne(desired, own, toRemove, report.webhook, abilities);
		case 'unknown':
			return own
				? reconcileUnseen(desired, own, toRemove, abilities)
				: createNew('notRegistered', toRemove);
	}
}

/** The platform does not say whether it is still there, so an update that changes nothing asks. */
function reconcileUnseen(
	desired: DesiredWebhook,
	own: RegisteredWebhook,
	toRemove: readonly string[],
	abilities: Abilities,
): Plan {
	const replaced = [own.id, ...toRemove];
	if (hasOtherSecret(own, desired)) return createNew('secret', replaced);
	const drift = driftOf(desired, own);
	if (abilities.update) return keep(own.id, [...drift, 'unconfirmed'], toRemove);
	return drift.length > 0 ? createNew('cannotUpdate', replaced) : keep(own.id, [], toRemove);
}

function reconcileAll(
	desired: DesiredWebhook,
	own: RegisteredWebhook | null,
	toRemove: readonly string[],
	{ webhooks, partial = false }: Extract<RegistrationReport, { kind: 'all' }>,
	abilities: Abilities,
): Plan {
	const isListed = (id: string) => webhooks.some((webhook) => webhook.id === id);
	const onOurUrl = webhooks.filter(({ url }) => url === desired.url);
	const known = own && webhooks.find((webhook) => isOwn(webhook, desired, own));
	// With a webhook that this node does not remember, nothing can be verified but where it tells
	// its secret again, or shows the one that it was given.
	const found =
		known ??
		onOurUrl.find(({ secretFingerprint }) => abilities.adopt || secretFingerprint !== undefined);
	const replaced = toRemove.filter((id) => partial || isListed(id));
	const remove = [...new Set([...onOurUrl.map(({ id }) => id), ...replaced])];
	if (found) return keepOrReplace(desired, own, found, remove, abilities);
	if (own && partial && !isListed(own.id)) return reconcileUnseen(desired, own, remove, abilities);
	return createNew(own ? 'gone' : 'notRegistered', remove);
}

function reconcileOne(
	desired: DesiredWebhook,
	own: RegisteredWebhook | null,
	toRemove: readonly string[],
	reported: ReportedWebhook | null,
	abilities: Abilities,
): Plan {
	if (!own) return createNew('notRegistered', toRemove);
	if (!reported || !isOwn(reported, desired, own)) return createNew('gone', toRemove);
	return keepOrReplace(desired, own, reported, toRemove, abilities);
}

function keepOrReplace(
	desired: DesiredWebhook,
	own: RegisteredWebhook | null,
	found: ReportedWebhook,
	remove: readonly string[],
	abilities: Abilities,
): Plan {
	const replaced = [found.id, ...remove];
	const { secretFingerprint: shown } = found;
	// No platform documents how to change the secret of a webhook in place, but as a part of its URL.
	if (shown === undefined && own && hasOtherSecret(own, desired)) {
		return createNew('secret', replaced);
	}
	const before = own ?? { url: desired.url, events: [] };
	const drift = driftOf(desired, {
		url: found.url ?? before.url,
		events: found.events ?? before.events,
		active: found.active,
	});
	const hasOtherToken = shown !== undefined && shown !== desired.secretFingerprint;
	if (hasOtherToken && !drift.includes('url')) drift.unshift('url');
	if (drift.length === 0) return keep(found.id, [], remove);
	const canMend = abilities.update && (abilities.reactivate || !drift.includes('inactive'));
	return canMend ? keep(found.id, drift, remove) : createNew('cannotUpdate', replaced);
}

/** Same account, and the same path: the host in front of it may have moved. */
function isSameEndpoint(webhook: RegisteredWebhook, desired: DesiredWebhook): boolean {
	return webhook.account === desired.account && pathOf(webhook.url) === pathOf(desired.url);
}

function isOwn(
	{ id, url }: ReportedWebhook,
	desired: DesiredWebhook,
	own: RegisteredWebhook,
): boolean {
	return id === own.id && (url === undefined || url === own.url || url === desired.url);
}

function hasOtherSecret(own: RegisteredWebhook, desired: DesiredWebhook): boolean {
	return own.secretFingerprint !== desired.secretFingerprint;
}

function driftOf(
	desired: DesiredWebhook,
	actual: { url: string; events: readonly string[]; active?: boolean },
): Drift[] {
	const drift: Drift[] = [];
	if (actual.url !== desired.url) drift.push('url');
	if (!sameEvents(actual.events, desired.events)) drift.push('events');
	if (actual.active === false) drift.push('inactive');
	return drift;
}

export function sameEvents(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && [...a].sort().join() === [...b].sort().join();
}

function keep(id: string, update: readonly Drift[], remove: readonly string[]): Plan {
	return { keep: id, create: null, update, remove: remove.filter((other) => other !== id) };
}

function createNew(why: NonNullable<Plan['create']>, remove: readonly string[]): Plan {
	return { keep: null, create: why, update: [], remove: [...new Set(remove)] };
}
