import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { developerPageOf } from '../developerPages';
import type { SandboxState, Webhook } from '../state';
import { wants } from '../webhooks';
import { faultsOf } from './deliveryFaults';
import { problemText } from './formField';
import { html, type Html } from './html';
import { exampleNote, samplePayload } from './examples';

const sendSchema = z.object({
	event: z.string().catch(''),
	payload: z.string().catch(''),
	fault: z.string().catch('none'),
});

/** The fields of the form as texts, so that a refused form comes back as it was filled in. */
export type SendFields = z.output<typeof sendSchema>;

export interface SendFormOptions {
	/** The one that it is sent to; all that have selected the event where it is left out. */
	webhook?: Webhook;
	/** The event whose example is shown. */
	event?: string;
	/** As somebody filled them in, when they were refused. */
	fields?: SendFields;
	problem?: string;
}

/** The form that makes any event happen, with a payload that can be edited before. */
export function sendForm(
	state: SandboxState,
	platform: Platform,
	{ webhook, event, fields, problem }: SendFormOptions,
): Html {
	const { eventWord } = developerPageOf(platform);
	const place = `/developers/${platform.id}${webhook ? `/${webhook.id}` : ''}`;
	const chosen = fields?.event ?? chosenEvent(platform, webhook, event);
	const note = exampleNote(platform, chosen);
	const payload = fields?.payload ?? samplePayload(state, platform, chosen);
	return html`<section class="card" id="send" aria-labelledby="send-title">
		<h2 id="send-title">${webhook ? `Send an ${eventWord}` : `Trigger an ${eventWord}`}</h2>
		${!webhook &&
		html`<p class="hint">It goes to every active webhook that has selected the ${eventWord}.</p>`}
		<form class="line" method="get" action="${place}#send">
			<div class="field">
				<label for="event">${eventWord === 'action' ? 'Action' : 'Event'}</label>
				<select id="event" name="event" data-submits>
					${eventOptions(platform, webhook, chosen)}
				</select>
			</div>
			<button class="scriptless">Show its payload</button>
		</form>
		<form class="stack" method="post" action="${place}/send">
			<input type="hidden" name="event" value="${chosen}" />
			<div class="field">
				<label for="payload">Payload</label>
				<textarea
					id="payload"
					name="payload"
					class="code"
					rows="${Math.min(16, payload.split('\n').length + 1)}"
					spellcheck="false"
					${problem !== undefined && html`aria-invalid="true" aria-describedby="payload-problem"`}
				>
${payload}</textarea
				>
				${problemText('payload', problem)} ${note && html`<p class="hint">${note}</p>`}
			</div>
			<div class="line">
				<div class="field">
					<label for="fault">How it is delivered</label>
					<select id="fault" name="fault">
						${faultsOf(platform).map(
							({ id, label }) =>
								html`<option value="${id}" ${id === fields?.fault && html`selected`}>
									${label}
								</option>`,
						)}
					</select>
				</div>
				<button class="primary">Send ${eventWord}</button>
			</div>
		</form>
	</section>`;
}

/** @param form what a browser sent; what is missing is empty */
export function readSendFields(form: unknown): SendFields {
	return sendSchema.parse(form ?? {});
}

/** The JSON object in a text, or what is wrong with the text. */
export function readPayload(
	text: string,
): { ok: true; payload: Record<string, unknown> } | { ok: false; problem: string } {
	try {
		const { success, data } = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
		return success
			? { ok: true, payload: data }
			: { ok: false, problem: 'Write a JSON object, in braces' };
	} catch (error) {
		return {
			ok: false,
			problem: `This is no JSON: ${error instanceof Error ? error.message : ''}`,
		};
	}
}

function chosenEvent(platform: Platform, webhook?: Webhook, asked?: string): string {
	const { events } = platform;
	const found = events.find(({ name }) => name === asked);
	const wanted = events.find(({ name }) => webhook && wants(webhook, name));
	return (found ?? wanted ?? events[0]).name;
}

function eventOptions(platform: Platform, webhook: Webhook | undefined, chosen: string): Html {
	const option = ({ name, displayName }: Platform['events'][number]) =>
		html`<option value="${name}" ${name === chosen && html`selected`}>
			${displayName} (${name})
		</option>`;
	if (!webhook) return html`${platform.events.map(option)}`;
	const selected = platform.events.filter(({ name }) => wants(webhook, name));
	const others = platform.events.filter((event) => !selected.includes(event));
	return html`${selected.map(option)}
	${others.length > 0 &&
	html`<optgroup label="Not selected by this webhook">${others.map(option)}</optgroup>`}`;
}
