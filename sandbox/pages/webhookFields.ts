import type { Platform } from '../../lib/platform';
import { applyScheme, type CustomScheme, customSchemeSchema } from '../customScheme';
import { developerPageOf } from '../developerPages';
import { buildMessage } from '../message';
import { outgoingEvent } from '../outgoing';
import { asRefusal } from '../refusal';
import type { Webhook } from '../state';
import { isHttpUrl } from '../validation';
import type { SetUp } from '../webhooks';

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
	kind: string;
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

const EMPTY: WebhookFields = {
	url: '',
	description: '',
	events: [],
	secret: '',
	username: '',
	password: '',
	headers: '',
	kind: 'hmac',
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
	const fields = { ...EMPTY };
	for (const name of TEXT_FIELDS) {
		const text = sent[name];
		// The space behind a prefix such as Bearer belongs to it.
		if (typeof text === 'string') fields[name] = name === 'prefix' ? text : text.trim();
	}
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
	'kind',
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
	return refused === undefined ? { ok: true, webhook } : { ok: false, problems: refused };
}

/**
 * Signs once, so that a scheme or secret that cannot sign is refused here and not with every
 * delivery.
 */
function tryToSign(platform: Platform, setUp: SetUp): FieldProblems | undefined {
	const { url, secret, username, password = '' } = setUp;
	try {
		const scheme = applyScheme(platform, setUp.scheme);
		if (secret === '' && username === undefined) return undefined;
		buildMessage({
			platform,
			event: outgoingEvent(platform, {}, 0),
			url,
			secrets: username === undefined ? { secret } : { username, password },
			scheme,
			timestampSeconds: 0,
		});
		return undefined;
	} catch (error) {
		const { code, message } = asRefusal(error);
		if (code === 'VALIDATION_ERROR') return { signedContent: message.replace('scheme: ', '') };
		return { [username === undefined ? 'secret' : 'username']: message };
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
	const { kind, algorithm, encoding, signatureHeader, prefix, signedContent } = fields;
	const { timestampHeader, timestampUnit, idHeader } = fields;
	const read = customSchemeSchema.safeParse(
		kind === 'token'
			? { kind, in: { header: signatureHeader, prefix } }
			: {
					kind,
					algorithm,
					encoding,
					header: signatureHeader,
					layout: { kind: 'single', prefix },
					signedContent,
					...(timestampHeader !== '' && {
						timestamp: { source: { header: timestampHeader }, unit: timestampUnit },
					}),
					...(idHeader !== '' && { idHeader }),
				},
	);
	return read.success ? read.data : undefined;
}

function fieldsOfScheme(scheme: CustomScheme): Partial<WebhookFields> {
	if (scheme.kind === 'basic') return {};
	if (scheme.kind === 'token') {
		if (!('header' in scheme.in)) return { kind: 'token' };
		return { kind: 'token', signatureHeader: scheme.in.header, prefix: scheme.in.prefix };
	}
	const { algorithm, encoding, header, layout, signedContent, timestamp, idHeader } = scheme;
	const source = timestamp?.source;
	return {
		kind: 'hmac',
		algorithm,
		encoding,
		signatureHeader: header,
		prefix: layout?.kind === 'single' ? layout.prefix : '',
		signedContent,
		timestampHeader: source && 'header' in source ? source.header : '',
		timestampUnit: timestamp?.unit ?? 's',
		idHeader: idHeader ?? '',
	};
}
