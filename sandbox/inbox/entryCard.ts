import { DateTime } from 'luxon';

import { html, type Html } from '../pages/html';
import { moment } from '../pages/times';
import type { SandboxState } from '../state';
import { chatCards } from './chatCards';
import type { DeliveryBehind } from './deliveryBehind';
import type { Appointment, Cell, EndpointRequest, InboxEntry, SheetRows } from './inbox';
import { richText } from './richText';
import { SERVICES } from './services';
import { cellText, sheetOf } from './sheet';
import { slackBlocks } from './slackBlocks';

/** An entry of the inbox as its service would show it, with a link to the delivery it is about. */
export function entryCard(state: SandboxState, entry: InboxEntry, about?: DeliveryBehind): Html {
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
		case 'calendar':
			return html`<b>${entry.calendar}</b>`;
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
		case 'calendar':
			return html`<p class="heading">${entry.title}</p>
				<p>${timesText(entry)}</p>
				<p class="hint">${entry.description}</p>`;
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
					${head.map((cell) => html`<th scope="col">${cellText(cell)}</th>`)}
				</tr>
			</thead>
			<tbody>
				${others.map(
					(row) =>
						html`<tr>
							${row.map(tableCell)}
						</tr>`,
				)}
			</tbody>
		</table>
	</div>`;
}

function tableCell(cell: Cell): Html {
	const kind = typeof cell === 'number' ? 'number' : typeof cell === 'object' && cell && 'formula';
	return html`<td ${kind && html`class="${kind}"`}>${cellText(cell)}</td>`;
}

/** Whole days are written without hours, and the last of them is the one before the end. */
function timesText({ start, end }: Appointment): string {
	const [first, last] = [start, end].map((time) =>
		DateTime.fromISO(time, { setZone: true }).setLocale('en-GB'),
	);
	const isWholeDays = !start.includes('T');
	const form = isWholeDays ? 'ccc d LLL yyyy' : 'ccc d LLL yyyy, HH:mm';
	const until = isWholeDays ? last.minus({ days: 1 }) : last;
	const isOneDay = isWholeDays && until <= first;
	return isOneDay ? first.toFormat(form) : `${first.toFormat(form)} – ${until.toFormat(form)}`;
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
