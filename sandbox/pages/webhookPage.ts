import type { Platform } from '../../lib/platform';
import { deliveriesOf } from '../deliver';
import type { SandboxState, Webhook } from '../state';
import { titleOf } from '../webhooks';
import { deliveryList } from './deliveryList';
import { developerPageOf } from '../developerPages';
import { html, type Html } from './html';
import { copyable, notice, platformHead } from './layout';
import { webhookMark } from './outcome';
import { sendForm, type SendFormOptions } from './sendForm';

export interface WebhookPageOptions extends SendFormOptions {
	webhook: Webhook;
	/** Shown on top: what was just done. */
	message?: Html;
	/** Shown this one time. */
	newSecret?: string;
}

/** One webhook: what it is set to, what was sent to it, and the form to send it something. */
export function webhookPage(
	state: SandboxState,
	platform: Platform,
	options: WebhookPageOptions,
): Html {
	const { webhook, message, newSecret } = options;
	const page = developerPageOf(platform);
	const base = `/developers/${platform.id}`;
	return html`
		${platformHead(platform, page.menu)}
		<p class="back"><a href="${base}">‹ All webhooks</a></p>
		<div class="title">
			<h1>${titleOf(platform, webhook)}</h1>
			${webhookMark(webhook)}
			<form method="post" action="${base}/${webhook.id}/test">
				<button class="primary">Send test</button>
			</form>
		</div>
		${message} ${newSecret !== undefined && secretNotice(newSecret)}
		${webhook.status !== 'active' &&
		notice(
			'plain',
			'This webhook is disabled: events pass it by. Send a test, and enable it when the test arrives.',
		)}
		${webhook.failingSince !== undefined &&
		notice('bad', `This webhook is failing: its latest delivery was given up. ${page.whenFailing}`)}
		<div class="columns">${sendForm(state, platform, options)} ${settings(platform, webhook)}</div>
		${deliveryList(state, {
			deliveries: deliveriesOf(state, webhook),
			place: () => `${base}/${webhook.id}`,
			empty: 'Nothing has been sent yet.',
		})}
	`;
}

function secretNotice(secret: string): Html {
	return notice(
		'good',
		html`<b>Copy the signing secret now, it is shown only once.</b>
			<p>${copyable(secret, 'signing secret')}</p>
			<p class="hint">In n8n it belongs into the credential of the trigger node.</p>`,
	);
}

function settings(platform: Platform, webhook: Webhook): Html {
	const { url, events, username, headers = {}, status } = webhook;
	const page = developerPageOf(platform);
	const base = `/developers/${platform.id}/${webhook.id}`;
	const active = status === 'active';
	const all = events.includes('*');
	return html`<aside class="card stack settings" aria-labelledby="settings">
		<h2 id="settings">Settings</h2>
		<dl class="facts tall">
			<div>
				<dt>URL</dt>
				<dd>${copyable(url, 'URL')}</dd>
			</div>
			<div>
				<dt>${page.events === 'one' ? 'Action' : 'Events'}</dt>
				<dd>
					${all
						? 'All events'
						: html`<ul class="chips">
								${events.map((name) => html`<li>${name}</li>`)}
							</ul>`}
				</dd>
			</div>
			${Object.keys(headers).length > 0 &&
			html`<div>
				<dt>Custom headers</dt>
				<dd>
					${Object.entries(headers).map(
						([name, value]) => html`<code class="line">${name}: ${value}</code>`,
					)}
				</dd>
			</div>`}
			${page.application &&
			html`<div>
				<dt>${page.application.label}</dt>
				<dd><code>${page.application.id}</code></dd>
			</div>`}
			${username !== undefined &&
			html`<div>
					<dt>User name</dt>
					<dd>${copyable(username, 'user name')}</dd>
				</div>
				<div>
					<dt>Password</dt>
					<dd>••••••••</dd>
				</div>`}
			${username === undefined && secretFact(webhook)}
		</dl>
		<div class="actions">
			<a class="button" href="${base}/edit">Edit</a>
			<form method="post" action="${base}/status">
				<button name="status" value="${active ? 'disabled' : 'active'}">
					${active ? 'Disable' : 'Enable'}
				</button>
			</form>
		</div>
		${username === undefined &&
		html`<details>
			<summary>Regenerate the secret</summary>
			<form class="stack" method="post" action="${base}/secret">
				<p class="hint">
					The old secret is invalid at once. What is delivered before the new one is in n8n is
					refused there.
				</p>
				<button>Regenerate secret</button>
			</form>
		</details>`}
		<details>
			<summary>Delete this webhook</summary>
			<form class="stack" method="post" action="${base}/delete">
				<p class="hint">Its deliveries go with it.</p>
				<button class="danger">Delete webhook</button>
			</form>
		</details>
	</aside>`;
}

function secretFact({ secret }: Webhook): Html {
	return html`<div>
		<dt>Signing secret</dt>
		<dd>${secret === '' ? 'none: deliveries are not signed' : 'set, not shown again'}</dd>
	</div>`;
}
