import { isObject } from '../event/source';
import type { ReportedWebhook } from './webhook';

/** States in which a platform does not deliver. */
const INACTIVE = new Set(['paused', 'disabled', 'inactive', 'failing', 'failed', 'suspended']);

/** Reads one webhook from an answer, also where it is wrapped in `data` or `webhook`. */
export function readWebhook(body: unknown): (ReportedWebhook & { secret?: string }) | null {
	if (!isObject(body)) return null;
	const id = typeof body.id === 'number' ? String(body.id) : body.id;
	if (typeof id !== 'string' || id === '') {
		return [body.data, body.webhook, body.endpoint].map(readWebhook).find((hook) => hook) ?? null;
	}
	const status = typeof body.status === 'string' ? body.status.toLowerCase() : undefined;
	return {
		id,
		...(typeof body.url === 'string' && { url: body.url }),
		...(Array.isArray(body.events) && { events: body.events.map(String) }),
		...(status !== undefined && { active: !INACTIVE.has(status) }),
		...(typeof body.active === 'boolean' && { active: body.active }),
		...(typeof body.secret === 'string' && body.secret !== '' && { secret: body.secret }),
	};
}

/** What a platform says about an error, in either of the usual forms; empty when nothing. */
export function readErrorMessage(body: unknown): string {
	if (!isObject(body)) return '';
	const error = isObject(body.error) ? body.error : body;
	const message = [error.message, error.detail, body.message, body.error].find(
		(text) => typeof text === 'string' && text !== '',
	);
	const request = [error.request_id, body.request_id].find((text) => typeof text === 'string');
	if (typeof message !== 'string') return '';
	return request ? `${message} (request ${String(request)})` : message;
}
