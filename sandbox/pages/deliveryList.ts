import type { Delivery, SandboxState } from '../state';
import { html, type Html } from './html';
import { deliveryMark, outcomeOf } from './outcome';
import { moment, untilText } from './times';

const SHOWN = 50;

export interface DeliveryListOptions {
	deliveries: readonly Delivery[];
	/** Page of the webhook. */
	place: (delivery: Delivery) => string;
	/** Whether each row names its platform; for lists over all of them. */
	platformOf?: (delivery: Delivery) => { id: string; name: string } | undefined;
	empty: Html | string;
}

/** Recent deliveries, newest first; the page's script keeps the list up to date. */
export function deliveryList(state: SandboxState, options: DeliveryListOptions): Html {
	const { deliveries, empty } = options;
	return html`<section class="card" id="deliveries" data-live aria-labelledby="deliveries-title">
		<h2 id="deliveries-title">Recent deliveries</h2>
		${deliveries.length === 0
			? html`<p class="empty">${empty}</p>`
			: html`<table>
					<thead>
						<tr>
							<th scope="col">Status</th>
							<th scope="col">Event</th>
							<th scope="col">Time</th>
							<th scope="col" class="number">Duration</th>
							<th scope="col">Response</th>
							<th scope="col"><span class="hidden">Actions</span></th>
						</tr>
					</thead>
					<tbody>
						${deliveries.slice(0, SHOWN).map((delivery) => row(state, delivery, options))}
					</tbody>
				</table>`}
	</section>`;
}

function row(
	state: SandboxState,
	delivery: Delivery,
	{ place, platformOf }: DeliveryListOptions,
): Html {
	const { id, event, attempts, nextAttemptAt } = delivery;
	const latest = attempts.at(-1);
	const now = state.clock();
	const platform = platformOf?.(delivery);
	return html`<tr>
		<td>
			${deliveryMark(delivery)}
			${nextAttemptAt !== undefined &&
			html`<small
				>${attempts.length > 0 ? `attempt ${attempts.length + 1} ` : ''}${untilText(
					nextAttemptAt,
					now,
				)}</small
			>`}
		</td>
		<td>
			${platform &&
			html`<img src="/icons/${platform.id}.svg" alt="${platform.name}: " width="18" height="18" />`}
			<a href="${place(delivery)}/deliveries/${id}">${event.name}</a>
			${attempts.length > 1 && html`<small>${attempts.length} attempts</small>`}
		</td>
		<td>${latest && moment(latest.at, now)}</td>
		<td class="number">${latest && `${Math.round(latest.durationMs)} ms`}</td>
		<td class="response">${outcomeOf(delivery).explanation}</td>
		<td>
			<form method="post" action="${place(delivery)}/deliveries/${id}/again">
				<button class="small">Send again</button>
			</form>
		</td>
	</tr>`;
}
