import { z } from 'zod';

import { html, type Html } from '../pages/html';
import { richText } from './richText';

const widgetSchema = z
	.object({
		textParagraph: z.object({ text: z.string() }),
		decoratedText: z
			.object({ topLabel: z.string(), text: z.string(), bottomLabel: z.string() })
			.partial(),
		buttonList: z.object({ buttons: z.array(z.object({ text: z.string() }).partial()) }),
		divider: z.object({}),
	})
	.partial();
const cardSchema = z.object({
	card: z
		.object({
			header: z.object({ title: z.string(), subtitle: z.string() }).partial(),
			sections: z.array(z.object({ header: z.string(), widgets: z.array(widgetSchema) }).partial()),
		})
		.partial(),
});

/**
 * Cards as Google Chat shows them, as far as a message has them.
 *
 * @see https://developers.google.com/workspace/chat/api/reference/rest/v1/cards
 */
export function chatCards(cards: readonly unknown[]): Html {
	return html`${cards.map((card) => {
		const read = cardSchema.safeParse(card);
		if (!read.success) return html`<p class="hint">A card that Google Chat refuses</p>`;
		const { header, sections = [] } = read.data.card;
		return html`<div class="chat-card">
			${header &&
			html`<p class="heading">${header.title}</p>
				<p class="hint">${header.subtitle}</p>`}
			${sections.map(
				({ header: title, widgets = [] }) =>
					html`${title !== undefined && html`<p><b>${title}</b></p>`} ${widgets.map(widget)}`,
			)}
		</div>`;
	})}`;
}

function widget(one: z.output<typeof widgetSchema>): Html {
	const { textParagraph, decoratedText, buttonList, divider } = one;
	if (divider) return html`<hr />`;
	return html`${textParagraph && html`<p>${richText(textParagraph.text)}</p>`}
	${decoratedText &&
	html`<p>
		${decoratedText.topLabel !== undefined && html`<small>${decoratedText.topLabel}</small>`}
		${richText(decoratedText.text ?? '')} <small>${decoratedText.bottomLabel}</small>
	</p>`}
	${buttonList &&
	html`<p class="buttons">
		${buttonList.buttons.map(({ text }) => html`<span class="button small">${text}</span>`)}
	</p>`}`;
}
