import type { Platform } from '../../lib/platform';
import { applyScheme, type CustomScheme, customSchemeSchema } from '../customScheme';
import { buildMessage } from '../message';
import { outgoingEvent } from '../outgoing';
import { asRefusal } from '../refusal';
import type { Webhook } from '../state';
import { isHttpUrl } from '../validation';
import { developerPageOf } from './developerPage';

/** The fields of the form as texts, so that a refused form comes back as it was filled in. */
export interface WebhookFields {
	url: string;
	description: string;
	events: string[];
	secret: string;
	username: string;
	password: string;
	/** One `Name: value` a line. */
	headers: string;
	algorithm: string;
	encoding: string;
	signatureHeader: string;
	prefix: string;
	signedContent: string;
	timestampHeader: string;
	timestampUnit: string;
	idHeader: string;
}

/** By field, what is wrong with it. */
export type FieldProblems = Partial<Record<keyof WebhookFields, string>>;

export type SetUp = Pick<
	Webhook,
	'url' | 'description' | 'events' | 'secret' | 'username' | 'password' | 'headers' | 'scheme'
>;

const EMPTY: WebhookFields = {
	url: '',
	description: '',
	events: [],
	secret: '',
	username: '',
	password: '',
	headers: '',
	algorithm: 'sha256',
	encoding: 'hex',
	signatureHeader: 'X-Webhook-Signature',
	prefix: '',
	signedContent: '{body}',
	timestampHeader: '',
	timestampUnit: 's',
	idHeader: '',
};

/** What a browser sent; unknown fields are left out, missing ones are empty. */
export function fieldsOfForm(form: unknown): WebhookFields {
	const sent: Record<string, unknown> = { ...(typeof form === 'object' ? form : {}) };
	const text = (name: string) => (typeof sent[name] === 'string' ? sent[name].trim() : '');
	const fields = { ...EMPTY };
	for (const name of TEXT_FIELDS) if (name in sent) fields[name] = text(name);
	fields.events = [sent.events ?? []].flat().map(String);
	return fields;
}

const TEXT_FIELDS = [
	'url',
	'description',
	'secret',
	'username',
	'password',
	'headers',
	'algorithm',
	'encoding',
	'signatureHeader',
	'prefix',
	'signedContent',
	'timestampHeader',
	'timestampUnit',
	'idHeader',
] as const satisfies ReadonlyArray<keyof WebhookFields>;

/** How a form starts: empty with every event chosen, or as the webhook is. Never with a secret. */
export function fieldsOf(platform: Platform, webhook?: Webhook): WebhookFields {
	if (!webhook) {
		const many = developerPageOf(platform).events === 'many';
		return { ...EMPTY, events: many ? ['*'] : platform.events.slice(0, 1).map(({ name }) => name) };
	}
	const { url, description = '', events, username = '', headers = {}, scheme } = webhook;
	return {
		...EMPTY,
		url,
		description,
		events,
		username,
		headers: Object.entries(headers)
			.map(([name, value]) => `${name}: ${value}`)
			.join('\n'),
		...(scheme && fieldsOfScheme(scheme)),
	};
}

/**
 * The webhook that a form describes, or what is wrong with it. An empty secret or password keeps
 * the one that the webhook has.
 */
export function readFields(
	platform: Platform,
	fields: WebhookFields,
	present?: Webhook,
): { ok: true; webhook: SetUp } | { ok: false; problems: FieldProblems } {
	const page = developerPageOf(platform);
	const problems: FieldProblems = {};
	if (!isHttpUrl(fields.url))
		problems.url = 'Enter a whole address that starts with https:// or http://';
	if (fields.events.length === 0) problems.events = `Choose at least one ${page.eventWord}`;
	if (page.events === 'one' && fields.events.length > 1) problems.events = 'Choose one action';
	const headers = readHeaders(fields.headers);
	if (!headers) problems.headers = 'Write one header a line, as in X-Restaurant: the-fish';

	const usesLogin = platform.signature.kind === 'basic';
	if (usesLogin && fields.username === '') problems.username = 'Enter a user name of your choice';
	const password = fields.password === '' ? present?.password : fields.password;
	if (usesLogin && password === undefined) problems.password = 'Enter a password of your choice';

	const webhook: SetUp = {
		url: fields.url,
		description: fields.description === '' ? undefined : fields.description,
		events: fields.events.includes('*') ? ['*'] : fields.events,
		secret: fields.secret === '' ? (present?.secret ?? '') : fields.secret,
		...(usesLogin && { username: fields.username, password }),
		headers,
		scheme: platform.signatureIsConfigurable ? readScheme(fields) : undefined,
	};
	if (Object.keys(problems).length > 0) return { ok: false, problems };
	const refused = tryToSign(platform, webhook);
	return refused === undefined
		? { ok: true, webhook }
		: { ok: false, problems: { [usesLogin ? 'username' : 'secret']: refused } };
}

/** Signs once, so that a secret that cannot sign is refused here and not with every delivery. */
function tryToSign(platform: Platform, { secret, username, password, scheme }: SetUp) {
	if (secret === '' && username === undefined) return undefined;
	try {
		buildMessage({
			platform,
			event: outgoingEvent(platform, {}, 0),
			secrets: username === undefined ? { secret } : { username, password: password ?? '' },
			scheme: applyScheme(platform, scheme),
			timestampSeconds: 0,
		});
		return undefined;
	} catch (error) {
		return asRefusal(error).message;
	}
}

/** Undefined when a line is no header. */
function readHeaders(text: string): Record<string, string> | undefined {
	const headers: Record<string, string> = {};
	for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== '')) {
		const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*([\x20-\x7e]*)$/.exec(line.trim()) ?? [];
		if (name === undefined) return undefined;
		headers[name] = value;
	}
	return headers;
}

/** Undefined where a field holds what the form does not offer; then the platform's own holds. */
function readScheme(fields: WebhookFields): CustomScheme | undefined {
	const { algorithm, encoding, signatureHeader, prefix, signedContent } = fields;
	const { timestampHeader, timestampUnit, idHeader } = fields;
	const read = customSchemeSchema.safeParse({
		algorithm,
		encoding,
		header: signatureHeader,
		layout: { kind: 'single', prefix },
		signedContent,
		...(timestampHeader !== '' && {
			timestamp: { header: timestampHeader, unit: timestampUnit },
		}),
		...(idHeader !== '' && { idHeader }),
	});
	return read.success ? read.data : undefined;
}

function fieldsOfScheme(scheme: CustomScheme): Partial<WebhookFields> {
	return {
		algorithm: scheme.algorithm,
		encoding: scheme.encoding,
		signatureHeader: scheme.header,
		prefix: scheme.layout?.kind === 'single' ? scheme.layout.prefix : '',
		signedContent: scheme.signedContent,
		timestampHeader: scheme.timestamp?.header ?? '',
		timestampUnit: scheme.timestamp?.unit ?? 's',
		idHeader: scheme.idHeader ?? '',
	};
}
