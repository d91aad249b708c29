import { html, type Html } from '../pages/html';

/**
 * Code, bold, italic, struck out, links and line breaks, as Slack and Google Chat both write them.
 * Underscores in the address of a link end no italics.
 */
const MARKS =
	/`([^`\n]+)`|(?<!\w)\*([^*\n]+)\*(?!\w)|(?<!\w)_((?:<[^>\n]*>|[^_<\n])+)_(?!\w)|(?<!\w)~([^~\n]+)~(?!\w)|<(https?:[^|>\s]+)(?:\|([^>]+))?>|\n/g;

/** A chat message as markup; links open in a new tab. */
export function richText(text: string): Html {
	const parts: Html[] = [];
	let end = 0;
	for (const match of text.matchAll(MARKS)) {
		parts.push(html`${plain(text.slice(end, match.index))}`, marked(match));
		end = match.index + match[0].length;
	}
	return html`${parts}${plain(text.slice(end))}`;
}

function marked([, code, bold, italic, struck, href, label]: RegExpMatchArray): Html {
	if (code !== undefined) return html`<code>${plain(code)}</code>`;
	if (bold !== undefined) return html`<b>${richText(bold)}</b>`;
	if (italic !== undefined) return html`<i>${richText(italic)}</i>`;
	if (struck !== undefined) return html`<s>${richText(struck)}</s>`;
	if (href !== undefined) {
		return html`<a href="${plain(href)}" target="_blank" rel="noreferrer"
			>${plain(label ?? href)}</a
		>`;
	}
	return html`<br />`;
}

/** Senders write these three as entities. */
function plain(text: string): string {
	return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
