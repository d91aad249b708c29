/** What people read of a mail. */
export interface MailMessage {
	from: string;
	subject: string;
	text: string;
}

/**
 * Reads a mail as far as n8n's Send Email node writes them: encoded words in headers, parts in
 * parts, and the usual transfer encodings. Of a mail in two forms the text is taken.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2045
 */
export function readMailMessage(raw: Buffer): MailMessage {
	const mail = readPart(raw.toString('latin1'));
	const header = (name: string) => decodeWords(mail.headers.get(name) ?? '');
	const parts = leavesOf(mail);
	const plain = parts.find(({ type }) => type === 'text/plain');
	const html = parts.find(({ type }) => type === 'text/html');
	const text = plain ? textOf(plain) : html ? withoutMarkup(textOf(html)) : '';
	return { from: header('from'), subject: header('subject'), text: text.trimEnd() };
}

interface Part {
	headers: ReadonlyMap<string, string>;
	/** Lower-case media type without parameters. */
	type: string;
	/** One character for each byte. */
	body: string;
}

function readPart(bytes: string): Part {
	const [, head = '', body = ''] = /^([\s\S]*?)(?:\r?\n){2}([\s\S]*)$/.exec(bytes) ?? [];
	const headers = new Map<string, string>();
	// Long headers go on in the next line.
	for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
		if (name !== undefined) headers.set(name.toLowerCase(), value);
	}
	const [type] = (headers.get('content-type') ?? 'text/plain').toLowerCase().split(';');
	return { headers, type: type.trim(), body };
}

function parameterOf({ headers }: Part, name: string): string | undefined {
	const found = new RegExp(`;\\s*${name}="?([^";]+)`, 'i').exec(headers.get('content-type') ?? '');
	return found?.[1].trim();
}

/** The part itself, or those that it is made of. */
function leavesOf(part: Part): Part[] {
	const boundary = parameterOf(part, 'boundary');
	if (!part.type.startsWith('multipart/') || boundary === undefined) return [part];
	const [, ...pieces] = `\n${part.body}`.split(`\n--${boundary}`);
	return pieces
		.filter((piece) => !piece.startsWith('--'))
		.flatMap((piece) => leavesOf(readPart(piece.replace(/^[^\n]*\n/, ''))));
}

function textOf(part: Part): string {
	const bytes = decodeBody(part.body, part.headers.get('content-transfer-encoding')?.toLowerCase());
	return decodeCharset(bytes, parameterOf(part, 'charset')).replace(/\r\n/g, '\n');
}

function decodeBody(body: string, encoding: string | undefined): Buffer {
	if (encoding === 'base64') return Buffer.from(body, 'base64');
	if (encoding === 'quoted-printable') return decodeQuoted(body.replace(/[ \t]*=\r?\n/g, ''));
	return Buffer.from(body, 'latin1');
}

function decodeQuoted(text: string): Buffer {
	const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
	return Buffer.from(bytes, 'latin1');
}

function decodeCharset(bytes: Buffer, charset = 'utf-8'): string {
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return bytes.toString();
	}
}

/** Such as `=?UTF-8?Q?caf=C3=A9?=`; the space between two of them belongs to neither. */
function decodeWords(header: string): string {
	return header
		.replace(/(\?=)\s+(?==\?)/g, '$1')
		.replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_, charset: string, form: string, word: string) =>
			decodeCharset(
				form.toUpperCase() === 'B'
					? Buffer.from(word, 'base64')
					: decodeQuoted(word.replace(/_/g, ' ')),
				charset,
			),
		);
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&nbsp;': ' ',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&amp;': '&',
};

/** Enough of a text to read it; what was bold or a picture is gone. */
function withoutMarkup(markup: string): string {
	return markup
		.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
		.replace(/\s+/g, ' ')
		.replace(/<br\s*\/?>|<\/(p|div|tr|li|h\d)>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
		.replace(/ *\n */g, '\n')
		.trim();
}
