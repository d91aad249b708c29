import type { Platform } from '../../lib/platform';
import { deliveriesOf } from '../deliver';
import type { SandboxState, Webhook } from '../state';
import { titleOf, webhooksOf } from '../webhooks';
import { deliveryList } from './deliveryList';
import { developerPageOf } from '../developerPages';
import { html, type Html } from './html';
import { platformHead } from './layout';
import { deliveryMark, webhookMark } from './outcome';
import { sendForm, type SendFormOptions } from './sendForm';
import { moment, spanText } from './times';

const SPEEDS = [1, 10, 60, 600, 3600];

/** A platform's page for developers: its webhooks, how it repeats, and what it has sent. */
export function platformPage(
	state: SandboxState,
	platform: Platform,
	{ message, ...sending }: SendFormOptions & { message?: Html },
): Html {
	const page = developerPageOf(platform);
	const base = `/developers/${platform.id}`;
	const webhooks = webhooksOf(state, platform);
	const ids = new Set(webhooks.map(({ id }) => id));
	return html`
		${platformHead(platform, page.menu)}
		<div class="title">
			<h1>Webhooks</h1>
			<a class="button primary" href="${base}/new">${page.create}</a>
		</div>
		<p class="intro">${page.intro}</p>
		${message}
		<section class="card list" id="webhooks" data-live aria-label="Webhooks">
			${webhooks.length === 0
				? html`<p class="empty">
						No webhook yet. <a href="${base}/new">${page.create}</a> with the URL of the trigger
						node in n8n, and this page sends it events.
					</p>`
				: html`<ul>
						${webhooks.map((webhook) => webhookRow(state, platform, webhook))}
					</ul>`}
		</section>
		${webhooks.length > 0 &&
		html`<div class="columns">
			${sendForm(state, platform, sending)} ${repeating(state, platform)}
		</div>`}
		${deliveryList(state, {
			deliveries: [...state.deliveries.values()]
				.filter(({ webhookId }) => ids.has(webhookId))
				.reverse(),
			place: ({ webhookId }) => `${base}/${webhookId}`,
			empty: 'Nothing has been sent yet.',
		})}
	`;
}

function webhookRow(state: SandboxState, platform: Platform, webhook: Webhook): Html {
	const base = `/developers/${platform.id}/${webhook.id}`;
	const latest = deliveriesOf(state, webhook).at(0);
	const attempt = latest?.attempts.at(-1);
	const all = webhook.events.includes('*');
	return html`<li>
		<div class="what">
			<a href="${base}"><b>${titleOf(platform, webhook)}</b></a>
			${webhookMark(webhook)}
			<code>${webhook.url}</code>
			<small
				>${all ? 'All events' : webhook.events.slice(0, 3).join(', ')}${webhook.events.length > 3 &&
				` and ${webhook.events.length - 3} more`}</small
			>
		</div>
		<div class="last">
			${latest ? deliveryMark(latest) : html`<span class="hint">nothing sent yet</span>`}
			${attempt && html`<small>${moment(attempt.at, state.clock())}</small>`}
		</div>
		<form method="post" action="${base}/test"><button>Send test</button></form>
	</li>`;
}

/** How failed deliveries are repeated, and how fast here. */
function repeating(state: SandboxState, platform: Platform): Html {
	const { delaysSeconds, note } = platform.retry;
	const { retrySpeed } = state.settings;
	return html`<aside class="card stack" aria-labelledby="retries">
		<h2 id="retries">Retries</h2>
		<p>${note}.</p>
		${delaysSeconds.length > 0 &&
		html`<table class="schedule">
				<thead>
					<tr>
						<th scope="col">Attempt</th>
						<th scope="col">Waits</th>
						<th scope="col">Here</th>
					</tr>
				</thead>
				<tbody>
					${delaysSeconds.map(
						(seconds, index) =>
							html`<tr>
								<td>${index + 2}</td>
								<td>${spanText(seconds)}</td>
								<td>${spanText(seconds / retrySpeed)}</td>
							</tr>`,
					)}
				</tbody>
			</table>
			<p class="hint">
				After the last one the webhook is failing. ${developerPageOf(platform).whenFailing}
			</p>
			<form class="line" method="post" action="/developers/${platform.id}/speed">
				<div class="field">
					<label for="speed">Speed of all retries here</label>
					<select id="speed" name="speed">
						${[...new Set([...SPEEDS, retrySpeed])]
							.sort((a, b) => a - b)
							.map(
								(speed) =>
									html`<option value="${speed}" ${speed === retrySpeed && html`selected`}>
										${speed === 1 ? 'Real time' : `${speed} times as fast`}
									</option>`,
							)}
					</select>
				</div>
				<button>Set</button>
			</form>`}
	</aside>`;
}
