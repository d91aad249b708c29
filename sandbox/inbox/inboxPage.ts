import { html, type Html } from '../pages/html';
import { copyable } from '../pages/layout';
import type { SandboxState } from '../state';
import { findDeliveryBehind } from './deliveryBehind';
import { entryCard } from './entryCard';
import { type InboxEntry, isHead } from './inbox';
import { type Service, SERVICES } from './services';

const SHOWN = 100;

const ANSWERS: Readonly<Record<number, string>> = {
	200: '200: takes every event',
	503: '503: is out of order, try again',
	429: '429: too many, try again in 2 seconds',
	401: '401: refuses the signature',
	410: '410: gone for good',
};

/**
 * What workflows have sent, newest first.
 *
 * @param of the one kind of entries that is shown
 * @param origin of the sandbox, as the browser knows it
 */
export function inboxPage(state: SandboxState, of: string | undefined, origin: string): Html {
	const deliveryBehind = findDeliveryBehind(state);
	const all = latestOfEachSheet(state.inbox.newestFirst().filter((entry) => !isHead(entry)));
	const chosen = SERVICES.find(({ kind }) => kind === of);
	const entries = all.filter(({ kind }) => chosen === undefined || kind === chosen.kind);
	const count = (kind?: string) =>
		all.filter((entry) => kind === undefined || entry.kind === kind).length;
	const tab = (kind: string | undefined, name: string) =>
		html`<li>
			<a
				href="/inbox${kind !== undefined && `?of=${kind}`}"
				${kind === chosen?.kind && html`aria-current="page"`}
				>${name} <span class="amount">${count(kind)}</span></a
			>
		</li>`;
	return html`
		<div class="title">
			<h1>Inbox</h1>
			${all.length > 0 &&
			html`<form method="post" action="/inbox/clear"><button>Clear</button></form>`}
		</div>
		<p class="intro">
			What your workflows send to Slack, Google, by mail or to an endpoint of your own.
		</p>
		<nav class="tabs" id="kinds" data-live aria-label="Kinds of entries">
			<ul>
				${tab(undefined, 'All')} ${SERVICES.map(({ kind, name }) => tab(kind, name))}
			</ul>
		</nav>
		<div class="columns">
			<section class="stack entries" id="entries" data-live aria-label="What arrived">
				${entries.length === 0 && html`<p class="card empty">Nothing has arrived yet.</p>`}
				${entries.slice(0, SHOWN).map((entry) => entryCard(state, entry, deliveryBehind(entry)))}
			</section>
			<aside class="stack addresses" aria-label="Where to send to">
				${state.mailServer !== undefined && standInNote()}
				${SERVICES.filter((one) => chosen === undefined || one === chosen).map((one) =>
					addressCard(state, one, origin),
				)}
			</aside>
		</div>
	`;
}

/** A sheet is shown once with all its rows, where it was written last. */
function latestOfEachSheet(entries: readonly InboxEntry[]): InboxEntry[] {
	const seen = new Set<string>();
	return entries.filter((entry) => {
		if (entry.kind !== 'rows') return true;
		const sheet = JSON.stringify([entry.spreadsheet, entry.tab]);
		const isLatest = !seen.has(sheet);
		seen.add(sheet);
		return isLatest;
	});
}

function standInNote(): Html {
	return html`<p class="hint">
		The Slack and Google nodes of this n8n post here without being told: it takes the sandbox for
		these services. Everything else is sent to an address below.
	</p>`;
}

function addressCard(
	state: SandboxState,
	{ kind, name, address, hint }: Service,
	origin: string,
): Html {
	return html`<section class="card" aria-labelledby="to-${kind}">
		<h2 id="to-${kind}">${name}</h2>
		<p>${copyable(`${origin}${address}`, `address of ${name}`)}</p>
		<p class="hint">${hint}</p>
		${kind === 'mail' &&
		state.mailServer !== undefined &&
		html`<p>${copyable(state.mailServer, 'mail server')}</p>
			<p class="hint">A mail server, without encryption. Any user and password will do.</p>`}
		${kind === 'request' && answerForm(state.settings.endpointStatus)}
	</section>`;
}

function answerForm(current: number): Html {
	const options = { ...ANSWERS, [current]: ANSWERS[current] ?? String(current) };
	return html`<form class="line" method="post" action="/inbox/answer">
		<div class="field">
			<label for="status">It answers with</label>
			<select id="status" name="status" data-submits>
				${Object.entries(options).map(
					([status, text]) =>
						html`<option value="${status}" ${status === String(current) && html`selected`}>
							${text}
						</option>`,
				)}
			</select>
		</div>
		<button class="scriptless">Set</button>
	</form>`;
}
