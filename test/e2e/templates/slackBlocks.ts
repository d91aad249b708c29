/** Blocks of Slack messages, as Slack receives them. */

export const plain = (text: string) => ({ type: 'plain_text', text });

export const header = (text: string) => ({ type: 'header', text: plain(text) });

export const context = (text: string) => ({ type: 'context', elements: [plain(text)] });

export const fields = (...texts: string[]) => ({
	type: 'section',
	fields: texts.map((text) => ({ type: 'mrkdwn', text })),
});
