import { DateTime } from 'luxon';

import type { Platform } from '../../lib/platform';
import type { Attempt, Delivery, Webhook } from '../state';
import { html, type Html } from './html';
import { type Outcome, outcomeOf } from './outcome';

const SIGNS: Readonly<Record<Outcome['kind'], string>> = {
	accepted: '✓',
	dropped: '–',
	refused: '!',
	waiting: '…',
	cancelled: '×',
};

/** The outcome as a coloured mark with words; the status code of the latest attempt in front. */
export function outcomeMark(outcome: Outcome, latest?: Attempt): Html {
	return html`<span class="mark ${outcome.kind}"
		><span class="sign" aria-hidden="true">${SIGNS[outcome.kind]}</span>${latest?.status &&
		html`<b>${latest.status}</b>`}
		${outcome.label}</span
	>`;
}

export function deliveryMark(delivery: Delivery): Html {
	return outcomeMark(outcomeOf(delivery), delivery.attempts.at(-1));
}

/** Active, paused or failing. */
export function webhookMark({ status, failingSince }: Webhook): Html {
	if (status !== 'active') return html`<span class="mark waiting">Disabled</span>`;
	if (failingSince !== undefined) {
		return html`<span class="mark refused"
			><span class="sign" aria-hidden="true">!</span>Failing</span
		>`;
	}
	return html`<span class="mark accepted"
		><span class="sign" aria-hidden="true">✓</span>Active</span
	>`;
}

/** A point in time in the machine's own zone; the date only where it is another day. */
export function moment(at: number, now: number): Html {
	const time = DateTime.fromMillis(at);
	const today = time.hasSame(DateTime.fromMillis(now), 'day');
	const text = time.setLocale('en-GB').toFormat(today ? 'HH:mm:ss' : 'd LLL, HH:mm');
	return html`<time datetime="${time.toUTC().toISO()}">${text}</time>`;
}

/** `in 5 s`, `in 2 min`: when the next attempt is due. */
export function untilText(at: number, now: number): string {
	return at <= now ? 'now' : `in ${spanText(Math.ceil((at - now) / 1000))}`;
}

/** `45 s`, `5 min`, `2 h`, `1 day`. */
export function spanText(seconds: number): string {
	if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
	if (seconds < 60) return `${round(seconds)} s`;
	if (seconds < 3600) return `${round(seconds / 60)} min`;
	if (seconds < 86_400) return `${round(seconds / 3600)} h`;
	const days = round(seconds / 86_400);
	return `${days} ${days === 1 ? 'day' : 'days'}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

/** What the platform has after its name in the head of its pages. */
export function platformHead(platform: Platform, menu: readonly string[]): Html {
	return html`<div class="platform">
		<img src="/icons/${platform.id}.svg" alt="" width="44" height="44" />
		<div>
			<p class="name">${platform.name}</p>
			<p class="menu">${menu.join(' › ')}</p>
		</div>
	</div>`;
}

/** A message about what was just done; read aloud by screen readers. */
export function notice(kind: 'good' | 'bad' | 'plain', content: Html | string): Html {
	return html`<div class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">
		${content}
	</div>`;
}

/** A text to copy: a button is added to it where the browser runs scripts. */
export function copyable(text: string, label: string): Html {
	return html`<span class="copyable" data-copy="${text}" data-label="${label}"
		><code>${text}</code></span
	>`;
}
