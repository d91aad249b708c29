import { REFUSALS } from '../signature/verify';

/** Every way in which a delivery can be refused, with one sentence for logs and documentation. */
export const REASONS = {
	...REFUSALS,
	body_not_raw: 'The raw body cannot be read, for instance because it is a multipart form',
	charset_unknown: 'The body declares a character set that cannot be read',
	body_not_utf8: 'The body is not valid UTF-8',
	body_not_in_charset: 'The body holds bytes that its declared character set does not have',
	body_not_json: 'The body is neither valid JSON nor a form',
	body_not_object: 'The body is JSON, but neither an object nor a list',
	body_too_large: 'The body is larger than this node accepts',
	too_many_events: 'The delivery holds more than 10,000 events',
	payload_invalid: 'The payload differs from what the platform documents',
	ip_not_allowed: 'The caller is not on the list of allowed IP addresses',
} as const;

export type Reason = keyof typeof REASONS;

/** The HTTP status that a refusal is answered with. */
export function statusOf(reason: Reason): 400 | 401 | 403 | 413 | 503 {
	switch (reason) {
		case 'ip_not_allowed':
			return 403;
		case 'body_too_large':
		case 'too_many_events':
			return 413;
		// The fault is on this side, so a sender that repeats after a 5xx shall do so.
		case 'scheme_invalid':
		case 'url_missing':
		case 'secret_missing':
		case 'secret_malformed':
			return 503;
		case 'body_not_raw':
		case 'charset_unknown':
		case 'body_not_utf8':
		case 'body_not_in_charset':
		case 'body_not_json':
		case 'body_not_object':
		case 'payload_invalid':
			return 400;
		default:
			return 401;
	}
}
