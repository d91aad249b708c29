/** One way of writing JSON: where white space stands and which characters are escaped. */
export interface JsonStyle {
	name: string;
	/** For each level, on lines of their own; null writes everything on one line. */
	indent: string | null;
	/** What follows commas and colons on one line. */
	gap: '' | ' ';
	string: (token: string) => string;
}

const plain = (token: string) => JSON.stringify(JSON.parse(token) as string);
const ascii = (token: string) =>
	plain(token).replace(
		/[\u0080-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
const withSlashes = (token: string) => ascii(token).replace(/\//g, '\\/');
const forHtml = (token: string) =>
	plain(token).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

const LAYOUTS: ReadonlyArray<Pick<JsonStyle, 'name' | 'indent' | 'gap'>> = [
	{ name: 'without white space', indent: null, gap: '' },
	{ name: 'with a space after commas and colons', indent: null, gap: ' ' },
	{ name: 'indented by two spaces', indent: '  ', gap: ' ' },
	{ name: 'indented by four spaces', indent: '    ', gap: ' ' },
	{ name: 'indented by tabs', indent: '\t', gap: ' ' },
];

const STRINGS: ReadonlyArray<{ name: string; string: JsonStyle['string'] }> = [
	{ name: '', string: (token) => token },
	{ name: '', string: plain },
	{ name: ', special characters as \\u escapes', string: ascii },
	{ name: ', special characters as \\u escapes and slashes as \\/', string: withSlashes },
	{ name: ', with <, > and & as \\u escapes', string: forHtml },
];

/** How common libraries write JSON (JavaScript, Python, PHP, Go), the commonest first. */
export const JSON_STYLES: readonly JsonStyle[] = STRINGS.flatMap(({ name, string }) =>
	LAYOUTS.map((layout) => ({ ...layout, name: layout.name + name, string })),
);

/** Deeper nesting has no use but to make indentation long. */
const DEEPEST = 64;

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/**
 * Writes JSON anew without reading its values, so that numbers and doubled keys stay as they are.
 *
 * @param json valid JSON
 * @returns undefined when it is nested too deeply
 */
export function rewriteJson(json: string, style: JsonStyle): string | undefined {
	const tokens = json.match(TOKEN) ?? [];
	const parts: string[] = [];
	let depth = 0;
	const newLine = () => (style.indent === null ? '' : `\n${style.indent.repeat(depth)}`);
	for (let index = 0; index < tokens.length; index += 1) {
		const token = tokens[index];
		if (token === '{' || token === '[') {
			parts.push(token);
			const next = tokens[index + 1];
			if (next === '}' || next === ']') {
				parts.push(next);
				index += 1;
				continue;
			}
			depth += 1;
			if (depth > DEEPEST) return undefined;
			parts.push(newLine());
		} else if (token === '}' || token === ']') {
			depth -= 1;
			parts.push(newLine(), token);
		} else if (token === ',') parts.push(token, style.indent === null ? style.gap : newLine());
		else if (token === ':') parts.push(token, style.gap);
		else parts.push(token.startsWith('"') ? style.string(token) : token);
	}
	return parts.join('');
}
