import type { HmacScheme, SignatureScheme } from '../signature/scheme';

/** One setting of a platform whose scheme the user describes. */
interface SettingWords {
	/** As the node shows it. */
	label: string;
	/** The entries of its menu by their values; absent where a text is entered. */
	choices?: Readonly<Record<string, string>>;
	/** What it starts with, where that does not depend on another setting. */
	initial?: string;
}

/**
 * The settings that describe a scheme, by the names of the parameters. What a diagnosis advises and
 * what a detection puts out are taken from here, so that neither names what the nodes do not offer.
 */
export const SETTINGS = {
	authentication: {
		label: 'Authentication',
		initial: 'hmac',
		choices: {
			hmac: 'HMAC Signature',
			headerToken: 'Token in a Header',
			urlToken: 'Token in the URL',
			basic: 'Basic Auth',
		},
	},
	tokenHeader: { label: 'Token Header', initial: 'Authorization' },
	tokenPrefix: { label: 'Token Prefix', initial: '' },
	tokenParameter: { label: 'Token Parameter', initial: 'token' },
	signatureHeader: { label: 'Signature Header', initial: 'X-Webhook-Signature' },
	signatureAlgorithm: {
		label: 'Algorithm',
		initial: 'sha256',
		choices: {
			sha1: 'HMAC-SHA1',
			sha256: 'HMAC-SHA256',
			sha384: 'HMAC-SHA384',
			sha512: 'HMAC-SHA512',
		},
	},
	signatureEncoding: {
		label: 'Encoding',
		initial: 'hex',
		choices: { hex: 'Hex', base64: 'Base64', base64url: 'Base64 for URLs' },
	},
	signatureLayout: {
		label: 'Signature Layout',
		initial: 'single',
		choices: { single: 'Single Signature', list: 'Several Signatures', fields: 'Named Fields' },
	},
	signaturePrefix: { label: 'Signature Prefix', initial: '' },
	signatureSeparator: { label: 'Separator', initial: ',' },
	signatureField: { label: 'Signature Field', initial: 'v1' },
	timestampField: { label: 'Timestamp Field', initial: 't' },
	signedContent: {
		label: 'Signed Content',
		initial: '{body}',
		choices: {
			'{body}': 'Body',
			'{timestamp}.{body}': 'Timestamp and Body, Joined by a Dot',
			'{id}.{timestamp}.{body}': 'ID, Timestamp and Body',
			'v0:{timestamp}:{body}': 'V0, Timestamp and Body',
			'{timestamp}:{body}': 'Timestamp and Body, Joined by a Colon',
			'{timestamp}{body}': 'Timestamp and Body, Joined by Nothing',
			'{body}{timestamp}': 'Body and Timestamp',
			'{url}{body}': 'URL and Body',
			template: 'Own Template',
		},
	},
	signedContentTemplate: { label: 'Template', initial: '' },
	timestampSource: {
		label: 'Timestamp Source',
		choices: { header: 'Header', signatureHeader: 'Signature Header', body: 'Body' },
	},
	timestampHeader: { label: 'Timestamp Header', initial: 'X-Webhook-Timestamp' },
	timestampPath: { label: 'Timestamp Path', initial: 'timestamp' },
	timestampUnit: {
		label: 'Timestamp Unit',
		initial: 's',
		choices: { s: 'Seconds', ms: 'Milliseconds', iso: 'ISO 8601', auto: 'Automatic' },
	},
	idHeader: { label: 'ID Header', initial: 'X-Webhook-Id' },
	secretFormat: {
		label: 'Secret Format',
		initial: 'text',
		choices: { text: 'Text', base64: 'Base64', hex: 'Hex', whsec: 'Standard Webhooks' },
	},
	webhookUrl: { label: 'Webhook URL', initial: '' },
} as const satisfies Record<string, SettingWords>;

export type SettingName = keyof typeof SETTINGS;

/** Values by the names of the parameters. */
export type SettingValues = Partial<Record<SettingName, string>>;

/** The signed contents that stand in the menu; any other is an own template. */
export const OFFERED_CONTENTS: readonly string[] = Object.keys(
	SETTINGS.signedContent.choices,
).filter((value) => value !== 'template');

/**
 * The settings under which a node has this scheme, none of those that do not apply; null for a
 * scheme that no settings describe.
 */
export function settingsOf(scheme: SignatureScheme): SettingValues | null {
	switch (scheme.kind) {
		case 'basic':
			return { authentication: 'basic' };
		case 'token':
			if ('query' in scheme.in) {
				return { authentication: 'urlToken', tokenParameter: scheme.in.query };
			}
			return {
				authentication: 'headerToken',
				tokenHeader: scheme.in.header,
				tokenPrefix: scheme.in.prefix,
			};
		case 'hmac': {
			const layout = layoutSettings(scheme);
			if (!layout) return null;
			return {
				authentication: 'hmac',
				signatureHeader: scheme.header,
				signatureAlgorithm: scheme.algorithm,
				signatureEncoding: scheme.encoding,
				...layout,
				...contentSettings(scheme.signedContent),
				...timestampSettings(scheme),
				...(scheme.idHeader !== undefined && { idHeader: scheme.idHeader }),
				secretFormat: scheme.secretFormat,
			};
		}
	}
}

function layoutSettings({ layout }: HmacScheme): SettingValues | null {
	switch (layout.kind) {
		case 'single':
			return { signatureLayout: 'single', signaturePrefix: layout.prefix };
		case 'list':
			return {
				signatureLayout: 'list',
				signaturePrefix: layout.prefix,
				signatureSeparator: layout.separator,
			};
		case 'fields':
			return {
				signatureLayout: 'fields',
				signatureSeparator: layout.separator ?? ',',
				signatureField: layout.signatureField,
				timestampField: layout.timestampField,
			};
		case 'versioned':
			return null;
	}
}

function contentSettings(signedContent: string): SettingValues {
	return OFFERED_CONTENTS.includes(signedContent)
		? { signedContent }
		: { signedContent: 'template', signedContentTemplate: signedContent };
}

function timestampSettings({ timestamp }: HmacScheme): SettingValues {
	if (!timestamp) return {};
	const { source, unit: timestampUnit } = timestamp;
	if ('header' in source) {
		return { timestampSource: 'header', timestampHeader: source.header, timestampUnit };
	}
	if ('body' in source) {
		return { timestampSource: 'body', timestampPath: source.body, timestampUnit };
	}
	return { timestampSource: 'signatureHeader', timestampUnit };
}

/**
 * What has to be set for a scheme where a node has another one. What only comes into use with it is
 * left out as long as it starts out right.
 */
export function settingsBetween(set: SignatureScheme, wanted: SignatureScheme): SettingValues {
	const present = settingsOf(set) ?? {};
	const differing = Object.entries(settingsOf(wanted) ?? {}).filter(([key, value]) => {
		const name = key as SettingName;
		const { initial }: SettingWords = SETTINGS[name];
		const known = present[name] ?? initial;
		// The names of headers have no case.
		const isSame = /Header$/.test(name)
			? known?.toLowerCase() === value.toLowerCase()
			: known === value;
		return !isSame;
	});
	return Object.fromEntries(differing);
}

/** A setting by its label, and its value as the node shows it. */
export function inWords(name: SettingName, value: string): [label: string, value: string] {
	const { label, choices }: SettingWords = SETTINGS[name];
	return [label, choices?.[value] ?? value];
}
