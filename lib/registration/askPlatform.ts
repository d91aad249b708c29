import type { ApiFlavour } from '../platform';
import type { Send } from '../api/client';
import { readPages } from '../api/pages';
import { readWebhook } from './answer';
import { hasStatus, isGone, isSuccess, type ApiAnswer } from '../api/answer';
import type { Report, ReportedWebhook } from './webhook';
import { webhookList, webhookRequest } from './webhookRequest';

export type Asked = { kind: 'answered'; report: Report } | { kind: 'failed'; answer: ApiAnswer };

/**
 * What the platform says about its webhooks, as far as an API family lets one ask: all of them,
 * else the one with the id, else nothing.
 */
export async function askPlatform(
	flavour: ApiFlavour,
	id: string | undefined,
	send: Send,
): Promise<Asked> {
	if (flavour.list) {
		const webhooks: ReportedWebhook[] = [];
		let failure: ApiAnswer | undefined;
		for await (const page of readPages(webhookList(flavour, flavour.list), { account: {} }, send)) {
			if (page.kind === 'failed') failure = page.answer;
			if (page.kind === 'items') webhooks.push(...page.items.map(readWebhook).filter(isWebhook));
		}
		if (!failure) {
			const partial = !flavour.list.documented;
			return { kind: 'answered', report: { kind: 'all', webhooks, partial } };
		}
		// An endpoint that is not documented may well be missing; a wrong key is worth saying.
		if (flavour.list.documented || hasStatus(failure, 401)) {
			return { kind: 'failed', answer: failure };
		}
	}
	if (!flavour.get || id === undefined) return { kind: 'answered', report: { kind: 'unknown' } };
	const answer = await send(webhookRequest(flavour, flavour.get, { id }));
	if (!isSuccess(answer) && !isGone(answer)) return { kind: 'failed', answer };
	const webhook = isSuccess(answer) ? readWebhook(answer.body) : null;
	return { kind: 'answered', report: { kind: 'one', webhook } };
}

function isWebhook(webhook: ReportedWebhook | null): webhook is ReportedWebhook {
	return webhook !== null;
}
