/** Where a library puts white space. */
interface Layout {
	name: string;
	/** For each level, on lines of their own; null writes everything on one line. */
	indent: string | null;
	/** What follows commas and colons on one line. */
	gap: '' | ' ';
}

const LAYOUTS: readonly Layout[] = [
	{ name: 'without white space', indent: null, gap: '' },
	{ name: 'with a space after commas and colons', indent: null, gap: ' ' },
	{ name: 'indented by two spaces', indent: '  ', gap: ' ' },
	{ name: 'indented by four spaces', indent: '    ', gap: ' ' },
	{ name: 'indented by tabs', indent: '\t', gap: ' ' },
];

/** Which characters of a string a library escapes. */
interface Escapes {
	name: string;
	rewrite: (string: string) => string;
}

const few = (string: string) => JSON.stringify(JSON.parse(string) as string);
const toAscii = (string: string) =>
	few(string).replace(
		/[\u0080-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
const forHtml = (string: string) =>
	few(string).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

const ESCAPES: readonly Escapes[] = [
	{ name: '', rewrite: (string) => string },
	{ name: '', rewrite: few },
	{ name: ', special characters as \\u escapes', rewrite: toAscii },
	{
		name: ', special characters as \\u escapes and slashes as \\/',
		rewrite: (string) => toAscii(string).replace(/\//g, '\\/'),
	},
	{ name: ', with <, > and & as \\u escapes', rewrite: forHtml },
];

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** Deeper nesting has no use but to make indentation long. */
const DEEPEST = 64;

/**
 * Writes JSON as common libraries do (JavaScript, Python, PHP, Go), the commonest first. Values are
 * never read, so that numbers and doubled keys stay as they are.
 *
 * @param json valid JSON
 */
export function* rewriteJson(json: string): Generator<{ how: string; text: string }> {
	const tokens = json.match(TOKEN) ?? [];
	const seen = new Set<string>();
	for (const { name, rewrite } of ESCAPES) {
		const escaped = tokens.map((token) => (token.startsWith('"') ? rewrite(token) : token));
		// Most texts have nothing to escape, and then every layout has been there before.
		const key = escaped.join('');
		if (seen.has(key)) continue;
		seen.add(key);
		for (const layout of LAYOUTS) {
			const text = layOut(escaped, layout);
			if (text === undefined) return;
			yield { how: layout.name + name, text };
		}
	}
}

/** @returns undefined for what is nested too deeply */
function layOut(tokens: readonly string[], { indent, gap }: Layout): string | undefined {
	let text = '';
	let depth = 0;
	const newLine = () => (indent === null ? '' : `\n${indent.repeat(depth)}`);
	for (let index = 0; index < tokens.length; index += 1) {
		const token = tokens[index];
		if (token === '{' || token === '[') {
			text += token;
			const next = tokens[index + 1];
			if (next === '}' || next === ']') {
				text += next;
				index += 1;
				continue;
			}
			depth += 1;
			if (depth > DEEPEST) return undefined;
			text += newLine();
		} else if (token === '}' || token === ']') {
			depth -= 1;
			text += newLine() + token;
		} else if (token === ',') text += token + (indent === null ? gap : newLine());
		else if (token === ':') text += token + gap;
		else text += token;
	}
	return text;
}
