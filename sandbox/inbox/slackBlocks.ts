import { z } from 'zod';

import { html, type Html } from '../pages/html';
import { richText } from './richText';

const textSchema = z.object({ type: z.string(), text: z.string() });
const elementSchema = z
	.object({
		type: z.string(),
		/** Of a button an object, of a piece of context a text. */
		text: z.union([z.string(), textSchema]),
		url: z.string(),
		alt_text: z.string(),
	})
	.partial();
const blockSchema = z
	.object({
		type: z.string(),
		text: textSchema,
		fields: z.array(textSchema),
		elements: z.array(elementSchema),
		alt_text: z.string(),
	})
	.partial();

/**
 * Blocks as Slack shows them, as far as a message has them; one that is not known shows its name.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function slackBlocks(blocks: readonly unknown[]): Html {
	return html`${blocks.map((block) => {
		const read = blockSchema.safeParse(block);
		return read.success ? one(read.data) : html`<p class="hint">A block that Slack refuses</p>`;
	})}`;
}

function one(block: z.output<typeof blockSchema>): Html {
	const { type = '', text, fields = [], elements = [], alt_text: alternative } = block;
	switch (type) {
		case 'header':
			return html`<p class="heading">${text?.text}</p>`;
		case 'section':
			return html`${text && html`<p>${richText(text.text)}</p>`}
			${fields.length > 0 &&
			html`<div class="fields">
				${fields.map((field) => html`<p>${richText(field.text)}</p>`)}
			</div>`}`;
		case 'context':
			return html`<p class="hint">
				${elements.map((element) => html`${richText(textOf(element))} `)}
			</p>`;
		case 'divider':
			return html`<hr />`;
		case 'actions':
			return html`<p class="buttons">
				${elements.map((element) => html`<span class="button small">${textOf(element)}</span>`)}
			</p>`;
		case 'image':
			return html`<p class="hint">[Picture: ${alternative}]</p>`;
		default:
			return html`<p class="hint">[${type}]</p>`;
	}
}

function textOf({ text, alt_text: alternative = '' }: z.output<typeof elementSchema>): string {
	if (text === undefined) return alternative;
	return typeof text === 'string' ? text : text.text;
}
