import type { Platform } from '../../lib/platform';
import type { Delivery, SandboxState } from '../state';
import { webhooksOf } from '../webhooks';
import { deliveryList } from './deliveryList';
import { developerPageOf } from '../developerPages';
import { html, type Html } from './html';

/** The first page: every platform, and what was sent last. */
export function overviewPage(state: SandboxState): Html {
	const platformOf = ({ webhookId }: Delivery) => {
		const id = state.webhooks.get(webhookId)?.platformId;
		return state.platforms.find((platform) => platform.id === id);
	};
	return html`
		<h1>Developer pages</h1>
		<p class="intro">
			Each page stands in for the one of the platform: enter the URL of a trigger node from n8n,
			send an event, and see what n8n answered. What your workflows send arrives in the
			<a href="/inbox">inbox</a>.
		</p>
		<ul class="tiles" id="tiles" data-live>
			${state.platforms.map((platform) => tile(state, platform))}
		</ul>
		${deliveryList(state, {
			deliveries: [...state.deliveries.values()].filter(platformOf).reverse(),
			place: (delivery) => `/developers/${platformOf(delivery)?.id ?? ''}/${delivery.webhookId}`,
			platformOf,
			empty: 'Nothing has been sent yet.',
		})}
	`;
}

function tile(state: SandboxState, platform: Platform): Html {
	const [light, dark] = developerPageOf(platform).accent;
	const webhooks = webhooksOf(state, platform);
	const failing = webhooks.filter(({ failingSince }) => failingSince !== undefined).length;
	const { length } = webhooks;
	const count = length === 0 ? 'No webhook yet' : length === 1 ? '1 webhook' : `${length} webhooks`;
	return html`<li style="--accent-light: ${light}; --accent-dark: ${dark}">
		<a href="/developers/${platform.id}">
			<img src="/icons/${platform.id}.svg" alt="" width="40" height="40" />
			<span>
				<b>${platform.name}</b>
				<small>${platform.description}</small>
			</span>
			<span class="count">
				${count} ${failing > 0 && html`<span class="mark refused">${failing} failing</span>`}
			</span>
		</a>
	</li>`;
}
