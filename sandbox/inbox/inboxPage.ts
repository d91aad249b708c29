import { html, type Html } from '../pages/html';
import { copyable } from '../pages/layout';
import { moment } from '../pages/times';
import type { SandboxState } from '../state';
import { chatCards } from './chatCards';
import { type DeliveryBehind, findDeliveryBehind } from './deliveryBehind';
import type { EndpointRequest, InboxEntry, SheetRows } from './inbox';
import { richText } from './richText';
import { sheetOf } from './sheet';
import { slackBlocks } from './slackBlocks';

const SHOWN = 100;

/** A service that the inbox stands in for. */
interface Service {
	kind: InboxEntry['kind'];
	name: string;
	/** Path of the stand-in. */
	address: string;
	hint: string;
}

const SERVICES: readonly Service[] = [
	{
		kind: 'slack',
		name: 'Slack',
		address: '/inbox/slack/services/T000/B000/demo',
		hint: 'An incoming webhook. The Web API is at /inbox/slack/api and takes any token.',
	},
	{
		kind: 'chat',
		name: 'Google Chat',
		address: '/inbox/chat/v1/spaces/demo/messages?key=demo&token=demo',
		hint: 'An incoming webhook of a space.',
	},
	{
		kind: 'rows',
		name: 'Google Sheets',
		address: '/inbox/sheets/v4/spreadsheets',
		hint: 'The API; every spreadsheet exists.',
	},
	{
		kind: 'mail',
		name: 'Mail',
		address: '/inbox/mail',
		hint: 'Takes JSON with from, to, subject and text.',
	},
	{
		kind: 'request',
		name: 'Endpoint',
		address: '/inbox/endpoint/events',
		hint: 'For the Sender. It takes every request at any path below /inbox/endpoint.',
	},
];

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
	const all = latestOfEachSheet(state.inbox.newestFirst());
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

function addressCard(
	state: SandboxState,
	{ kind, name, address, hint }: Service,
	origin: string,
): Html {
	return html`<section class="card" aria-labelledby="to-${kind}">
		<h2 id="to-${kind}">${name}</h2>
		<p>${copyable(`${origin}${address}`, `address of ${name}`)}</p>
		<p class="hint">${hint}</p>
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

function entryCard(state: SandboxState, entry: InboxEntry, about?: DeliveryBehind): Html {
	const service = SERVICES.find(({ kind }) => kind === entry.kind);
	return html`<article class="card entry" aria-labelledby="${entry.id}">
		<p class="from" id="${entry.id}">
			<span class="service ${entry.kind}">${service?.name}</span>
			${headOf(entry)} ${moment(entry.at, state.clock())}
		</p>
		${bodyOf(state, entry)} ${about && aboutDelivery(about)}
	</article>`;
}

/** Who sent it, and where to. */
function headOf(entry: InboxEntry): Html {
	switch (entry.kind) {
		case 'slack':
			return html`<b>${entry.sender}</b> <span class="where">${channelText(entry.channel)}</span>`;
		case 'chat':
			return html`<b>n8n</b> <span class="where">space ${entry.space}</span>`;
		case 'rows':
			return html`<b>${entry.tab}</b> <span class="where">in ${entry.spreadsheet}</span>`;
		case 'mail':
			return html`<b>${entry.from}</b> <span class="where">to ${entry.to}</span>`;
		case 'request':
			return html`<b>${entry.method} <code>${entry.path}</code></b>
				<span class="mark ${entry.status < 300 ? 'accepted' : 'refused'}"
					>answered <b>${entry.status}</b></span
				>`;
	}
}

function channelText(channel: string): string {
	if (channel === '') return 'incoming webhook';
	return /^(#|C[0-9A-Z]+$)/.test(channel) ? channel : `#${channel}`;
}

function bodyOf(state: SandboxState, entry: InboxEntry): Html {
	switch (entry.kind) {
		case 'slack':
			return entry.blocks.length > 0
				? slackBlocks(entry.blocks)
				: html`<p>${richText(entry.text)}</p>`;
		case 'chat':
			return html`${entry.text !== '' && html`<p>${richText(entry.text)}</p>`}
			${chatCards(entry.cards)}`;
		case 'rows':
			return sheetTable(state, entry);
		case 'mail':
			return html`<p class="heading">${entry.subject}</p>
				<p class="pre">${entry.text}</p>`;
		case 'request':
			return exchange(entry);
	}
}

/** The first row is the head, as users of Sheets write it. */
function sheetTable(state: SandboxState, { spreadsheet, tab }: SheetRows): Html {
	const [head = [], ...others] = sheetOf(state.inbox, spreadsheet, tab).rows;
	const name = `Rows of ${tab}`;
	return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">
		<table class="sheet">
			<thead>
				<tr>
					${head.map((cell) => html`<th scope="col">${cell}</th>`)}
				</tr>
			</thead>
			<tbody>
				${others.map(
					(row) =>
						html`<tr>
							${row.map((cell) => html`<td>${cell}</td>`)}
						</tr>`,
				)}
			</tbody>
		</table>
	</div>`;
}

function exchange({ headers, body }: EndpointRequest): Html {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return html`<details>
		<summary>Headers and body</summary>
		<pre tabindex="0" role="region" aria-label="Headers and body">
${lines.join('\n')}

${body}</pre
		>
	</details>`;
}

function aboutDelivery({ delivery, webhook, platform }: DeliveryBehind): Html {
	const { id, name } = platform;
	return html`<p class="about">
		<img src="/icons/${id}.svg" alt="" width="18" height="18" />
		<span
			>About
			<a href="/developers/${id}/${webhook.id}/deliveries/${delivery.id}"
				>${delivery.event.name} from ${name}</a
			></span
		>
	</p>`;
}
