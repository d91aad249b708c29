/** Markup that is safe to put into a page as it stands. */
export class Html {
	constructor(readonly markup: string) {}

	toString(): string {
		return this.markup;
	}
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/**
 * A template literal of markup. Texts are escaped, for places between tags and in quoted
 * attributes; lists are joined; what is null, undefined or false leaves nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
	let markup = strings[0];
	for (const [index, part] of parts.entries()) markup += render(part) + strings[index + 1];
	return new Html(markup);
}

function render(part: Part): string {
	if (part instanceof Html) return part.markup;
	if (part === null || part === undefined || part === false) return '';
	if (typeof part === 'string') return part.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
	if (typeof part === 'number') return String(part);
	return part.map(render).join('');
}
