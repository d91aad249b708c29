import type { Platform } from '../../lib/platform';
import type { Attempt, Delivery, SandboxState, Webhook } from '../state';
import { titleOf } from '../webhooks';
import { developerPageOf } from '../developerPages';
import { html, type Html } from './html';
import { platformHead } from './layout';
import { deliveryMark, outcomeMark, outcomeOfAttempt } from './outcome';
import { moment, spanText, untilText } from './times';

/** One delivery: every attempt with what was sent and what the receiver said. */
export function deliveryPage(
	state: SandboxState,
	platform: Platform,
	webhook: Webhook,
	delivery: Delivery,
): Html {
	const base = `/developers/${platform.id}/${webhook.id}`;
	const now = state.clock();
	const { attempts, nextAttemptAt, event } = delivery;
	return html`
		${platformHead(platform, developerPageOf(platform).menu)}
		<p class="back"><a href="${base}">‹ Webhook ${titleOf(platform, webhook)}</a></p>
		<div class="title">
			<h1>${event.name}</h1>
			${deliveryMark(delivery)}
			<form method="post" action="${base}/deliveries/${delivery.id}/again">
				<button>Send again</button>
			</form>
		</div>
		<div id="attempts" data-live>
			<dl class="facts card">
				<div>
					<dt>Delivery</dt>
					<dd><code>${delivery.id}</code></dd>
				</div>
				<div>
					<dt>Event id</dt>
					<dd><code>${event.id}</code></dd>
				</div>
				<div>
					<dt>Attempts</dt>
					<dd>${attempts.length}</dd>
				</div>
				<div>
					<dt>Next attempt</dt>
					<dd>${nextAttemptAt === undefined ? 'none' : untilText(nextAttemptAt, now)}</dd>
				</div>
			</dl>
			${attempts
				.map((attempt, index) => attemptCard(attempt, index + 1, now, attempts.length))
				.reverse()}
		</div>
	`;
}

/** The latest attempt lies open, the earlier ones are folded. */
function attemptCard(attempt: Attempt, number: number, now: number, latest: number): Html {
	const outcome = outcomeOfAttempt(attempt);
	const headers = Object.entries(attempt.headers).map(([name, value]) => `${name}: ${value}`);
	const exchange = html`<p>${outcome.explanation}</p>
		<div class="columns even">
			<div>
				<h3>Request</h3>
				<pre tabindex="0" role="region" aria-label="Request of attempt ${number}">
${headers.join('\n')}

${indented(attempt.body)}</pre
				>
			</div>
			<div>
				<h3>Response</h3>
				<pre tabindex="0" role="region" aria-label="Response to attempt ${number}">
${attempt.response === '' ? '(empty)' : indented(attempt.response)}</pre
				>
			</div>
		</div>`;
	const head = html`${outcomeMark(outcome, attempt)}
		<span class="hint">${moment(attempt.at, now)} · ${spanText(attempt.durationMs / 1000)}</span>`;
	return html`<section class="card attempt" aria-labelledby="attempt-${number}">
		${number === latest
			? html`<div class="title">
						<h2 id="attempt-${number}">Attempt ${number}</h2>
						${head}
					</div>
					${exchange}`
			: html`<details>
					<summary><span id="attempt-${number}">Attempt ${number}</span>${head}</summary>
					${exchange}
				</details>`}
	</section>`;
}

function indented(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
