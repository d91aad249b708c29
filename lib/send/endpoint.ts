import { createHash } from 'crypto';

import { mayBeSecret } from '../redact';
import { InputError } from './inputError';

/** Where deliveries go, taken apart so that nothing secret stays in what is shown. */
export interface Endpoint {
	/** What is requested, without user and password. */
	url: string;
	/** For people and logs: query values are left out as well, and a path that is a secret. */
	shownUrl: string;
	/** Tells endpoints apart, also those that differ only in what is not shown. */
	key: string;
	/** Values of the query, and parts of the path, that may be secrets. */
	secretValues: string[];
	/** User and password that stood in the URL. */
	credentials: { username: string; password: string } | null;
}

/** Chats whose incoming webhooks are protected by nothing but a URL that nobody knows. */
const PATH_IS_SECRET =
	/^(?:hooks\.slack(?:-gov)?\.com|(?:[\w-]+\.)?discord(?:app)?\.com|chat\.googleapis\.com|(?:[\w-]+\.)?webhook\.office\.com|outlook\.office(?:365)?\.com|(?:[\w-]+\.)*(?:logic\.azure|powerplatform|powerautomate)\.com|api\.telegram\.org)$/;

const ADVICE = 'Enter the full URL of the endpoint, such as https://example.com/hook.';

/** @throws InputError for anything but an http or https URL */
export function parseEndpoint(text: unknown): Endpoint {
	const entered = typeof text === 'string' ? text.trim() : '';
	if (entered === '') throw new InputError('The URL is empty', ADVICE);
	if (!URL.canParse(entered)) throw new InputError('The URL is not valid', ADVICE);
	const url = new URL(entered);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new InputError('The URL does not start with https:// or http://', ADVICE);
	}
	const { username, password } = url;
	url.username = '';
	url.password = '';
	url.hash = '';
	const requested = url.href;
	const secretValues = [...url.searchParams]
		.filter(([name, value]) => mayBeSecret(name, value))
		.map(([, value]) => value);
	// A dot at the end of a name changes nothing of where it leads.
	if (PATH_IS_SECRET.test(url.hostname.replace(/\.$/, ''))) {
		secretValues.push(
			...url.pathname.split('/').filter((part) => part.length >= 8 && mayBeSecret('', part)),
		);
		url.pathname = '/***';
	}
	for (const name of new Set(url.searchParams.keys())) url.searchParams.set(name, '***');
	const hasCredentials = username !== '' || password !== '';
	return {
		url: requested,
		shownUrl: url.href,
		key: createHash('sha256')
			.update(`${username}:${password}@${requested}`)
			.digest('hex')
			.slice(0, 16),
		secretValues,
		credentials: hasCredentials
			? { username: decoded(username), password: decoded(password) }
			: null,
	};
}

/** A lone percent sign is allowed in a URL and stands for itself. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
