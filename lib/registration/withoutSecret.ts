/** What a platform reports of a webhook, without a secret that may be in it. */
export function withoutSecret(webhook: Record<string, unknown>): Record<string, unknown> {
	const harmless = Object.entries(webhook).filter(([field]) => !/secret/i.test(field));
	return Object.fromEntries(harmless);
}
